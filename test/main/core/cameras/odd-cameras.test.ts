import { afterEach, expect, test, vi } from "vitest";
import { type Oddness, startOddCamera } from "../../../lab/odd-camera.ts";
import { type GatewayUnderTest, openings, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

vi.setConfig({ testTimeout: 90_000 });
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const account = { username: "quan-sat", password: "mat-khau" };
const realm = "Cổng, số 1";
const nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
const digest = (more: string) => `Digest realm="${Buffer.from(realm).toString("latin1")}", nonce="${nonce}"${more}`;
const checks = (hash: string, isSession = false) => ({
  ...{ hash, isSession, ...account },
  realm: Buffer.from(realm).toString("latin1"),
});

/** Cameras of one wall, each by its name, watched. */
async function wallOf(cameras: Record<string, { oddness: Oddness; account?: typeof account }>) {
  const started = await Promise.all(
    Object.entries(cameras).map(async ([id, { oddness, account }]) => {
      const camera = await startOddCamera(oddness);
      cleanups.push(async () => camera[Symbol.asyncDispose]());
      return { id, camera, config: rtspCamera(id, camera.address, account) };
    }),
  );
  const g = await startGateway(started.map(({ config }) => config));
  cleanups.push(() => g.stop());
  for (const { id } of started) g.watch(id);
  return { g, cameraOf: (id: string) => started.find((one) => one.id === id)?.camera };
}
const by = (g: GatewayUnderTest, id: string) => openings(g).filter(({ stream }) => stream.startsWith(`${id}/`));
const told = (g: GatewayUnderTest, id: string, code: string) =>
  until(`${id}: ${code}`, () => g.view(id).reason?.code === code && g.view(id));

test("how a camera says no is told in words of its own, and nothing is asked twice for it", async () => {
  const refusing = (method: string, status: number) => ({ oddness: { refuses: { method, status } } });
  const { g } = await wallOf({
    bandwidth: refusing("SETUP", 453),
    session: refusing("PLAY", 454),
    busy: refusing("DESCRIBE", 503),
    gone: refusing("DESCRIBE", 404),
    odd: refusing("PLAY", 455),
  });
  await told(g, "bandwidth", "camera.no-bandwidth");
  await told(g, "session", "camera.no-session");
  await told(g, "busy", "camera.busy");
  await told(g, "gone", "camera.not-found");
  await told(g, "odd", "camera.failing");
  expect(openings(g).some((one) => one.by === "ffmpeg")).toBe(false);
});

test("a realm with a comma, MD5-sess, SHA-256 alone, Basic beside Digest in one header: all are let in", async () => {
  const guarded = (hash: string, isSession: boolean, ...challenges: string[]) => ({
    oddness: { challenges, checks: checks(hash, isSession) },
    account,
  });
  const { g } = await wallOf({
    comma: guarded("md5", false, digest(', qop="auth"')),
    session: guarded("md5", true, digest(', algorithm=MD5-sess, qop="auth"')),
    sha: guarded("sha256", false, digest(', algorithm=SHA-256, qop="auth,auth-int"')),
    both: guarded("md5", false, `Basic realm="x", ${digest("")}`),
  });
  for (const id of ["comma", "session", "sha", "both"]) await until(`${id} is live`, () => g.view(id).state === "ok");
  expect(openings(g).every((one) => one.by === "core")).toBe(true);
});

test("a login that nothing here knows is no wrong password; a refused answer is tried by nobody else", async () => {
  const { g, cameraOf } = await wallOf({
    ntlm: { oddness: { challenges: ["NTLM"] }, account },
    wrong: { oddness: { challenges: [digest("")], checks: { ...checks("md5"), password: "khác" } }, account },
  });
  const unknown = await told(g, "ntlm", "camera.login-unknown");
  expect(unknown).toMatchObject({ state: "unsupported", reason: { params: { offered: "NTLM" } } });
  expect(by(g, "ntlm").map((one) => one.by)).toContain("ffmpeg");
  expect(cameraOf("ntlm")?.logins()).toEqual([]);
  expect((await told(g, "wrong", "camera.wrong-password")).state).toBe("wrong-password");
  expect(by(g, "wrong").map((one) => one.by)).toEqual(["core"]);
  expect(cameraOf("wrong")?.logins()).toEqual(["ioc-wall"]);
});

test("lines ended by LF and sessions of five seconds are read by the core; UDP alone and pictures without keys by ffmpeg", async () => {
  const beganMs = performance.now();
  const { g, cameraOf } = await wallOf({
    lines: { oddness: { hasBareLines: true } },
    short: { oddness: { sessionS: 3 } },
    udp: { oddness: { isUdpOnly: true } },
    refresh: { oddness: { hasIntraRefresh: true } },
  });
  for (const id of ["lines", "short", "udp", "refresh"])
    await until(`${id} is live`, () => g.view(id).state === "ok").catch((error: Error) => {
      throw new Error(
        `${error.message}; ${JSON.stringify(g.view(id))}; ${g.logged.filter((l) => l.includes(`"${id}"`)).join("\n")}`,
      );
    });
  expect(by(g, "udp").at(-1)?.by).toBe("ffmpeg");
  expect(by(g, "refresh").at(-1)?.by).toBe("ffmpeg");
  // Its session would have ended since, had nobody reminded it: the others took longer than that to show.
  await until("more than a session", () => performance.now() - beganMs > 5_000);
  expect(cameraOf("short")?.lines()).toHaveLength(1);
  for (const id of ["lines", "short"]) expect(by(g, id).map((one) => one.by)).toEqual(["core"]);
});

test("garbage between packets has that connection read by ffmpeg, and the next one by the core again", async () => {
  const { g, cameraOf } = await wallOf({ a: { oddness: { garbageAfter: 10 } } });
  const last = () => by(g, "a").at(-1);
  await until("ffmpeg to read it", () => last()?.by === "ffmpeg" && g.view("a").state === "ok");
  cameraOf("a")?.drop();
  await until("the core to read it", () => last()?.by === "core" && g.view("a").state === "ok");
});
