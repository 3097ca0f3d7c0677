import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { fragmentHeadBytes } from "#contract/pictures.ts";
import { lasting, splitFragments } from "../../../../main/core/cameras/fragments.ts";
import type { CameraGatewayOptions } from "../../../../main/core/cameras/gateway-interface.ts";
import { type RtspServer, startRtspServer, usualCamera } from "../../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { type GatewayUnderTest, openings, openStreams, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function server(options: Parameters<typeof startRtspServer>[0]): Promise<RtspServer> {
  const started = await startRtspServer({ account: null, ...options });
  cleanups.push(() => started.stop());
  return started;
}

async function gatewayOf(camera: RtspServer, options: Partial<CameraGatewayOptions> = {}): Promise<GatewayUnderTest> {
  const started = await startGateway([rtspCamera("a", camera.address(), undefined, camera.subAddress())], options);
  cleanups.push(() => started.stop());
  return started;
}

test("one connection a stream, shared by all who watch it, and none that nobody watches", async () => {
  const camera = await server(usualCamera);
  const g = await gatewayOf(camera, { warmMs: 1_500 });
  const subs = [g.watch("a", "sub"), g.watch("a", "sub"), g.watch("a", "sub")];
  await until("all three are given pictures", () => subs.every((seen) => seen.fragments.length > 5));
  expect(openStreams(g)).toEqual(["a/sub"]);
  const [first, second] = subs;
  expect(first?.fragments.at(-1)?.message).toBe(second?.fragments.at(-1)?.message);
  expect(first?.fragments[0]?.isKey).toBe(true);

  // A later watcher begins with a key picture, and need not wait for the next one.
  const late = g.watch("a", "sub");
  expect(late.fragments[0]?.isKey).toBe(true);

  const main = g.watch("a", "main");
  await until("the main stream is there too", () => main.fragments.length > 5);
  expect(main.opened.at(-1)).toMatchObject({ stream: "main", mode: "copy" });
  expect(openStreams(g)).toEqual(["a/main", "a/sub"]);
  expect(openings(g).map(({ by }) => by)).toEqual(["core", "core"]);
  for (const seen of [...subs, late]) seen.stop();
  await until("the small one is closed", () => openStreams(g).join() === "a/main");
  expect(g.view("a").state).toBe("ok");
  main.stop();
  await until("all are closed", () => openStreams(g).length === 0);
  await until("it is idle", () => g.view("a").state === "idle");
});

test("pictures that are sent in another order than they are shown in: an ffmpeg takes over, which knows what to do", async () => {
  const camera = await server({ isReordered: true });
  const g = await gatewayOf(camera);
  const seen = g.watch("a", "main");
  await until("an ffmpeg gives pictures", () => openings(g).at(-1)?.by === "ffmpeg" && seen.fragments.length > 20);
  const times = seen.fragments.map(({ timeS }) => timeS);
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(g.view("a")).toMatchObject({ state: "ok", reason: null });
  expect(g.logged.filter((line) => line.includes("needsFfmpeg"))).toHaveLength(1);
});

test("H.265 in the main stream: whoever wants that is given the H.264 sub stream", async () => {
  const camera = await server({ ...usualCamera, codec: "h265", width: 640, height: 360 });
  const g = await gatewayOf(camera);
  const seen = g.watch("a", "main");
  await until("pictures come", () => seen.fragments.length > 5);
  expect(seen.opened.at(-1)).toMatchObject({ stream: "sub", mode: "copy" });
  expect(seen.opened.at(-1)?.mime).toMatch(/avc1/);
  await until("the main one is left alone", () => openStreams(g).join() === "a/sub");
  expect(g.view("a")).toMatchObject({ state: "ok", reason: null });
});

test("H.265 in both: made H.264 under the cap, a picture a second above it", async () => {
  const camera = await server({ codec: "h265", sub: "h265", cameras: 2 });
  const started = await startGateway(
    [1, 2].map((n) => rtspCamera(`c${n}`, camera.address(n), undefined, camera.subAddress(n))),
    { mostTranscodes: 1 },
  );
  cleanups.push(() => started.stop());
  const one = started.watch("c1");
  await until("the first is shown", () => one.fragments.length > 15);
  expect(one.opened.at(-1)).toMatchObject({ mode: "transcode", mime: expect.stringMatching(/avc1/) });
  const two = started.watch("c2");
  await until("the second is shown", () => two.fragments.length > 4);
  expect(two.opened.at(-1)?.mode).toBe("stills");
  const times = two.fragments.map((fragment) => fragment.timeS);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeCloseTo(times.length - 1, 1);
  expect(started.view("c2").state).toBe("ok");
});

test("a codec that cannot be converted here is told by its name", async () => {
  const folder = await temporaryFolder();
  cleanups.push(() => folder.remove());
  // An ffmpeg as some distributions build it: without an H.264 encoder.
  const program = join(folder.path, "ffmpeg");
  await writeFile(
    program,
    '#!/bin/sh\ncase "$*" in *libx264*) echo "[error] Unknown encoder \'libx264\'" >&2; exit 8;; esac\nexec ffmpeg "$@"\n',
  );
  await chmod(program, 0o755);
  const camera = await server({ codec: "h265" });
  const started = await startGateway([rtspCamera("new", camera.address())], { ffmpegPath: program });
  cleanups.push(() => started.stop());
  started.watch("new");
  const view = await until("it is told", () => started.view("new").state === "unsupported" && started.view("new"));
  expect(view.reason).toEqual({ code: "camera.unsupported", params: { codec: "H.265" } });
});

test("a camera that repeats one picture is frozen within 10 s, with nobody looking at it, and live again at once", async () => {
  const camera = await server({ ...usualCamera, cameras: 2 });
  const started = await startGateway(
    [1, 2].map((n) => rtspCamera(`c${n}`, camera.address(n), undefined, camera.subAddress(n))),
  );
  cleanups.push(() => started.stop());
  const seen = [started.watch("c1"), started.watch("c2")];
  await until("both are live", () => seen.every(({ fragments }) => fragments.length > 20));
  const repeatedAtMs = Date.now();
  camera.repeat(true, 1);
  const view = await until("it is frozen", () => started.view("c1").state === "frozen" && started.view("c1"), 15_000);
  expect(Date.now() - repeatedAtMs).toBeLessThan(10_000);
  expect(view.reason?.code).toBe("camera.repeats");
  expect(Math.abs(view.sinceMs - repeatedAtMs)).toBeLessThan(2_500);
  const count = seen[0]?.fragments.length ?? 0;
  await until("pictures still arrive", () => (seen[0]?.fragments.length ?? 0) > count + 5);
  expect(started.view("c2").state).toBe("ok");
  const movedAtMs = Date.now();
  camera.repeat(false, 1);
  await until("it is live again", () => started.view("c1").state === "ok");
  expect(Date.now() - movedAtMs).toBeLessThan(3_000);
  // A frozen picture is a picture: it is what is kept.
  expect(await readFile(join(started.folder, "c1", "last.jpg")).then((jpeg) => jpeg.length)).toBeGreaterThan(1_000);
});

test("a picture that is to last longer says so in its own words, and nothing else of it changes", async () => {
  const camera = await server({});
  const g = await startGateway([rtspCamera("a", camera.address())]);
  cleanups.push(() => g.stop());
  const seen = g.watch("a");
  const key = await until("a key picture", () => seen.fragments.find(({ isKey }) => isKey));
  const longer = lasting(key, key.durationS * 12);
  expect(longer.length).toBe(key.message.length);
  const changed = [...longer.keys()].filter((at) => longer[at] !== key.message[at]);
  expect(changed.length).toBeGreaterThan(0);
  expect((changed.at(-1) ?? 0) - (changed[0] ?? 0)).toBeLessThan(4);
  const read: number[] = [];
  const split = splitFragments(Date.now, {
    onInitialization: () => undefined,
    onFragment: ({ durationS }) => void read.push(durationS),
    onGarbage: () => read.push(Number.NaN),
  });
  split(Buffer.concat([seen.initialization, longer.subarray(fragmentHeadBytes)]));
  expect(read[0]).toBeCloseTo(key.durationS * 12);
});
