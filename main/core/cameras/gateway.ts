import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { CodedError } from "#contract/errors.ts";
import { CameraStream } from "./camera-stream.ts";
import type { CameraGateway, CameraGatewayOptions } from "./gateway-interface.ts";
import { keptPicture, keptPictureAtMs } from "./last-picture.ts";
import { endLeftOvers } from "./left-over-processes.ts";
import { PictureQueue } from "./picture-queue.ts";

export type { CameraGateway, CameraGatewayOptions, KeptPicture } from "./gateway-interface.ts";

/**
 * ffmpeg processes at the same time, one of them for cutting pictures. At the limit the camera asked for least
 * recently gives way if nobody has asked for it for some seconds; else the new one says so and waits its turn.
 */
const mostProcesses = 64;
const givesWayAfterMs = 5_000;
const tickMs = 500;

/**
 * Opens cameras while they are watched, one ffmpeg each, and serves their pictures as HLS. Never throws for a camera
 * that fails: that is a state in its view. The gateway is usable at once; what an earlier run left is cleaned up
 * before the first camera is opened.
 */
export function createCameraGateway(options: CameraGatewayOptions): CameraGateway {
  const queue = new PictureQueue(options.ffmpegPath);
  const streams = new Map<string, CameraStream>();
  let isStopped = false;

  const mayOpen = (): boolean => {
    const open = [...streams.values()].filter((stream) => stream.isOpen);
    if (open.length < mostProcesses - 1) return true;
    const [leastAsked] = open.sort((a, b) => b.unaskedMs - a.unaskedMs);
    if (leastAsked !== undefined && leastAsked.unaskedMs > givesWayAfterMs) void leastAsked.close();
    return false;
  };
  const keepLast = queue.keepLast.bind(queue);
  for (const camera of options.cameras)
    streams.set(camera.id, new CameraStream(camera, { options, mayOpen, keepLast }));

  const ready = prepare(options, [...streams.values()]);

  let tickedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const wasHeldUp = now - tickedAt > tickMs + 1_000;
    tickedAt = now;
    // After a pause of the whole core, what came meanwhile has not been read yet: no camera is to blame.
    if (wasHeldUp) return;
    for (const stream of streams.values()) void stream.tick();
    queue.tick([...streams.values()]);
  }, tickMs);

  const known = (id: string): CameraStream => {
    const stream = streams.get(id);
    if (stream === undefined) throw new CodedError("camera.unknown", { id });
    return stream;
  };

  return {
    views: () => [...streams.values()].map((stream) => stream.view),
    async playlist(id) {
      const stream = known(id);
      await ready;
      if (isStopped) return null;
      stream.ask();
      return stream.playlist();
    },
    async file(id, name) {
      return known(id).file(name);
    },
    async lastPicture(id) {
      return keptPicture(known(id).folder);
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await ready;
      await Promise.all([...streams.values()].map((stream) => stream.close()));
      await queue.drain();
    },
  };
}

/** Cleans up after an earlier run, tells the pictures that it kept, and says so when there is no ffmpeg. */
async function prepare(options: CameraGatewayOptions, streams: readonly CameraStream[]): Promise<void> {
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const ended = await endLeftOvers(options.folder);
    if (ended.length > 0) options.log.warn({ pids: ended }, "ffmpeg processes of an earlier run ended");
  } catch (error) {
    options.log.warn({ err: error }, "the cameras' folder cannot be prepared");
  }
  const hasGateway = options.ffmpegPath !== null && (await canRun(options.ffmpegPath));
  for (const stream of streams) {
    await stream.empty().catch(() => undefined);
    stream.setLastPicture(await keptPictureAtMs(stream.folder));
    if (!hasGateway) stream.setMissing();
  }
}

function canRun(ffmpegPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(ffmpegPath, ["-version"], { stdio: "ignore", windowsHide: true });
    child.on("error", () => resolve(false));
    child.on("close", (exit) => resolve(exit === 0));
  });
}
