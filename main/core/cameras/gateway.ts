import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { isDeepStrictEqual } from "node:util";
import { CodedError } from "#contract/errors.ts";
import { Camera } from "./camera.ts";
import type { Channel } from "./channel.ts";
import { oneDraftAtATime, takeDraftPicture } from "./draft-picture.ts";
import type { CameraGatewayOptions, OwnCameraGateway } from "./gateway-interface.ts";
import { keptPicture, keptPictureAtMs } from "./last-picture.ts";
import { endLeftOvers } from "./left-over-processes.ts";
import { PictureQueue } from "./picture-queue.ts";
import { Rounds } from "./rounds.ts";
import { type StreamedCamera, streamed } from "./streamed-camera.ts";

export type {
  CameraGateway,
  CameraGatewayOptions,
  KeptPicture,
  OwnCameraGateway,
  Watcher,
} from "./gateway-interface.ts";

/**
 * Streams at the same time, each with an ffmpeg of its own at worst, and one more of these for cutting pictures. At the limit the stream asked for least
 * recently gives way if nobody has asked for it for some seconds; else the new one says so and waits its turn.
 */
const mostProcesses = 64;
const givesWayAfterMs = 5_000;
/** Of them, left for those who watch. */
const keptFree = 8;
const tickMs = 500;

/**
 * Opens cameras while they are watched, one connection a stream, and gives their pictures as fragments and as HLS. Never
 * throws for a camera that fails: that is a state in its view. The gateway is usable at once; what an earlier run left
 * is cleaned up before the first camera is opened.
 */
export function createCameraGateway(options: CameraGatewayOptions): OwnCameraGateway {
  const queue = new PictureQueue(options.ffmpegPath);
  let cameras = new Map<string, Camera>();
  /** Ids whose former streams are ending, or whose folder is being cleared: nothing is opened under them. */
  const clearing = new Map<string, Promise<void>>();
  let hasFfmpeg = true;
  const mostTranscodes = options.mostTranscodes ?? Math.max(1, Math.floor(availableParallelism() / 2));
  let isReady = false;
  let isStopped = false;
  const oneDraft = oneDraftAtATime();

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
  const made = (config: StreamedCamera): Camera =>
    new Camera(config, {
      options,
      isReady: () => isReady && !clearing.has(config.id),
      mayOpen,
      mayTranscode,
      keepLast: queue.keepLast.bind(queue),
    });
  for (const config of options.cameras) cameras.set(config.id, made(streamed(config)));

  const mayVisit = () => channels().filter((channel) => channel.isOpen).length < mostProcesses - keptFree;
  const rounds = new Rounds(mayVisit);
  rounds.take(cameras.values());
  let isGoingRound = false;
  const openWanted = (some: Iterable<Camera>) => {
    for (const { channels } of some) for (const channel of channels) if (channel.isWanted) channel.ask();
  };
  const ready = prepare(options, [...cameras.values()]).then((hasFound) => {
    hasFfmpeg = hasFound;
    isReady = true;
    // Who watched from the first moment on is not kept waiting for the next tick.
    openWanted(cameras.values());
  });

  /** Ends a camera's streams, and its picture where the next one under its id shows something else. */
  const clear = async (id: string, former: Camera | undefined, ended: Promise<void>, keepsPicture: boolean) => {
    await clearing.get(id);
    await ended;
    if (former !== undefined) await queue.forget(former);
    const folder = join(options.folder, id);
    if (!keepsPicture) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    const camera = cameras.get(id);
    if (camera === undefined) return;
    await mkdir(folder, { recursive: true }).catch(() => undefined);
    camera.setLastPicture(await keptPictureAtMs(folder));
    if (!hasFfmpeg) for (const channel of camera.channels) channel.setMissing();
  };
  const clearIn = (...[id, ...what]: Parameters<typeof clear>): void => {
    const cleared = clear(id, ...what).finally(() => {
      if (clearing.get(id) === cleared) clearing.delete(id);
      openWanted([cameras.get(id) ?? []].flat());
    });
    clearing.set(id, cleared);
  };

  let tickedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const wasHeldUp = now - tickedAt > tickMs + 1_000;
    tickedAt = now;
    // After a pause of the whole core, what came meanwhile has not been read yet: no camera is to blame.
    if (wasHeldUp || !isReady) return;
    for (const [id, camera] of cameras) if (!clearing.has(id)) void camera.tick();
    queue.tick([...cameras.values()]);
    if (isGoingRound) rounds.tick();
  }, tickMs);

  const known = (id: string): Camera => {
    const camera = cameras.get(id);
    if (camera === undefined) throw new CodedError("camera.unknown", { id });
    return camera;
  };

  return {
    views: () => [...cameras.values()].map((camera) => camera.view),
    watch(id, stream, watcher) {
      known(id).watch(stream, watcher);
      // Another camera may serve it by then.
      return () => cameras.get(id)?.unwatch(watcher);
    },
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
    async replace(given) {
      const list = given.map(streamed);
      await ready;
      if (isStopped) return;
      const former = cameras;
      cameras = new Map(
        list.map((config) => {
          const before = former.get(config.id);
          const isSame = before !== undefined && isDeepStrictEqual(before.config.stream, config.stream);
          return [config.id, isSame ? before : made(config)];
        }),
      );
      rounds.take(cameras.values());
      for (const config of list) {
        const camera = known(config.id);
        const before = former.get(config.id);
        former.delete(config.id);
        if (camera === before) {
          camera.describe(config);
          continue;
        }
        const { watched, ended } = before?.retire() ?? { watched: [], ended: Promise.resolve() };
        const keepsPicture = before !== undefined && placeOf(before.config) === placeOf(config);
        clearIn(config.id, before, ended, keepsPicture);
        // Whoever moves it goes on, unless the steering says otherwise; and so the new one is told of.
        camera.setSteeredBy(before?.view.steering?.by ?? null);
        for (const [watcher, stream] of watched) camera.watch(stream, watcher);
      }
      for (const [id, camera] of former) {
        const { watched, ended } = camera.retire();
        clearIn(id, camera, ended, false);
        options.onGone(id);
        for (const [watcher] of watched) watcher.onGone();
      }
      await Promise.all(clearing.values());
    },
    pictureOf: (config, resolve, signal) =>
      oneDraft(async () => {
        await ready;
        const drafted = { ...options, resolve, ffmpegPath: hasFfmpeg ? options.ffmpegPath : null };
        return takeDraftPicture(streamed(config), { options: drafted, mayOpen, mayTranscode }, signal);
      }),
    async stop() {
      isStopped = true;
      rounds.take([]);
      clearInterval(timer);
      await ready;
      await Promise.all([...clearing.values(), ...[...cameras.values()].map((camera) => camera.close())]);
      await queue.drain();
    },
  };
}

/** What a camera's pictures are of: under another address it may look somewhere else. */
const placeOf = ({ stream }: StreamedCamera): string => stream.url;

/** Cleans up after an earlier run, tells the pictures that it kept, and says so when there is no ffmpeg. @returns whether there is one */
async function prepare(options: CameraGatewayOptions, cameras: readonly Camera[]): Promise<boolean> {
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
    // Earlier versions kept segments and paintings there.
    for (const former of ["live", "scene"])
      await rm(join(camera.folder, former), { recursive: true, force: true }).catch(() => undefined);
    camera.setLastPicture(await keptPictureAtMs(camera.folder));
    if (!hasGateway) for (const channel of camera.channels) channel.setMissing();
  }
  return hasGateway;
}

function canRun(ffmpegPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(ffmpegPath, ["-version"], { stdio: "ignore", windowsHide: true });
    child.on("error", () => resolve(false));
    child.on("close", (exit) => resolve(exit === 0));
  });
}
