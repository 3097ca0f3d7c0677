/**
 * The few boxes of a fragment (ISO/IEC 14496-12, 8.8) that are needed of each picture. A fragment here is moof and mdat of
 * one track, as `fragmentedOutput` has ffmpeg write it.
 */

/** Four letters as the number that they are in a box's head. */
export const boxType = (letters: string): number => Buffer.from(letters, "latin1").readUInt32BE(0);

const traf = boxType("traf");
const tfhd = boxType("tfhd");
const tfdt = boxType("tfdt");
const trun = boxType("trun");
const headBytes = 8;

/** In units of the track's timescale. */
export type FragmentTimes = { decodeTime: number; duration: number };

/** Where one box's own content begins, in a fragment; -1 where there is none. @param from and @param to where to look, at a box's head */
function contentOf(fragment: Buffer, type: number, from: number, to: number): number {
  let at = from;
  while (at + headBytes <= to) {
    if (fragment.readUInt32BE(at + 4) === type) return at + headBytes;
    const bytes = fragment.readUInt32BE(at);
    if (bytes < headBytes) return -1;
    at += bytes;
  }
  return -1;
}

/** @param fragment that begins with a whole moof. Null where it is not one that ffmpeg writes; throws RangeError where a box ends too soon */
export function timesOf(fragment: Buffer): FragmentTimes | null {
  const moofEnd = fragment.readUInt32BE(0);
  const inTraf = contentOf(fragment, traf, headBytes, moofEnd);
  if (inTraf < 0) return null;
  const end = inTraf - headBytes + fragment.readUInt32BE(inTraf - headBytes);
  const time = contentOf(fragment, tfdt, inTraf, end);
  const head = contentOf(fragment, tfhd, inTraf, end);
  const run = contentOf(fragment, trun, inTraf, end);
  if (time < 0 || head < 0 || run < 0) return null;
  const decodeTime =
    fragment[time] === 1 ? Number(fragment.readBigUInt64BE(time + 4)) : fragment.readUInt32BE(time + 4);
  return { decodeTime, duration: durationIn(fragment, head, run) };
}

/** What stands in the run itself comes before the default of the head; 0 where it stands in neither. */
function durationIn(fragment: Buffer, head: number, run: number): number {
  const runFlags = fragment.readUInt32BE(run);
  const samples = fragment.readUInt32BE(run + 4);
  if ((runFlags & 0x100) !== 0) {
    const each = 4 + [0x200, 0x400, 0x800].filter((flag) => (runFlags & flag) !== 0).length * 4;
    let at = run + 8 + ((runFlags & 0x1) !== 0 ? 4 : 0) + ((runFlags & 0x4) !== 0 ? 4 : 0);
    let sum = 0;
    for (let sample = 0; sample < samples; sample += 1, at += each) sum += fragment.readUInt32BE(at);
    return sum;
  }
  const headFlags = fragment.readUInt32BE(head);
  if ((headFlags & 0x8) === 0) return 0;
  return (
    fragment.readUInt32BE(head + 8 + ((headFlags & 0x1) !== 0 ? 8 : 0) + ((headFlags & 0x2) !== 0 ? 4 : 0)) * samples
  );
}

/**
 * Whether a player can begin with a picture, which is what its own units say (NAL units behind their lengths): an IDR picture of
 * H.264 (ITU-T H.264, table 7-1), a random access point of H.265 (ITU-T H.265, table 7-1).
 * @param from and @param to where mdat's content lies
 */
export function isKeyPicture(fragment: Buffer, from: number, to: number, isHevc: boolean): boolean {
  let at = from;
  while (at + 5 <= to) {
    const head = fragment[at + 4] ?? 0;
    if (isHevc ? (head & 0x70) === 0x20 : (head & 0x1f) === 5) return true;
    at += 4 + fragment.readUInt32BE(at);
  }
  return false;
}
