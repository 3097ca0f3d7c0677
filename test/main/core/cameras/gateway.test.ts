import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import Fastify from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { afterEach, expect, test, vi } from "vitest";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import { routes } from "#contract/http.ts";
import { wholeReach } from "../../../../main/core/access/reach.ts";
import { cameraRoutes } from "../../../../main/core/cameras/routes.ts";
import { startHttpCamera } from "../../../lab/http-camera.ts";
import { spawnBound } from "../../../lab/process.ts";
import { startTestPictures } from "../../../lab/test-pictures.ts";
import { openStreams, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

// Outages are waited for as long as they last; a busy machine makes them longer.
vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const waits = "setTimeout(() => {}, 600_000)";

const testCamera = (id: string, pattern: "highway" | "gate" | "street" | "bridge"): CameraConfig => ({
  id,
  name: { vi: id, en: id },
  stream: { type: "test", pattern },
});

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A gateway whose test cameras are the simulator's, as the core has it. */
async function withTestCameras(cameras: CameraConfig[], overrides: Parameters<typeof startGateway>[1] = {}) {
  const pictures = await startTestPictures();
  cleanups.push(() => pictures.stop());
  const g = await startGateway(cameras, { resolve: pictures.resolve, ...overrides });
  cleanups.push(() => g.stop());
  return g;
}

test("test pictures go out over HTTP, simulated and told as such, and take no ffmpeg of the core's", async () => {
  const g = await withTestCameras([testCamera("lan-1119", "gate")]);
  const app = Fastify();
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest("reach");
  app.addHook("onRequest", async (request) => {
    request.reach = wholeReach;
  });
  app.register(cameraRoutes, { cameras: g.gateway });
  cleanups.push(() => app.close());

  const early = await app.inject(routes.cameraPlaylist("lan-1119", "sub"));
  expect(early.statusCode).toBe(503);
  expect(early.headers["retry-after"]).toBe("1");
  expect(early.json()).toMatchObject({ code: "camera.not-ready" });
  const list = await until("the playlist is served", async () => {
    const answer = await app.inject(routes.cameraPlaylist("lan-1119", "sub"));
    return answer.statusCode === 200 && answer;
  });
  expect(list.headers["cache-control"]).toBe("no-store");
  expect(list.headers["content-type"]).toBe("application/vnd.apple.mpegurl");
  expect(list.body).toMatch(/#EXT-X-MAP:URI="i\d+\.mp4"/);
  expect(list.body).not.toContain("ENDLIST");
  const segment = list.body.trim().split("\n").at(-1) ?? "";
  const base = routes.cameraPlaylist("lan-1119", "sub").replace("index.m3u8", "");
  expect((await app.inject(base + segment)).headers["content-type"]).toBe("video/mp4");
  expect((await app.inject(`${base}ffmpeg.pid`)).statusCode).toBe(404);
  expect((await app.inject(`${base}..%2F..%2Flast.jpg`)).statusCode).toBe(404);
  for (const none of [routes.cameraPlaylist("nowhere", "sub"), routes.cameraPlaylist("lan-1119", "other")])
    expect((await app.inject(none)).statusCode).toBe(404);
  await until("it is live", () => g.view("lan-1119").state === "ok");
  expect(g.view("lan-1119").isSimulated).toBe(true);
  expect(g.logged.filter((line) => line.endsWith("camera stream opened")).join()).toContain('"by":"core"');

  const picture = await until("a picture is kept", async () => {
    const answer = await app.inject(routes.cameraLastPicture("lan-1119"));
    return answer.statusCode === 200 && answer;
  });
  expect(picture.headers["content-type"]).toBe("image/jpeg");
  expect(Number(picture.headers["x-picture-at-ms"])).toBe(g.view("lan-1119").lastPictureAtMs);
  expect(picture.headers["access-control-expose-headers"]).toContain("x-picture-at-ms");
});

test("a live camera's picture is kept as it came, and decoded when somebody asks for it", async () => {
  const g = await withTestCameras([testCamera("a", "street")]);
  g.watch("a");
  const atMs = await until("a picture is kept", () => g.view("a").lastPictureAtMs ?? undefined);
  const files = () => readdir(join(g.folder, "a"));
  expect(await files()).toContain("last.mp4");
  expect(await files()).not.toContain("last.jpg");
  const [picture, again] = await Promise.all([g.gateway.lastPicture("a"), g.gateway.lastPicture("a")]);
  expect(picture?.atMs).toBe(atMs);
  expect(picture?.jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(again?.jpeg.equals(picture?.jpeg ?? Buffer.alloc(0))).toBe(true);
});

test("a kept picture and its time survive a restart; what an earlier run left open is ended", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cameras-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const own = join(folder, "a");
  await mkdir(own, { recursive: true });
  await writeFile(join(own, "last.jpg"), "picture");
  await utimes(join(own, "last.jpg"), 1_790_000_000.123, 1_790_000_000.123);
  const left = spawnBound(process.execPath, ["-e", waits], { stdio: "ignore", cwd: own });
  const stranger = spawnBound(process.execPath, ["-e", waits], { stdio: "ignore" });
  cleanups.push(async () => void [left, stranger].map((child) => child.kill("SIGKILL")));
  await writeFile(join(own, "main.pid"), String(left.pid));
  await mkdir(join(folder, "b"));
  await writeFile(join(folder, "b", "main.pid"), String(stranger.pid));

  const ended = once(left, "exit");
  const g = await startGateway([rtspCamera("a", "rtsp://127.0.0.1:1/x")], { folder });
  cleanups.push(() => g.stop());
  await ended;
  await until("the picture is told", () => g.view("a").lastPictureAtMs === 1_790_000_000_123);
  expect((await g.gateway.lastPicture("a"))?.jpeg.toString()).toBe("picture");
  expect(isRunning(stranger.pid ?? 0)).toBe(true);
});

test("without ffmpeg every camera says so, with the command that installs it", async () => {
  for (const ffmpegPath of [null, "/nowhere/ffmpeg"]) {
    const g = await startGateway([testCamera("a", "street")], { ffmpegPath });
    await until("it is told without being watched", () => g.view("a").state === "gateway-missing");
    expect(g.view("a").reason?.code).toBe("camera.gateway-missing");
    expect(await g.gateway.playlist("a", "main")).toBeNull();
    expect(g.view("a").state).toBe("gateway-missing");
    await g.stop();
  }
});

test("a camera nobody watches is closed and keeps the picture of its end", async () => {
  const g = await withTestCameras([testCamera("a", "street")], { warmMs: 3_000 });
  await until("it is live", async () => (await g.gateway.playlist("a", "sub")) !== null);
  expect(openStreams(g)).toEqual(["a/main"]);
  await until("it is idle", () => g.view("a").state === "idle");
  await until("its line is closed", () => openStreams(g).length === 0);
  const closedAtMs = g.view("a").sinceMs;
  await until("the last picture is kept", () => Math.abs((g.view("a").lastPictureAtMs ?? 0) - closedAtMs) < 2_500);
});

test("at most 63 streams, one process is left for pictures; one more waits until another is no longer asked for", async () => {
  // It plays and sends nothing: the limit is about streams, not about pictures.
  const camera = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      const number = /CSeq: (\d+)/.exec(chunk.toString())?.[1] ?? "1";
      const body = "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\n";
      socket.write(`RTSP/1.0 200 OK\r\nCSeq: ${number}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
  });
  await new Promise<void>((resolve) => camera.listen(0, "127.0.0.1", resolve));
  cleanups.push(async () => void camera.close());
  const { port } = camera.address() as { port: number };
  const cameras = Array.from({ length: 65 }, (_, n) => rtspCamera(`c${n}`, `rtsp://127.0.0.1:${port}/x`));
  const g = await startGateway(cameras);
  cleanups.push(() => g.stop());
  const ask = (from: number, to: number) =>
    Promise.all(cameras.slice(from, to).map((camera) => g.gateway.playlist(camera.id, "main")));
  await ask(0, 65);
  await until("63 streams are open", () => openStreams(g).length === 63);
  expect(g.view("c63").reason?.code).toBe("camera.too-many");
  expect(g.view("c64").state).toBe("connecting");
  await until("a camera that is still asked for gets the place of one that is not", async () => {
    await ask(1, 64);
    expect(openStreams(g).length).toBeLessThanOrEqual(63);
    return g.view("c63").reason === null && g.view("c0").state === "idle";
  });
});

test("a password that is not set is told by its name", async () => {
  const { CodedError } = await import("#contract/errors.ts");
  const camera = rtspCamera("a", "rtsp://127.0.0.1:1/x", { username: "u", password: "$" + "{secret.door}" });
  const g = await startGateway([camera], {
    resolve: () => {
      throw new CodedError("secret.missing", { name: "door" });
    },
  });
  cleanups.push(() => g.stop());
  g.watch("a");
  const view = await until("it is told", () => g.view("a").state === "wrong-password" && g.view("a"));
  expect(view.reason).toEqual({ code: "secret.missing", params: { name: "door" } });
});

test("no ffmpeg outlives a core that is killed without warning, not even one that is stopped", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cameras-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const camera = await startHttpCamera();
  cleanups.push(async () => camera[Symbol.asyncDispose]());
  const program = fileURLToPath(new URL("gateway-host.ts", import.meta.url));
  const host = spawnBound(process.execPath, [program, folder, `${camera.url}/mjpeg`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanups.push(async () => void host.kill("SIGKILL"));
  const showing = new Set<string>();
  (host.stdout as Readable).on("data", (chunk: Buffer) => {
    for (const id of chunk.toString().trim().split("\n")) showing.add(id);
  });
  await until("both cameras show", () => showing.size === 2);
  const pids = await Promise.all(
    ["a", "b"].map(async (id) => Number(await readFile(join(folder, id, "main.pid"), "utf8"))),
  );
  expect(pids.every(isRunning)).toBe(true);
  process.kill(pids[1] ?? 0, "SIGSTOP");
  const gone = once(host, "exit");
  host.kill("SIGKILL");
  await gone;
  await until("no ffmpeg is left", () => !pids.some(isRunning), 15_000);
});
