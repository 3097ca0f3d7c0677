import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { Failure, Readings, routes, SceneList } from "#contract/http.ts";
import { liveProtocol } from "#contract/live.ts";
import { fragmentHeadBytes, Opened, picturesProtocol } from "#contract/pictures.ts";
import { shellTokens, startJoinedSite } from "../../../lab/joined-site.ts";
import { openScreen, openShell, type Screen } from "../../../lab/screen.ts";
import { until } from "../../../lab/until.ts";

const { wallToken, shellToken } = shellTokens;

/** The first machine with one monitor, the second with the other one. */
async function twoMachines({ hasCamera = false } = {}) {
  const site = await startJoinedSite(hasCamera);
  const stack = new AsyncDisposableStack();
  stack.use(site);
  const screens: { first?: Screen; second?: Screen } = {};
  const openFirst = async () => {
    stack.use(await openShell(site.first.origin, shellToken, [1]));
    screens.first = stack.use(await openScreen(site.first.origin, wallToken, 1));
  };
  const openSecond = async () => {
    stack.use(await openShell(site.second.origin, shellToken, [site.second.firstNumber]));
    screens.second = stack.use(await openScreen(site.second.origin, wallToken, site.second.firstNumber));
  };
  await openFirst();
  await site.start("second", { IOC_JOIN_TOKEN: await site.token("machine") });
  await openSecond();
  return {
    site,
    openFirst,
    openSecond,
    first: () => screens.first as Screen,
    second: () => screens.second as Screen,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const isUp = ({ following }: { following?: { state: string } | undefined }) => following?.state === "up";
const bothAreThere = (displays: readonly { number: number; state: string }[]) =>
  displays.map(({ number, state }) => `${number} ${state}`).join() === "1 ok,2 ok";

describe("a second machine of the wall", () => {
  it("shows what the first says, on numbers that follow, at one moment; and is waited for", async () => {
    await using two = await twoMachines();
    const { site, first, second } = two;
    expect(site.second.firstNumber).toBe(2);
    await second().wallWhere("it to be joined", isUp);
    await first().displaysWhere("both monitors at the first machine", bothAreThere);
    const loads = async () => {
      const { machines } = await site.first.status();
      return machines.length === 2 && machines.every(({ isThere, load }) => isThere && load !== null) ? machines : null;
    };
    const machines = await until(loads, { what: "both machines to tell what they bear" });
    expect(machines.map(({ isThis, monitors }) => [isThis, monitors?.first])).toEqual([
      [true, 1],
      [false, 2],
    ]);

    const isMeasured = async () => ((await site.second.status()).following?.clockWithinMs ?? 100) < 50 || null;
    await until(isMeasured, { what: "the clock to be known to within half of what is allowed" });
    const answer = await site.drive({ type: "take", scene: "dem" });
    expect(answer.late).toEqual([]);
    const there = await second().wallWhere("the scene", ({ scene }) => scene.id === "dem");
    const here = first().wall();
    // One machine has one clock: what is between the two moments is what was mismeasured.
    const skewMs = Math.abs(there.showAtMs - (here?.showAtMs ?? 0));
    const { following } = await site.second.status();
    console.info(`moments ${skewMs} ms apart; clock ${following?.clockAheadMs} ± ${following?.clockWithinMs} ms`);
    expect(skewMs).toBeLessThan(100);

    second().stall();
    expect((await site.drive({ type: "take", scene: "ngay" })).late).toEqual([2]);
    await second().wallWhere("the scene all the same", ({ scene }) => scene.id === "ngay");

    await site.drive({ type: "blank", displays: [2] });
    await site.drive({ type: "freeze", displays: [2] });
    await site.drive({ type: "banner", text: "Xin chào", forMs: null });
    await site.drive({ type: "identify" });
    await second().wallWhere(
      "all of it",
      ({ blanked, frozen, banner, identifyUntilMs }) =>
        blanked[0] === 2 && frozen[0]?.display === 2 && banner?.text === "Xin chào" && identifyUntilMs !== null,
    );
  });

  it("is told no secret, has the scenes and the readings, and is not driven from its own desk", async () => {
    await using two = await twoMachines();
    const { site, second } = two;
    await second().wallWhere("it to be joined", isUp);
    const scenes = await until(
      async () => {
        const list = SceneList.parse(await (await site.second.fetch(routes.scenes)).json()).scenes;
        return list.length > 0 ? list.map(({ id }) => id) : null;
      },
      { what: "the scenes" },
    );
    expect(scenes).toEqual(["camera", "dem", "ngay"]);
    await until(
      async () => {
        const of = async (core: typeof site.first) =>
          Readings.parse(await (await core.fetch(routes.readings)).json()).readings.map(
            ({ indicator, place, value }) => `${indicator} ${place} ${value}`,
          );
        const [here, there] = [await of(site.first), await of(site.second)];
        return here.length > 0 && here.sort().join() === there.sort().join() ? true : null;
      },
      { what: "the same readings" },
    );
    const refused = await site.second.fetch(routes.wallCommands, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "take", scene: "dem" }),
    });
    expect(refused.status).toBe(409);
    expect(Failure.parse(await refused.json()).code).toBe("join.follows");
    expect((await site.second.fetch(routes.catalogueUndo, { method: "POST" })).status).toBe(409);
    const folder = path.join(site.secondData, "joined");
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
    for (const file of files)
      expect(await readFile(path.join(file.parentPath, file.name), "utf8"), file.name).not.toContain("khong-duoc-ke");
    expect(files.length).toBeGreaterThan(3);
  });

  it("goes on alone when the line is cut and says so, also after a restart, and is back with the same number", async () => {
    await using two = await twoMachines();
    const { site, first, second } = two;
    await second().wallWhere("it to be joined", isUp);
    await site.drive({ type: "take", scene: "dem" });
    await second().wallWhere("the scene", ({ scene }) => scene.id === "dem");

    await site.line.cut();
    const alone = await second().wallWhere("it to say that it is cut", ({ following }) => following?.state === "cut");
    expect(alone.scene.id).toBe("dem");
    expect(alone.following?.reason?.code).toBe("join.unreachable");
    expect((await site.second.status()).state).toBe("attention");
    await first().displaysWhere(
      "the first to miss it",
      (displays) => !displays.some(({ number, state }) => number === 2 && state === "ok"),
    );

    const away = async () => (await site.first.status()).machines.find(({ isThere }) => !isThere) ?? null;
    expect(await until(away, { what: "the first to say that the machine is away" })).toMatchObject({ isThis: false });
    expect((await site.first.status()).state).toBe("attention");

    await site.stop("second", "SIGKILL");
    await site.start("second");
    expect(site.second.firstNumber).toBe(2);
    await two.openSecond();
    const again = await second().wallWhere("the copy", ({ following }) => following?.state === "cut");
    expect(again.scene.id).toBe("dem");

    // Meanwhile the first machine has gone on, and was started anew.
    await site.drive({ type: "take", scene: "ngay" });
    await site.stop("first");
    await site.start("first");
    await two.openFirst();
    await second().wallWhere("what the first shows now", (wall) => isUp(wall) && wall.scene.id === "ngay");
    await first().displaysWhere("both monitors again", bothAreThere);
    expect((await site.drive({ type: "take", scene: "dem" })).late).toEqual([]);
    await second().wallWhere("the scene", ({ scene }) => scene.id === "dem");
  });

  it("has the first one's cameras through its gateway, on time, and says when they cannot come", async () => {
    await using two = await twoMachines({ hasCamera: true });
    const { site, second } = two;
    await second().wallWhere("it to be joined", isUp);
    const state = async () =>
      (await site.second.status()).cameras.map((camera) => `${camera.id} ${camera.state}`).join();
    await until(async () => (await state()) === "cau idle" || null, { withinMs: 30_000, what: "the camera" });

    const pictures: Buffer[] = [];
    let told: unknown;
    const socket = new WebSocket(`${site.second.origin.replace("http", "ws")}${routes.cameraPictures("cau")}`);
    socket.on("open", () =>
      socket.send(JSON.stringify({ type: "watch", protocol: picturesProtocol, token: wallToken, stream: "main" })),
    );
    socket.on("message", (data, isBinary) => {
      if (isBinary) pictures.push(data as Buffer);
      else told = JSON.parse(String(data));
    });
    await until(() => pictures.length > 10 || null, { withinMs: 30_000, what: "pictures" });
    expect(Opened.parse(told).mime).toContain("avc1");
    // The initialization segment, then pictures with the head that tells when they came.
    expect(pictures[0]?.toString("latin1", 4, 8)).toBe("ftyp");
    expect(pictures[1]?.toString("latin1", fragmentHeadBytes + 4, fragmentHeadBytes + 8)).toBe("moof");
    expect(Math.abs(Date.now() - (pictures.at(-1)?.readDoubleBE(0) ?? 0))).toBeLessThan(60_000);
    await until(async () => (await state()) === "cau ok" || null, { withinMs: 30_000, what: "the camera to be live" });

    await site.line.cut();
    await until(async () => (await state()) === "cau no-signal" || null, {
      withinMs: 30_000,
      what: "the camera to be gone",
    });
    await site.line.mend(site.first.port);
    const count = pictures.length;
    await until(() => pictures.length > count + 10 || null, {
      what: "pictures again",
      withinMs: 30_000,
    });
    socket.terminate();
  });

  it("has the cameras that the first one is given while it runs, loses those that are taken away, and takes none itself", async () => {
    await using two = await twoMachines({ hasCamera: true });
    const { site, second } = two;
    await second().wallWhere("it to be joined", isUp);
    const has = async (ids: string) => (await site.second.status()).cameras.map(({ id }) => id).join() === ids || null;
    await until(() => has("cau"), { withinMs: 30_000, what: "the camera" });
    const give = (machine: typeof site.first) =>
      machine.fetch(routes.cameraList, {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: "Mã camera;Tên camera;Địa chỉ luồng chính\nmoi;Camera mới;test:gate",
      });
    expect((await give(site.first)).status).toBe(200);
    await until(() => has("cau,moi"), { what: "the new camera" });
    expect((await site.first.fetch(routes.cameraListUndo, { method: "POST" })).status).toBe(200);
    await until(() => has("cau"), { what: "the new camera to be gone" });
    const refused = await give(site.second);
    expect([refused.status, Failure.parse(await refused.json()).code]).toEqual([409, "join.follows"]);
    // What goes while the line is cut is gone when it is back.
    expect((await give(site.first)).status).toBe(200);
    await until(() => has("cau,moi"), { what: "the new camera" });
    await site.line.cut();
    await second().wallWhere("it to be cut off", (wall) => !isUp(wall));
    expect((await site.first.fetch(routes.cameraListUndo, { method: "POST" })).status).toBe(200);
    await site.line.mend(site.first.port);
    await until(() => has("cau"), { withinMs: 30_000, what: "the new camera to be gone" });
  });

  it("starts anew with another profile of the first one", async () => {
    await using two = await twoMachines();
    const { site, second } = two;
    await second().wallWhere("it to be joined", isUp);
    await site.stop("first");
    const file = path.join(site.profile, "profile.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("vi: Ngày", "vi: Ban ngày"));
    await site.start("first");
    await two.openFirst();
    expect(await site.second.process.exited).toMatchObject({ code: 0 });
    expect(site.second.process.output()).toContain("máy này mở lại để nhận");
    await site.start("second");
    await two.openSecond();
    const told = await second().wallWhere("it to be joined", isUp);
    expect(told.scene.name.vi).toBe("Ban ngày");
  });

  it("is refused with a sentence: without a token, with another role's, where there is no monitor left", async () => {
    await using site = await startJoinedSite(false);
    using _shell = await openShell(site.first.origin, shellToken, [1, 2]);
    const ask = async (role: "machine" | "admin" | "viewer", protocol: number) => {
      const answer = await fetch(site.first.origin + routes.machines, {
        method: "POST",
        headers: { authorization: `Bearer ${await site.token(role)}`, "content-type": "application/json" },
        body: JSON.stringify({ id: randomUUID(), name: "hai", protocol }),
      });
      return [answer.status, Failure.parse(await answer.json()).code];
    };
    expect(await ask("machine", liveProtocol + 1)).toEqual([426, "join.other-version"]);
    // Not even an administrator's token joins: each machine has one of its own.
    for (const role of ["admin", "viewer"] as const)
      expect(await ask(role, liveProtocol)).toEqual([403, "access.forbidden"]);
    await expect(site.start("second")).rejects.toThrow("77");
    await expect(site.start("second", { IOC_JOIN_TOKEN: await site.token("mirror") })).rejects.toThrow(
      "vai trò machine",
    );
    await expect(site.start("second", { IOC_JOIN_TOKEN: await site.token("machine") })).rejects.toThrow("wall.columns");
  });
});
