import { createSocketFeed } from "./socket-feed.ts";

const watchEveryMs = 250;
/** What has come and is not played for this long is loaded anew. */
const stuckAfterMs = 3_000;
/** The element's clock has to have gone on within this time for it to be heard. */
const heardWithinMs = 1_500;

export type SoundPlayer = {
  /** Whether sound is played now, at whatever loudness. */
  isPlaying(): boolean;
  dispose(): void;
};

/** Plays a camera's sound into an element at the live edge, for as long as it lives. Its loudness is the element's own. */
export function createSoundPlayer(options: {
  element: HTMLAudioElement;
  origin: string;
  token: string | undefined;
  camera: string;
  coreNowMs(): number;
  isCoreUp(): boolean;
}): SoundPlayer {
  const { element: video, ...rest } = options;
  const feed = createSocketFeed({ ...rest, video, stream: "sound" });
  let lastS = 0;
  let wentOnAt = performance.now();
  const timer = setInterval(() => {
    feed.steer();
    const now = performance.now();
    if (video.currentTime !== lastS) {
      lastS = video.currentTime;
      wentOnAt = now;
    } else if (feed.isArriving() && now - wentOnAt > stuckAfterMs) {
      wentOnAt = now;
      feed.reload();
    }
  }, watchEveryMs);
  return {
    isPlaying: () => lastS > 0 && feed.isArriving() && performance.now() - wentOnAt < heardWithinMs,
    dispose() {
      clearInterval(timer);
      feed.dispose();
    },
  };
}
