import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { type RtspServer, startRtspServer } from "../../../lab/rtsp-server.ts";
import { type GatewayUnderTest, openings, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

const account = { username: "quan-sat", password: "m@t kh/ẩu:'1'" };
// Outages are waited for as long as they last; a busy machine makes them longer.
vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function server(options: Parameters<typeof startRtspServer>[0]): Promise<RtspServer> {
  const started = await startRtspServer(options);
  cleanups.push(() => started.stop());
  return started;
}

async function gatewayOf(...args: Parameters<typeof startGateway>): Promise<GatewayUnderTest> {
  const started = await startGateway(...args);
  cleanups.push(() => started.stop());
  return started;
}

const isState = (g: GatewayUnderTest, id: string, state: string) => () => g.view(id).state === state && g.view(id);

/** The picture's time from the file that the gateway serves, epoch ms. */
async function newestPictureMs(g: GatewayUnderTest, id: string): Promise<number> {
  const text = await until("a playlist", async () => (await g.gateway.playlist(id, "sub")) ?? undefined);
  const times = [...text.matchAll(/PROGRAM-DATE-TIME:(\S+)/g)].map((m) => Date.parse(m[1] ?? ""));
  return Math.max(...times);
}

test("a camera with a digest account shows; killed, it keeps its last picture and comes back by itself", async () => {
  const camera = await server({ account });
  const g = await gatewayOf(
    [rtspCamera("cau-ky-cung", camera.address(), { username: account.username, password: "$" + "{secret.camera}" })],
    { resolve: (text) => text.replace("$" + "{secret.camera}", account.password) },
  );
  expect(g.view("cau-ky-cung").state).toBe("idle");
  expect(await g.gateway.playlist("cau-ky-cung", "sub")).toBeNull();
  expect(g.view("cau-ky-cung").state).toBe("connecting");
  g.watch("cau-ky-cung");
  await until("the camera is live", isState(g, "cau-ky-cung", "ok"));

  const list = await until("a playlist", async () => (await g.gateway.playlist("cau-ky-cung", "sub")) ?? undefined);
  const file = (name: string) => g.gateway.file("cau-ky-cung", "sub", name);
  expect(file(/^s\d+\.m4s$/m.exec(list)?.[0] ?? "")?.length).toBeGreaterThan(500);
  expect(
    file(/URI="([^"]+)"/.exec(list)?.[1] ?? "")
      ?.subarray(4, 8)
      .toString(),
  ).toBe("ftyp");
  for (const foreign of ["../last.jpg", "index.m3u8", "..", "s1.m4s/../../x", "s1.m4s.tmp"])
    expect(file(foreign)).toBeNull();
  expect(Math.abs(Date.now() - (await newestPictureMs(g, "cau-ky-cung")))).toBeLessThan(5_000);
  await until("a picture is kept", () => g.view("cau-ky-cung").lastPictureAtMs !== null);

  expect(openings(g)).toEqual([{ stream: "cau-ky-cung/main", by: "core", isOpen: true }]);
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-eo", "args"]);
  for (const secret of [account.username, encodeURIComponent(account.password), account.password])
    expect(stdout).not.toContain(secret);

  const killedAtMs = Date.now();
  await camera.kill();
  const gone = await until("the outage is told", isState(g, "cau-ky-cung", "no-signal"));
  expect(gone.reason?.code).toBe("camera.unreachable");
  expect(Math.abs(gone.sinceMs - killedAtMs)).toBeLessThan(3_000);
  expect(await g.gateway.playlist("cau-ky-cung", "sub")).toBeNull();
  const kept = await until("the last picture is that of the end", async () => {
    const picture = await g.gateway.lastPicture("cau-ky-cung");
    const isTold = picture?.atMs === g.view("cau-ky-cung").lastPictureAtMs;
    return picture !== null && isTold && Math.abs(picture.atMs - killedAtMs) < 2_000 && picture;
  });
  expect(kept.jpeg.subarray(0, 2).toString("hex")).toBe("ffd8");

  await camera.restart();
  await until("it is live again", isState(g, "cau-ky-cung", "ok"));
  expect(await newestPictureMs(g, "cau-ky-cung")).toBeGreaterThan(killedAtMs);

  const everything = g.logged.join("\n") + JSON.stringify(g.told);
  expect(g.logged.length).toBeGreaterThan(0);
  for (const secret of [account.password, encodeURIComponent(account.password), account.username])
    expect(everything).not.toContain(secret);
});

test("a camera that neither sends nor closes is frozen, then recovers", async () => {
  const camera = await server({ account: null });
  const g = await gatewayOf([rtspCamera("a", camera.address())]);
  g.watch("a");
  await until("the camera is live", isState(g, "a", "ok"));
  const pausedAtMs = Date.now();
  camera.pause();
  const frozen = await until("it is told frozen", isState(g, "a", "frozen"));
  expect(frozen.reason?.code).toBe("camera.no-pictures");
  expect(frozen.reason?.params.time).toMatch(/^\d\d:\d\d:\d\d \d\d\/\d\d$/);
  expect(Math.abs(frozen.sinceMs - pausedAtMs)).toBeLessThan(2_000);
  expect(await g.gateway.playlist("a", "sub")).toBeNull();
  camera.resume();
  await until("it is live again", isState(g, "a", "ok"));
});

test("what only ffmpeg reads shows too, the account is in no list of processes, and a hung ffmpeg is replaced", async () => {
  const camera = await server({ account, codec: "h265" });
  const g = await gatewayOf([rtspCamera("a", camera.address(), account)]);
  g.watch("a");
  await until("the camera is live", isState(g, "a", "ok"));
  expect(openings(g).at(-1)).toEqual({ stream: "a/main", by: "ffmpeg", isOpen: true });
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-eo", "pid,args"]);
  const pid = Number(await readFile(join(g.folder, "a", "main.pid"), "utf8"));
  const ours = stdout.split("\n").filter((line) => line.trim().startsWith(`${pid} `));
  expect(ours.length).toBeGreaterThan(0);
  for (const secret of [account.username, encodeURIComponent(account.password), account.password, camera.address()])
    expect(ours.join("\n")).not.toContain(secret);
  process.kill(pid, "SIGSTOP");
  await until("the hang is told", isState(g, "a", "frozen"));
  await until("another ffmpeg has taken over", isState(g, "a", "ok"));
  expect(() => process.kill(pid, 0)).toThrow();
});

test("a wrong password and a wrong path are told apart; a new password counts at once", async () => {
  const camera = await server({ account });
  let password = "wrong";
  const g = await gatewayOf(
    [
      rtspCamera("door", camera.address(), { username: account.username, password: "$" + "{secret.door}" }),
      rtspCamera("path", camera.address(9), account),
    ],
    { resolve: (text) => text.replace("$" + "{secret.door}", password) },
  );
  g.watch("door");
  g.watch("path");
  const refused = await until("the refusal is told", isState(g, "door", "wrong-password"));
  expect(refused.reason?.code).toBe("camera.wrong-password");
  const missing = await until("the wrong path is told", isState(g, "path", "no-signal"));
  expect(missing.reason?.code).toBe("camera.not-found");
  password = account.password;
  await until("the right password is used", isState(g, "door", "ok"), 9_000);
});

test("garbage, silence and a closed port as cameras are outages and leave the others alone", async () => {
  const garbage = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(Buffer.from("HTTP/1.0 200 OK\r\n\r\n<html>not a camera at all</html>".repeat(400)));
  });
  const silent = createServer((socket) => void socket.on("error", () => undefined));
  const listening = (server: typeof garbage) =>
    new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
  const ports = [await listening(garbage), await listening(silent)];
  cleanups.push(async () => void garbage.close());
  cleanups.push(async () => void silent.close());
  const good = await server({ account: null });
  const g = await gatewayOf([
    rtspCamera("garbage", `rtsp://127.0.0.1:${ports[0]}/x`),
    rtspCamera("silent", `rtsp://127.0.0.1:${ports[1]}/x`),
    rtspCamera("closed", "rtsp://127.0.0.1:1/x"),
    rtspCamera("good", good.address()),
  ]);
  for (const id of ["garbage", "silent", "closed", "good"]) g.watch(id);
  await until("the good one is live", isState(g, "good", "ok"));
  for (const id of ["garbage", "silent", "closed"]) await until(`${id} is told`, isState(g, id, "no-signal"));
  expect(g.view("closed").reason?.code).toBe("camera.unreachable");
  expect(g.view("silent").reason?.code).toBe("camera.unreachable");
  expect(g.view("good").state).toBe("ok");
  await g.gateway.stop();
  const left = await readdir(g.folder);
  for (const id of left) expect(await readdir(join(g.folder, id))).not.toContain("main.pid");
});
