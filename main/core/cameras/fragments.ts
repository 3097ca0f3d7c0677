/// <reference path="./mp4frag.d.ts" />
import Mp4Frag from "mp4frag";
import { fragmentHeadBytes } from "#contract/pictures.ts";
import { boxType, isKeyPicture, timesOf } from "./fragment-boxes.ts";
import { MessageRoom } from "./message-room.ts";

const ftyp = boxType("ftyp");
const moov = boxType("moov");
const moof = boxType("moof");
const mdat = boxType("mdat");
/** What is not among them, and beside pictures, is left out (14496-12, 8.8.10 to 8.16). */
const knownBoxes = new Set(["ftyp", "moov", "moof", "mdat", "mfra", "styp", "sidx", "free", "prft"].map(boxType));
const headBytes = 8;
/** No picture of a camera is as large; a box that says so is none. */
const longestBoxBytes = 32 * 1024 * 1024;
const isSane = (bytes: number) => bytes >= headBytes && bytes <= longestBoxBytes;

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
 * Takes what ffmpeg writes (`fragmentedOutput`: one picture a fragment) apart. What comes before the first fragment is read by
 * mp4frag; the fragments themselves are not, as each would pass through a stream of objects and be copied once more; with what
 * is done for HLS only when it is asked for, that was a tenth to a fifth of what the core took for a camera.
 * @param timeOf gives when a picture came, epoch ms, by its place in the stream in seconds
 * @returns where to put the bytes as they come
 */
export function splitFragments(timeOf: (timeS: number) => number, listener: FragmentListener): (chunk: Buffer) => void {
  const room = new MessageRoom();
  let held: Buffer[] = [];
  let heldBytes = 0;
  /** With less than this nothing can be done. */
  let neededBytes = headBytes;
  let beginning: Buffer[] = [];
  let track: { timescale: number; isHevc: boolean; isSound: boolean } | null = null;
  let isOver = false;

  const giveUp = () => {
    isOver = true;
    held = [];
    beginning = [];
    listener.onGarbage();
  };
  const begin = () => {
    const initialization = initializationOf(Buffer.concat(beginning));
    beginning = [];
    if (initialization === null) return giveUp();
    track = {
      timescale: initialization.timescale,
      isHevc: /"h(vc|ev)1/.test(initialization.mime),
      isSound: initialization.mime.startsWith("audio/"),
    };
    listener.onInitialization(initialization);
  };
  const give = (bytes: Buffer, at: number, mdatAt: number, end: number) => {
    if (track === null) return giveUp();
    const fragment = bytes.subarray(at, end);
    const times = timesOf(fragment);
    if (times === null) return giveUp();
    const timeS = times.decodeTime / track.timescale;
    const arrivedAtMs = timeOf(timeS);
    const message = room.take(fragmentHeadBytes + fragment.length);
    message.writeDoubleBE(arrivedAtMs, 0);
    message.writeDoubleBE(timeS, 8);
    fragment.copy(message, fragmentHeadBytes);
    // A player can begin with any piece of a sound.
    const isKey = track.isSound || isKeyPicture(fragment, mdatAt - at + headBytes, fragment.length, track.isHevc);
    listener.onFragment({ message, isKey, arrivedAtMs, timeS, durationS: times.duration / track.timescale });
  };
  /** Takes whole boxes; sets what is needed to go on. @returns where what is left begins */
  const take = (bytes: Buffer): number => {
    let at = 0;
    while (!isOver) {
      const left = bytes.length - at;
      neededBytes = headBytes;
      if (left < neededBytes) break;
      const ownBytes = bytes.readUInt32BE(at);
      const type = bytes.readUInt32BE(at + 4);
      neededBytes = type === moof ? ownBytes + headBytes : ownBytes;
      if (!isSane(ownBytes) || !knownBoxes.has(type)) {
        giveUp();
        break;
      }
      if (left < neededBytes) break;
      if (type === moof) {
        const mdatBytes = bytes.readUInt32BE(at + ownBytes);
        neededBytes = ownBytes + mdatBytes;
        if (!isSane(mdatBytes) || bytes.readUInt32BE(at + ownBytes + 4) !== mdat) {
          giveUp();
          break;
        }
        if (left < neededBytes) break;
        give(bytes, at, at + ownBytes, at + neededBytes);
      } else if (type === ftyp || type === moov) {
        beginning.push(bytes.subarray(at, at + ownBytes));
        if (type === moov) begin();
      }
      at += neededBytes;
    }
    return at;
  };
  return (chunk) => {
    if (isOver) return;
    heldBytes += chunk.length;
    if (heldBytes < neededBytes) return void held.push(chunk);
    const bytes = held.length === 0 ? chunk : Buffer.concat([...held, chunk]);
    held = [];
    heldBytes = 0;
    try {
      const at = take(bytes);
      if (isOver || at >= bytes.length) return;
      held.push(at === 0 ? bytes : bytes.subarray(at));
      heldBytes = bytes.length - at;
    } catch (error) {
      // A box that says that it is longer than it is.
      if (!(error instanceof RangeError)) throw error;
      giveUp();
    }
  };
}

/** The codec and the timescale, as mp4frag reads them; null where they are none. */
function initializationOf(bytes: Buffer): (Initialization & { timescale: number }) | null {
  const reader = new Mp4Frag({ readableObjectMode: true });
  let isGarbage = false;
  reader.on("error", () => {
    isGarbage = true;
  });
  reader.write(bytes);
  const { initialization, mime, timescale } = reader;
  return isGarbage || initialization === null || mime === null ? null : { bytes: initialization, mime, timescale };
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
