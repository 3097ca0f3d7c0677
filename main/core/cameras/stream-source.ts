import type { Failure } from "./failure.ts";
import type { Fragment, Initialization } from "./fragments.ts";

export type StreamListener = {
  onCodec(codec: string): void;
  onInitialization(initialization: Initialization): void;
  onFragment(fragment: Fragment): void;
};

export type NeedsFfmpeg = {
  why: string;
  /** once: this connection went wrong, the next one but one may not · always: it is how this camera sends. */
  forHow: "once" | "always";
  /** It has no key pictures, so what comes cannot be shown as it is: every picture has to be made anew. */
  hasNoKeys?: boolean;
};

export type StreamEnd = {
  /** Of the process; null when ended by a signal, and where there is none. */
  exit: number | null;
  /** ENOENT and its kin: ffmpeg could not be started at all. */
  isMissing: boolean;
  /** The newest lines that ffmpeg said, accounts masked. */
  lines: string[];
  /** What was found wrong without ffmpeg's words; null where nothing was. */
  failure: Failure | null;
  /** Why the core cannot read this stream by itself, where ffmpeg may, in words for the log; null where it can. */
  needsFfmpeg: NeedsFfmpeg | null;
};

/** An open stream, read by the core itself or by an ffmpeg. Times are of the monotonic clock, in ms: a clock that is set must not look like an outage. */
export type StreamSource = {
  readonly startedAt: number;
  readonly lastPictureAt: number | null;
  readonly ended: Promise<StreamEnd>;
  /** Ends at once, whatever it is doing. */
  kill(): void;
  /** Ends it and waits until it is gone. There is nothing to finish: what came is in memory. */
  close(): Promise<void>;
};
