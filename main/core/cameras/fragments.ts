/// <reference path="./mp4frag.d.ts" />
import Mp4Frag from "mp4frag";
import { fragmentHeadBytes } from "#contract/pictures.ts";

/** One picture of a stream, as it goes out to all who watch: made once, shared by all. */
export type Fragment = {
  /** The head of contract/pictures.ts, then moof and mdat. */
  message: Buffer;
  isKey: boolean;
  /** Epoch ms on the core's clock: when it came here or, where that is known, when it was taken. */
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
 * @param timeOf gives when a picture came, epoch ms, by its place in the stream in seconds
 * @returns where to put the bytes as they come
 */
export function splitFragments(timeOf: (timeS: number) => number, listener: FragmentListener): (chunk: Buffer) => void {
  const splitter = new Mp4Frag({ readableObjectMode: true });
  splitter.on("error", () => listener.onGarbage());
  splitter.on("data", (data) => {
    if (data.type === "init") {
      listener.onInitialization({ bytes: data.initialization, mime: data.mime });
      return;
    }
    const timeS = decodeTime(data.segment) / splitter.timescale;
    const arrivedAtMs = timeOf(timeS);
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

const tfhd = Buffer.from("tfhd");
const trun = Buffer.from("trun");

/**
 * The message of a fragment of one picture that is to last longer, since those after it are left out: players wait at gaps.
 * @returns the message as it is where its duration stands nowhere (ISO/IEC 14496-12, 8.8.7 and 8.8.8)
 */
export function lasting({ message, durationS }: Pick<Fragment, "message" | "durationS">, wantedS: number): Buffer {
  const at = durationAt(message);
  if (at === null || durationS <= 0) return message;
  const longer = Buffer.from(message);
  longer.writeUInt32BE(Math.round((message.readUInt32BE(at) * wantedS) / durationS), at);
  return longer;
}

function durationAt(message: Buffer): number | null {
  const run = message.indexOf(trun);
  if (run >= 0 && message.readUInt32BE(run + 4) & 0x100) {
    const flags = message.readUInt32BE(run + 4);
    return run + 12 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  }
  const head = message.indexOf(tfhd);
  if (head < 0) return null;
  const flags = message.readUInt32BE(head + 4);
  if (!(flags & 0x8)) return null;
  return head + 12 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
}
