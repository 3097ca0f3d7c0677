import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CameraState } from "#contract/entities/camera.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { Camera, type CameraPorts } from "./camera.ts";
import type { DraftPicture } from "./gateway-interface.ts";
import { keepPicture } from "./last-picture.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

/** A key picture of most cameras is two seconds away at most; one by HLS needs its first segment. */
const longestMs = 15_000;
const lookMs = 200;
/** A camera may refuse a connection while it still ends another: it is tried again first. */
const patientMs = 3_000;

const failed: ReadonlySet<CameraState> = new Set(["no-signal", "unsupported"]);
const final: ReadonlySet<CameraState> = new Set(["wrong-password", "gateway-missing"]);
const none: CodedMessage = { code: "camera.no-first-picture", params: {} };

/**
 * Takes one picture of a camera that is not registered, by the very reader of those that are, and closes it. Nothing of it is kept.
 * Resolves with a reason in the place of a picture where none comes within 15 s.
 */
export async function takeDraftPicture(
  config: StreamedCamera,
  ports: Pick<CameraPorts, "options" | "mayOpen" | "mayTranscode">,
  signal: AbortSignal,
): Promise<DraftPicture> {
  const { options } = ports;
  const { ffmpegPath } = options;
  if (ffmpegPath === null)
    return { jpeg: null, reason: { code: "camera.gateway-missing", params: { command: "ffmpeg" } } };
  // No camera's id begins with a dot: what is read of a draft never lies where a camera's own pictures do.
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(options.folder, ".draft-"));
  const camera = new Camera(config, {
    ...{ ...ports, options: { ...options, folder, onChange: () => undefined }, isReady: () => true },
    keepLast: () => undefined,
  });
  await mkdir(camera.folder, { recursive: true });
  const startedAt = performance.now();
  const passedMs = () => performance.now() - startedAt;
  try {
    camera.watch("main", { onOpened() {}, onFragment() {}, onGone() {} });
    while (!signal.aborted && passedMs() < longestMs) {
      const clip = camera.clip();
      if (clip !== null) {
        const isCut = (await keepPicture(ffmpegPath, camera.folder, clip, "first")) !== null;
        if (isCut) return { jpeg: await readFile(join(camera.folder, "last.jpg")), reason: null };
      }
      const { state, reason } = camera.view;
      if (final.has(state) || (failed.has(state) && passedMs() > patientMs))
        return { jpeg: null, reason: reason ?? none };
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      await camera.tick();
    }
    return { jpeg: null, reason: camera.view.reason ?? none };
  } finally {
    await camera.retire().ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** One at a time: whoever tries another meanwhile is told. @throws CodedError camera.picture-running */
export function oneDraftAtATime(): <T>(take: () => Promise<T>) => Promise<T> {
  let isTaking = false;
  return async (take) => {
    if (isTaking) throw new CodedError("camera.picture-running");
    isTaking = true;
    try {
      return await take();
    } finally {
      isTaking = false;
    }
  };
}
