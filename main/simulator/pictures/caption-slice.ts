import type { Raster } from "./caption.ts";
import { BitReader, BitWriter, escaped, unescaped } from "./h264-bits.ts";

/** What of the parameter sets says how the head of a slice is written. */
export type SliceForm = { frameNumberBits: number; orderBits: number | null };

/** mb_type of samples as they are (I_PCM), and of 16×16 points that go on from the left with nothing added (tables 7-11, 7-13). */
const pcm = 25;
const fromLeft = 2;
const inPredictedSlice = 5;
/** Used again for each slice: a new one a picture keeps the collector of a small process busy, which then costs more than all else. */
const room = Buffer.allocUnsafeSlow(64 * 1024);
const escapedRoom = Buffer.allocUnsafeSlow(96 * 1024);
const refersToNone = 0;
const key = 5;

/**
 * How slices are written. Throws RangeError where the parameter sets ask for what is not known here: only the baseline profile is.
 * @param sps and @param pps whole NAL units
 */
export function sliceFormOf(sps: Buffer, pps: Buffer): SliceForm {
  const unfit = (what: string) => new RangeError(`no slices are written for ${what}`);
  const sequence = new BitReader(unescaped(sps));
  sequence.bits(8);
  if (sequence.bits(8) !== 66) throw unfit("another profile than baseline");
  sequence.bits(16);
  sequence.unsigned();
  const frameNumberBits = sequence.unsigned() + 4;
  const orderType = sequence.unsigned();
  if (orderType === 1) throw unfit("pictures in an order of type 1");
  const orderBits = orderType === 0 ? sequence.unsigned() + 4 : null;
  const picture = new BitReader(unescaped(pps));
  picture.bits(8);
  picture.unsigned();
  picture.unsigned();
  const [isArithmetic, hasFieldOrder] = [picture.bits(1), picture.bits(1)];
  if (isArithmetic + hasFieldOrder + picture.unsigned() !== 0) throw unfit("CABAC, fields or groups of slices");
  picture.unsigned();
  picture.unsigned();
  if (picture.bits(3) !== 0) throw unfit("weighted pictures");
  picture.unsigned();
  picture.unsigned();
  picture.unsigned();
  const [saysFilter, , mayHaveMore] = [picture.bits(1), picture.bits(1), picture.bits(1)];
  if (saysFilter !== 1 || mayHaveMore !== 0) throw unfit("pictures that are filtered, or sent twice");
  return { frameNumberBits, orderBits };
}

/** Reads over the head of a slice (7.3.3). @returns where the macroblocks begin, bits, and whether it is predicted */
function headOf(slice: Buffer, { frameNumberBits, orderBits }: SliceForm): { bits: number; isPredicted: boolean } {
  const head = new BitReader(slice);
  head.bits(1);
  const [importance, type] = [head.bits(2), head.bits(5)];
  if (head.unsigned() !== 0) throw new RangeError("not the first slice of a picture");
  const isPredicted = head.unsigned() % 5 === 0;
  head.unsigned();
  head.bits(frameNumberBits);
  if (type === key) head.unsigned();
  if (orderBits !== null) head.bits(orderBits);
  if (isPredicted) {
    if (head.bits(1) === 1) head.unsigned();
    if (head.bits(1) === 1) throw new RangeError("references in another order");
  }
  if (importance !== refersToNone) {
    if (type === key) head.bits(2);
    else if (head.bits(1) === 1) throw new RangeError("references that are marked");
  }
  // slice_qp_delta is signed: the number of its bits is the same.
  head.unsigned();
  if (head.unsigned() !== 1) throw new RangeError("a slice that is filtered");
  return { bits: head.at, isPredicted };
}

/**
 * Writes the uppermost slice of a picture anew, so that it shows `now`: what changed since `before` as plain samples, the rest as it
 * was. That is so little work that a clock can run in pictures that were encoded long ago.
 * @param slice as the encoder wrote it: its head stays
 * @param before what the picture before shows there; null: nothing is to be taken from it
 */
export function captionSlice(slice: Buffer, form: SliceForm, now: Raster, before: Raster | null): Buffer {
  // No head is longer.
  const head = unescaped(slice.subarray(0, 64));
  const { bits, isPredicted } = headOf(head, form);
  const writer = new BitWriter(room);
  const copy = new BitReader(head);
  for (let left = bits; left > 0; left -= 8) {
    const count = Math.min(8, left);
    writer.bits(copy.bits(count), count);
  }
  /** How many coefficients each macroblock counts as having, by which its neighbours are written (9.2.1). */
  const counts: number[] = [];
  let skipped = 0;
  for (let at = 0; at < now.across * now.lines; at += 1) {
    if (isPredicted && before !== null && now.isSame(before, at)) {
      skipped += 1;
      counts.push(0);
      continue;
    }
    const offset = isPredicted ? inPredictedSlice : 0;
    if (isPredicted) writer.unsigned(skipped);
    skipped = 0;
    // Only where all before it in the line are of this slice, and none is taken from another picture.
    if (!isPredicted && now.goesOnFromLeft(at)) {
      writer.unsigned(offset + fromLeft);
      // intra_chroma_pred_mode: horizontal; mb_qp_delta: 0; and no coefficient, in the words for as many as the neighbours have.
      writer.unsigned(1);
      writer.unsigned(0);
      const around = [counts[at - 1] ?? 0, ...(at < now.across ? [] : [counts[at - now.across] ?? 0])];
      const expected = (around.reduce((sum, count) => sum + count, 0) + around.length - 1) / around.length;
      if (expected >= 8) writer.bits(3, 6);
      else writer.bits(1, 1);
      counts.push(0);
      continue;
    }
    writer.unsigned(offset + pcm);
    writer.align();
    writer.copy(now.samples(at));
    counts.push(16);
  }
  if (isPredicted && skipped > 0) writer.unsigned(skipped);
  return escaped(writer.ended(), escapedRoom);
}
