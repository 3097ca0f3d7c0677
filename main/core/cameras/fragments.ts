/// <reference path="./mp4frag.d.ts" />
import Mp4Frag from "mp4frag";
import { fragmentHeadBytes } from "#contract/pictures.ts";

/** One picture of a stream, as it goes out to all who watch: made once, shared by all. */
export type Fragment = {
  /** The head of contract/pictures.ts, then moof and mdat. */
  message: Buffer;
  isKey: boolean;
  /** Epoch ms on the core's clock. */
  arrivedAtMs: number;
  /** Place in the stream, seconds. */
  timeS: number;
  durationS: number;
};

export type Initialization = { bytes: Buffer; mime: string };

export type FragmentListener = {
  onInitialization(initialization: Initialization): void;
  onFragment(fragment: Fragment): void;
  /** What came is no fragmented MP4; nothing more will come. */
  onGarbage(): void;
};

export const mediaOf = (fragment: Fragment): Buffer => fragment.message.subarray(fragmentHeadBytes);

/**
 * Takes what ffmpeg writes (`fragmentedOutput`: one picture a fragment) apart.
 * @returns where to put the bytes as they come
 */
export function splitFragments(now: () => number, listener: FragmentListener): (chunk: Buffer) => void {
  const splitter = new Mp4Frag({ readableObjectMode: true });
  splitter.on("error", () => listener.onGarbage());
  splitter.on("data", (data) => {
    if (data.type === "init") {
      listener.onInitialization({ bytes: data.initialization, mime: data.mime });
      return;
    }
    const timeS = decodeTime(data.segment) / splitter.timescale;
    const arrivedAtMs = now();
    const message = Buffer.allocUnsafeSlow(fragmentHeadBytes + data.segment.length);
    message.writeDoubleBE(arrivedAtMs, 0);
    message.writeDoubleBE(timeS, 8);
    data.segment.copy(message, fragmentHeadBytes);
    listener.onFragment({ message, isKey: data.keyframe, arrivedAtMs, timeS, durationS: data.duration });
  });
  return (chunk) => void splitter.write(chunk);
}

const tfdt = Buffer.from("tfdt");

/** The base media decode time of a fragment, in units of its track's timescale (ISO/IEC 14496-12, 8.8.12). */
function decodeTime(fragment: Buffer): number {
  const at = fragment.indexOf(tfdt);
  if (at < 0 || at + 16 > fragment.length) return Number.NaN;
  return fragment[at + 4] === 1 ? Number(fragment.readBigUInt64BE(at + 8)) : fragment.readUInt32BE(at + 8);
}
