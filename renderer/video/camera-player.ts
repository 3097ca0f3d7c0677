import type Hls from "hls.js";
import { hlsConfig } from "./hls-config.ts";
import { createChangeWatch } from "./picture-change.ts";
import { frozenAfterMs, type Observation } from "./presentation.ts";

const watchEveryMs = 500;
const compareEveryMs = 2_000;

export type CameraPlayerOptions = {
  video: HTMLVideoElement;
  /** Takes the last picture before the video is loaded anew, as that turns the element empty. */
  still: HTMLCanvasElement;
  /** Address of the playlist. */
  url: string;
  /** Sent along with each request. */
  headers: Readonly<Record<string, string>>;
  /** Epoch ms on the core's clock, which the times in the playlist are of. */
  coreNowMs(): number;
};

export type CameraPlayer = {
  observe(): Observation;
  /** Ends all requests and timers and empties the video element. */
  dispose(): void;
};

/**
 * Plays a camera's HLS for as long as it lives: never gives up, and loads anew when no picture came for four seconds,
 * since hls.js alone does not come back from a source that died and began again.
 */
export function createCameraPlayer(options: CameraPlayerOptions): CameraPlayer {
  const { video, still, url, headers } = options;
  const hasChanged = createChangeWatch(video);
  const canObserveFrames: boolean = "requestVideoFrameCallback" in video;
  let pictureAt: number | null = null;
  let changedAt: number | null = null;
  let comparedAt = 0;
  let mediaTime = -1;
  let callback = 0;
  let loadedAt = performance.now();
  let isListed = false;
  let isDisposed = false;
  let makeHls: (() => Hls) | null = null;
  let hls: Hls | null = null;

  const seePicture = (time: number) => {
    if (time === mediaTime) return;
    mediaTime = time;
    pictureAt = performance.now();
    changedAt ??= pictureAt;
  };
  const onFrame = (_: number, frame: VideoFrameCallbackMetadata) => {
    seePicture(frame.mediaTime);
    callback = video.requestVideoFrameCallback(onFrame);
  };
  if (canObserveFrames) callback = video.requestVideoFrameCallback(onFrame);

  const play = () => void video.play().catch(() => undefined);
  video.muted = true;
  video.addEventListener("loadeddata", play);

  const load = () => {
    keepStill(video, still);
    hls?.destroy();
    hls = null;
    loadedAt = performance.now();
    isListed = false;
    mediaTime = -1;
    if (makeHls !== null) {
      hls = makeHls();
      hls.loadSource(url);
      hls.attachMedia(video);
    } else if (video.canPlayType("application/vnd.apple.mpegurl") !== "") {
      isListed = true;
      video.src = url;
      video.load();
    }
  };

  void import("hls.js").then(
    ({ default: HlsClass }) => {
      if (isDisposed) return;
      // Safari on a phone has no Media Source: there the element plays HLS by itself.
      if (HlsClass.isSupported())
        makeHls = () => {
          const made = new HlsClass(hlsConfig(headers));
          made.on(HlsClass.Events.LEVEL_LOADED, () => {
            isListed = true;
          });
          made.on(HlsClass.Events.ERROR, (_, data) => {
            // The watchdog loads anew; until then a fatal error must not wait for a list that will never come.
            if (data.fatal) isListed = true;
          });
          return made;
        };
      load();
    },
    () => undefined,
  );

  const timer = setInterval(() => {
    const now = performance.now();
    // A page that is not visible is shown no frames; that says nothing about the camera.
    if (document.hidden) {
      loadedAt = now;
      return;
    }
    if (!canObserveFrames) seePicture(video.currentTime);
    if (pictureAt !== null && now - pictureAt < compareEveryMs && now - comparedAt >= compareEveryMs) {
      comparedAt = now;
      if (hasChanged()) changedAt = now;
    }
    if (video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) play();
    if (isListed && now - Math.max(pictureAt ?? 0, loadedAt) > frozenAfterMs) load();
  }, watchEveryMs);

  return {
    observe: () => ({ pictureAt, changedAt, delayMs: delayOf(hls?.playingDate ?? null, options.coreNowMs()) }),
    dispose: () => {
      isDisposed = true;
      clearInterval(timer);
      if (canObserveFrames) video.cancelVideoFrameCallback(callback);
      video.removeEventListener("loadeddata", play);
      hls?.destroy();
      hls = null;
      video.removeAttribute("src");
      video.load();
    },
  };
}

/** Age of the shown picture, ms; null where the stream tells no time. Never below zero: clocks differ by some ms. */
function delayOf(playing: Date | null, coreNowMs: number): number | null {
  const ms = playing === null ? Number.NaN : coreNowMs - playing.getTime();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function keepStill(video: HTMLVideoElement, still: HTMLCanvasElement): void {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
  still.width = video.videoWidth;
  still.height = video.videoHeight;
  try {
    still.getContext("2d")?.drawImage(video, 0, 0);
  } catch {
    // Without it the tile is dark until the kept picture is there.
  }
}
