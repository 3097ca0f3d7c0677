import { expect, test } from "vitest";
import { H264Packets } from "../../../../../main/core/cameras/rtsp/h264-packets.ts";

/** One RTP packet (RFC 3550, 5.1) of payload type 96. */
function rtp(sequence: number, time: number, isLast: boolean, payload: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head[0] = 0x80;
  head[1] = 96 | (isLast ? 0x80 : 0);
  head.writeUInt16BE(sequence & 0xffff, 2);
  head.writeUInt32BE(time, 4);
  return Buffer.concat([head, payload]);
}
const unit = (type: number, bytes: number) => Buffer.concat([Buffer.from([0x60 | type]), Buffer.alloc(bytes, type)]);
const aggregated = (...units: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0x78]),
    ...units.flatMap((one) => [Buffer.from([one.length >> 8, one.length & 0xff]), one]),
  ]);
/** FU-A (RFC 6184, 5.8). */
function split(whole: Buffer, bytes: number): Buffer[] {
  const [head = 0] = whole;
  const parts: Buffer[] = [];
  for (let at = 1; at < whole.length; at += bytes) {
    const isEnd = at + bytes >= whole.length;
    const second = (head & 0x1f) | (at === 1 ? 0x80 : 0) | (isEnd ? 0x40 : 0);
    parts.push(Buffer.concat([Buffer.from([(head & 0xe0) | 28, second]), whole.subarray(at, at + bytes)]));
  }
  return parts;
}

function reading() {
  const pictures: { types: number[]; isKey: boolean; time: number; bytes: number }[] = [];
  const sets: number[] = [];
  let unfit = 0;
  const packets = new H264Packets(96, {
    onPicture: (units, isKey, time) => {
      const types: number[] = [];
      for (let at = 0; at < units.length; at += 4 + units.readUInt32BE(at)) types.push(units.readUInt8(at + 4) & 0x1f);
      pictures.push({ types, isKey, time, bytes: units.length });
    },
    onParameterSet: (set) => void sets.push(set.readUInt8(0) & 0x1f),
    onUnfit: () => {
      unfit += 1;
    },
  });
  let sequence = 65_530;
  const take = (time: number, isLast: boolean, payload: Buffer) => {
    const packet = rtp(sequence, time, isLast, payload);
    sequence += 1;
    packets.take(packet, 0, packet.length);
  };
  const skip = () => {
    sequence += 1;
  };
  return { pictures, sets, take, skip, unfit: () => unfit };
}

test("single, aggregated and split units become pictures, over the end of the sequence numbers", () => {
  const { pictures, sets, take } = reading();
  take(100, false, aggregated(unit(9, 1), unit(7, 20), unit(8, 5)));
  for (const [at, part] of split(unit(5, 5_000), 1_400).entries()) take(100, at === 3, part);
  for (let n = 1; n < 12; n += 1) take(100 + n * 6_000, true, unit(1, 300));
  expect(sets).toEqual([7, 8]);
  expect(pictures[0]).toEqual({ types: [7, 8, 5], isKey: true, time: 100, bytes: 4 * 3 + 21 + 6 + 5_001 });
  expect(pictures.slice(1).map(({ types, isKey }) => [...types, isKey])).toEqual(Array(11).fill([1, false]));
});

test("a camera that does not mark the end of its pictures, or marks its parameter sets as if they were one", () => {
  const { pictures, take } = reading();
  take(0, true, unit(7, 20));
  take(0, true, unit(8, 5));
  take(0, false, unit(5, 100));
  take(6_000, false, unit(1, 100));
  take(12_000, false, unit(1, 100));
  expect(pictures.map(({ types, time }) => [time, ...types])).toEqual([
    [0, 7, 8, 5],
    [6_000, 1],
  ]);
});

test("a picture with a hole is left out, and the next one is whole again", () => {
  const { pictures, take, skip } = reading();
  take(0, true, unit(5, 100));
  const [first, second, third] = split(unit(1, 3_000), 1_400);
  take(6_000, false, first ?? Buffer.alloc(0));
  skip();
  take(6_000, true, third ?? Buffer.alloc(0));
  take(12_000, true, unit(1, 50));
  skip();
  take(18_000, false, second ?? Buffer.alloc(0));
  take(18_000, true, third ?? Buffer.alloc(0));
  take(24_000, true, unit(1, 50));
  expect(pictures.map(({ time }) => time)).toEqual([0, 12_000, 24_000]);
});

test("what is no RTP of this stream is left out, and a packing that is not known is told", () => {
  const { pictures, take, unfit } = reading();
  const packets = new H264Packets(97, {
    onPicture: () => expect.unreachable(),
    onParameterSet: () => expect.unreachable(),
    onUnfit: () => expect.unreachable(),
  });
  for (const bytes of [rtp(1, 0, true, unit(5, 9)), Buffer.alloc(3), Buffer.alloc(40, 0xff)])
    packets.take(bytes, 0, bytes.length);
  take(0, false, Buffer.from([0x60 | 26, 0, 0, 0, 0]));
  expect(unfit()).toBe(1);
  // A length that says more than there is.
  take(0, true, Buffer.from([0x78, 0xff, 0xff, 1]));
  take(6_000, true, unit(5, 30));
  expect(pictures.map(({ time }) => time)).toEqual([6_000]);
});
