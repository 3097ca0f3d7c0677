import type { Pace, StreamMode, StreamName, WatchedStream } from "#contract/pictures.ts";
import type { Feed, Way } from "./feed.ts";
import { createHlsFeed } from "./hls-feed.ts";
import { frozenAfterMs, type Observation } from "./presentation.ts";
import { type ShownPictures, watchPictures } from "./shown-pictures.ts";
import { createSocketFeed } from "./socket-feed.ts";

const watchEveryMs = 250;
/** A way that showed nothing for this long, while the gateway has pictures, is left for the other one. */
const givesUpAfterMs = 8_000;
/** Pictures that arrive are shown within this time, or the element is loaded anew; they need some of it after an outage. */
const showsWithinMs = 2_500;
/** The quick way is tried again after this long, behind the picture of the other one. */
const triesAgainAfterMs = 60_000;

export type CameraPlayerOptions = {
  /** Two elements, one over the other: one shows, the other one loads what is to be shown next. */
  videos: readonly [HTMLVideoElement, HTMLVideoElement];
  /** Takes the last picture before a video is loaded anew, as that turns the element empty. */
  still: HTMLCanvasElement;
  origin: string;
  token: string | undefined;
  camera: string;
  /** The way to begin with. */
  way: Way;
  /** Epoch ms on the core's clock. */
  coreNowMs(): number;
  /** Whether the core is heard. */
  isCoreUp(): boolean;
  /** Whether the gateway says that it has new pictures; where it is not known: true. */
  hasPictures(): boolean;
};

export type Playing = { way: Way; stream: WatchedStream; mode: StreamMode; pace: Pace };

export type CameraPlayer = {
  /** Leaves out what is no key picture, or no longer. */
  setPace(pace: Pace): void;
  /** Plays this stream; what shows goes on until the new one does. null: nothing, because nobody sees it. */
  want(stream: StreamName | null): void;
  observe(): Observation;
  /** What the shown picture is of; null while none is shown. */
  playing(): Playing | null;
  /** Ends all requests and timers and empties the elements. */
  dispose(): void;
};

type Show = { video: HTMLVideoElement; feed: Feed; pictures: ShownPictures; stream: StreamName; startedAt: number };

/**
 * Plays a camera for as long as it lives: never gives up, leaves a way that does not work for the other one, and changes
 * streams without a black moment.
 */
export function createCameraPlayer(options: CameraPlayerOptions): CameraPlayer {
  const { videos, still } = options;
  const watches = new Map(videos.map((video) => [video, watchPictures(video)]));
  let current: Show | null = null;
  let next: Show | null = null;
  let wanted: StreamName | null = null;
  let pace: Pace = "all";
  let { way } = options;
  let leftAt = Number.NEGATIVE_INFINITY;
  /** Since when the gateway has had pictures; null while it has none. */
  let picturesSince: number | null = null;
  /** Since when pictures arrive here, or the gateway has had them; null while neither is so. */
  let comingSince: number | null = null;
  let nextPauseUntil = 0;
  let isDisposed = false;

  const begin = (stream: StreamName, by: Way): Show | null => {
    const video = videos.find((one) => one !== current?.video && one !== next?.video);
    const pictures = video === undefined ? undefined : watches.get(video);
    if (video === undefined || pictures === undefined) return null;
    pictures.reset();
    const make = by === "socket" ? createSocketFeed : createHlsFeed;
    const { origin, token, camera, coreNowMs, isCoreUp } = options;
    const feed = make({ video, origin, token, camera, stream, coreNowMs, isCoreUp });
    feed.setPace(pace);
    return { video, feed, pictures, stream, startedAt: performance.now() };
  };
  const end = (show: Show | null) => {
    show?.feed.dispose();
    show?.pictures.reset();
  };
  const bringToFront = (show: Show) => {
    for (const video of videos) video.classList.toggle("camera-behind", video !== show.video);
  };
  /** The prepared one has shown its first picture: from now on it is the one that is seen. */
  const swap = (show: Show) => {
    bringToFront(show);
    end(current);
    current = show;
    next = null;
  };
  const prepare = (stream: StreamName, by: Way) => {
    end(next);
    next = begin(stream, by);
  };

  const takeWay = (other: Way) => {
    way = other;
    leftAt = performance.now();
  };

  const change = () => {
    if (wanted === null) {
      if (current !== null) keepStill(current.video, still);
      end(next);
      end(current);
      next = null;
      current = null;
    } else if (current === null) {
      current = begin(wanted, way);
      if (current !== null) bringToFront(current);
    } else if (current.stream === wanted && current.feed.way === way) {
      end(next);
      next = null;
    } else if (next?.stream !== wanted || next.feed.way !== way) prepare(wanted, way);
  };

  const watch = () => {
    const now = performance.now();
    // A page that is not visible is shown no frames; that says nothing about the camera.
    if (document.hidden) {
      for (const show of [current, next]) if (show !== null) show.startedAt = now;
      picturesSince = null;
      comingSince = null;
      return;
    }
    for (const show of [current, next]) {
      show?.pictures.look();
      show?.feed.steer();
    }
    if (!options.hasPictures()) picturesSince = null;
    else picturesSince ??= now;
    const isShowing = current?.pictures.pictureAt != null && now - current.pictures.pictureAt < frozenAfterMs;
    if (next?.pictures.pictureAt != null) swap(next);
    else if (next !== null && now - next.startedAt > givesUpAfterMs) {
      // What shows goes on; the other one is tried again later.
      end(next);
      next = null;
      nextPauseUntil = now + givesUpAfterMs;
      if (isShowing && current !== null) takeWay(current.feed.way);
    }
    if (current === null || wanted === null) return;
    if (!current.feed.isArriving() && picturesSince === null) comingSince = null;
    else comingSince ??= now;
    const waitedMs = now - Math.max(current.pictures.pictureAt ?? 0, current.startedAt);
    if (waitedMs > frozenAfterMs && comingSince !== null && now - comingSince > showsWithinMs) {
      keepStill(current.video, still);
      current.pictures.restart();
      current.startedAt = now;
      current.feed.reload();
    }
    // The gateway has had pictures all this time and none came to be seen: the other way may do better.
    const missedMs = picturesSince === null ? 0 : now - Math.max(picturesSince, current.pictures.pictureAt ?? 0);
    if (missedMs > givesUpAfterMs && next === null && way === current.feed.way)
      takeWay(way === "socket" ? "hls" : "socket");
    if (way !== options.way && now - leftAt > triesAgainAfterMs && isShowing) takeWay(options.way);
    if (next === null && now > nextPauseUntil) change();
  };
  const timer = setInterval(watch, watchEveryMs);

  for (const video of videos) video.muted = true;

  return {
    want(stream) {
      if (isDisposed || wanted === stream) return;
      wanted = stream;
      nextPauseUntil = 0;
      change();
    },
    setPace(wantedPace) {
      pace = wantedPace;
      for (const show of [current, next]) show?.feed.setPace(wantedPace);
    },
    observe() {
      if (current === null) return { pictureAt: null, changedAt: null, delayMs: null };
      const { pictureAt, changedAt, mediaTimeS } = current.pictures;
      return { pictureAt, changedAt, delayMs: current.feed.delayMs(mediaTimeS) };
    },
    playing() {
      if (current?.pictures.pictureAt == null) return null;
      return {
        way: current.feed.way,
        stream: current.feed.sent?.stream ?? current.stream,
        mode: current.feed.sent?.mode ?? "copy",
        pace: current.feed.way === "socket" ? pace : "all",
      };
    },
    dispose() {
      isDisposed = true;
      clearInterval(timer);
      end(next);
      end(current);
      for (const pictures of watches.values()) pictures.dispose();
    },
  };
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
