import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { CodedError } from "#contract/errors.ts";
import { Camera } from "./camera.ts";
import type { Channel } from "./channel.ts";
import type { CameraGateway, CameraGatewayOptions } from "./gateway-interface.ts";
import { keptPicture, keptPictureAtMs } from "./last-picture.ts";
import { endLeftOvers } from "./left-over-processes.ts";
import { PictureQueue } from "./picture-queue.ts";
import { Rounds } from "./rounds.ts";

export type { CameraGateway, CameraGatewayOptions, KeptPicture, Watcher } from "./gateway-interface.ts";

/**
 * ffmpeg processes at the same time, one of them for cutting pictures. At the limit the stream asked for least
 * recently gives way if nobody has asked for it for some seconds; else the new one says so and waits its turn.
 */
const mostProcesses = 64;
const givesWayAfterMs = 5_000;
/** Of them, left for those who watch. */
const keptFree = 8;
const tickMs = 500;

/**
 * Opens cameras while they are watched, one ffmpeg a stream, and gives their pictures as fragments and as HLS. Never
 * throws for a camera that fails: that is a state in its view. The gateway is usable at once; what an earlier run left
 * is cleaned up before the first camera is opened.
 */
export function createCameraGateway(options: CameraGatewayOptions): CameraGateway {
  const queue = new PictureQueue(options.ffmpegPath);
  const cameras = new Map<string, Camera>();
  const mostTranscodes = options.mostTranscodes ?? Math.max(1, Math.floor(availableParallelism() / 2));
  let isReady = false;
  let isStopped = false;

  const channels = (): Channel[] => [...cameras.values()].flatMap((camera) => camera.channels);
  const mayOpen = (): boolean => {
    if (isStopped) return false;
    const open = channels().filter((channel) => channel.isOpen);
    if (open.length < mostProcesses - 1) return true;
    const [leastAsked] = open.sort((a, b) => b.unaskedMs - a.unaskedMs);
    if (leastAsked !== undefined && leastAsked.unaskedMs > givesWayAfterMs) leastAsked.dismiss();
    return false;
  };
  const mayTranscode = () => channels().filter((channel) => channel.isTranscoding).length < mostTranscodes;
  const ports = {
    options,
    isReady: () => isReady,
    mayOpen,
    mayTranscode,
    keepLast: queue.keepLast.bind(queue),
  };
  for (const config of options.cameras) cameras.set(config.id, new Camera(config, ports));

  const all = [...cameras.values()];
  const mayVisit = () => channels().filter((channel) => channel.isOpen).length < mostProcesses - keptFree;
  const rounds = new Rounds(all, mayVisit);
  let isGoingRound = false;
  const ready = prepare(options, all).then(() => {
    isReady = true;
    // Who watched from the first moment on is not kept waiting for the next tick.
    for (const channel of channels()) if (channel.isWanted) channel.ask();
  });

  let tickedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const wasHeldUp = now - tickedAt > tickMs + 1_000;
    tickedAt = now;
    // After a pause of the whole core, what came meanwhile has not been read yet: no camera is to blame.
    if (wasHeldUp || !isReady) return;
    for (const camera of all) void camera.tick();
    queue.tick(all);
    if (isGoingRound) rounds.tick();
  }, tickMs);

  const known = (id: string): Camera => {
    const camera = cameras.get(id);
    if (camera === undefined) throw new CodedError("camera.unknown", { id });
    return camera;
  };

  return {
    views: () => all.map((camera) => camera.view),
    watch: (id, stream, watcher) => known(id).watch(stream, watcher),
    async playlist(id, stream) {
      const camera = known(id);
      await ready;
      if (isStopped) return null;
      const channel = camera.channelFor(stream);
      channel.ask();
      return channel.playlist();
    },
    file: (id, stream, name) => known(id).channelFor(stream).file(name),
    lastPicture: (id) => keptPicture(known(id).folder, options.ffmpegPath),
    setSteeredBy: (id, who) => known(id).setSteeredBy(who),
    goRound() {
      isGoingRound = options.ffmpegPath !== null;
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await ready;
      await Promise.all(all.map((camera) => camera.close()));
      await queue.drain();
    },
  };
}

/** Cleans up after an earlier run, tells the pictures that it kept, and says so when there is no ffmpeg. */
async function prepare(options: CameraGatewayOptions, cameras: readonly Camera[]): Promise<void> {
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const ended = await endLeftOvers(options.folder);
    if (ended.length > 0) options.log.warn({ pids: ended }, "ffmpeg processes of an earlier run ended");
  } catch (error) {
    options.log.warn({ err: error }, "the cameras' folder cannot be prepared");
  }
  const hasGateway = options.ffmpegPath !== null && (await canRun(options.ffmpegPath));
  for (const camera of cameras) {
    await mkdir(camera.folder, { recursive: true }).catch(() => undefined);
    // An earlier version kept segments there.
    await rm(join(camera.folder, "live"), { recursive: true, force: true }).catch(() => undefined);
    camera.setLastPicture(await keptPictureAtMs(camera.folder));
    if (!hasGateway) for (const channel of camera.channels) channel.setMissing();
  }
}

function canRun(ffmpegPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(ffmpegPath, ["-version"], { stdio: "ignore", windowsHide: true });
    child.on("error", () => resolve(false));
    child.on("close", (exit) => resolve(exit === 0));
  });
}
