import type { Pace, StreamMode, WatchedStream } from "#contract/pictures.ts";

/** The two ways on which pictures come: fragments by WebSocket, or HLS. */
export type Way = "socket" | "hls";

/** What a feed needs to know. `origin` and `token` as in the core's address; `coreNowMs` is epoch ms on the core's clock. */
export type FeedOptions = {
  /** Or an audio element, where `stream` is the sound. */
  video: HTMLMediaElement;
  origin: string;
  token: string | undefined;
  camera: string;
  stream: WatchedStream;
  coreNowMs(): number;
  /** Whether the core is heard: no line is opened while it is not. Browsers hold back the WebSockets of a page that failed often. */
  isCoreUp(): boolean;
};

/** Brings a camera's pictures into a video element, for as long as it is not disposed of. Never gives up. */
export type Feed = {
  readonly way: Way;
  /** What the core says it is sending; null while that is not known. */
  readonly sent: { stream: WatchedStream; mode: StreamMode } | null;
  /** Pictures arrive here, shown or not: then one that shows none has to be loaded anew. */
  isArriving(): boolean;
  /** Age of a picture by the time at which it reached the core, ms; null where that is not known. @param mediaTimeS its time in the element */
  delayMs(mediaTimeS: number): number | null;
  /** Key pictures alone, or all; a way that cannot leave any out sends all. */
  setPace(pace: Pace): void;
  /** To be called a few times a second: keeps playback at the live edge. */
  steer(): void;
  /** Begins anew, with an empty element. */
  reload(): void;
  dispose(): void;
};
