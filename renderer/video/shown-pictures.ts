import { createChangeWatch } from "./picture-change.ts";

const compareEveryMs = 2_000;

/** What a video element was seen to do; times are of the page's monotonic clock, ms. */
export type ShownPictures = {
  /** When a new picture was last shown; null: never. */
  readonly pictureAt: number | null;
  /** When the shown picture last differed from the one before; null: never. */
  readonly changedAt: number | null;
  /** Of the shown picture, seconds. */
  readonly mediaTimeS: number;
  /** To be called twice a second: looks whether the picture has changed. */
  look(): void;
  /** The stream begins anew in the element: its times say nothing any more. */
  restart(): void;
  /** Forgets what was shown: another stream comes into the element. */
  reset(): void;
  dispose(): void;
};

/** Watches an element by its own word for each new picture (`requestVideoFrameCallback`), else by its clock. */
export function watchPictures(video: HTMLVideoElement): ShownPictures {
  const hasChanged = createChangeWatch(video);
  const canObserve: boolean = "requestVideoFrameCallback" in video;
  let pictureAt: number | null = null;
  let changedAt: number | null = null;
  let comparedAt = 0;
  let isComparing = false;
  /** Counts the streams that were in the element: what is found of an earlier one says nothing of this. */
  let stream = 0;
  let mediaTimeS = -1;
  let callback = 0;

  const see = (timeS: number) => {
    if (timeS === mediaTimeS) return;
    mediaTimeS = timeS;
    pictureAt = performance.now();
    changedAt ??= pictureAt;
  };
  const compare = async (now: number) => {
    const own = stream;
    comparedAt = now;
    isComparing = true;
    const isOther = await hasChanged();
    isComparing = false;
    if (isOther && own === stream) changedAt = now;
  };
  const onFrame = (_: number, frame: VideoFrameCallbackMetadata) => {
    see(frame.mediaTime);
    callback = video.requestVideoFrameCallback(onFrame);
  };
  if (canObserve) callback = video.requestVideoFrameCallback(onFrame);

  return {
    get pictureAt() {
      return pictureAt;
    },
    get changedAt() {
      return changedAt;
    },
    get mediaTimeS() {
      return mediaTimeS;
    },
    look() {
      const now = performance.now();
      if (!canObserve && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) see(video.currentTime);
      if (pictureAt === null || now - pictureAt >= compareEveryMs || now - comparedAt < compareEveryMs) return;
      if (!isComparing) void compare(now);
    },
    restart() {
      mediaTimeS = -1;
    },
    reset() {
      stream += 1;
      pictureAt = null;
      changedAt = null;
      mediaTimeS = -1;
    },
    dispose() {
      if (canObserve) video.cancelVideoFrameCallback(callback);
    },
  };
}
