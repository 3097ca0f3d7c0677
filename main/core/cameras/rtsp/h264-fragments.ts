/// <reference path="./mux.d.ts" />
import h264 from "mux.js/lib/codecs/h264.js";
import generator from "mux.js/lib/mp4/mp4-generator.js";
import { fragmentHeadBytes } from "#contract/pictures.ts";
import type { Fragment, Initialization } from "../fragments.ts";
import { MessageRoom } from "../message-room.ts";

/** Of RTP times of H.264 (RFC 6184, 8.1), and so of the track. */
export const clockRate = 90_000;
const trackId = 1;
const startCode = Buffer.from([0, 0, 0, 1]);

/**
 * The initialization segment of a stream.
 * @param sps and @param pps whole NAL units @returns null where they are none
 */
export function initializationOf(sps: Buffer, pps: readonly Buffer[]): Initialization | null {
  try {
    const reader = new h264.H264Stream();
    let bytes: Uint8Array | null = null;
    reader.on("data", ({ config }) => {
      if (config === undefined || !(config.width > 0 && config.height > 0)) return;
      bytes = generator.initSegment([{ id: trackId, type: "video", sps: [sps], pps: [...pps], ...config }]);
    });
    reader.push({ type: "video", trackId, pts: 0, dts: 0, data: Buffer.concat([startCode, sps, startCode]) });
    reader.flush();
    if (bytes === null) return null;
    const profile = sps.toString("hex", 1, 4).toUpperCase();
    return { bytes: Buffer.from(bytes), mime: `video/mp4; codecs="avc1.${profile}"` };
  } catch {
    return null;
  }
}

/** moof with all that is in it, and the head of mdat, as bytes; filled in for each picture at the places below. */
const template = ((): Buffer => {
  const box = (type: string, ...content: Buffer[]): Buffer => {
    const inner = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + inner.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, inner]);
  };
  const words = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
    return bytes;
  };
  const moof = box(
    "moof",
    box("mfhd", words(0, 0)),
    box(
      "traf",
      // default-base-is-moof
      box("tfhd", words(0x02_00_00, trackId)),
      // Version 1: 64 bits.
      box("tfdt", words(0x01_00_00_00, 0, 0)),
      // With the data's offset and, of one sample, duration, size and flags.
      box("trun", words(0x07_01, 1, 108, 0, 0, 0)),
    ),
  );
  return Buffer.concat([moof, box("mdat")]);
})();
const numberAt = 20;
const decodeTimeAt = 60;
const durationAt = 88;
const sizeAt = 92;
const flagsAt = 96;
const mdatAt = 100;
/** sample_depends_on and sample_is_non_sync_sample (ISO/IEC 14496-12, 8.8.3.1): stands alone, or depends on others. */
const keyFlags = 0x02_00_00_00;
const otherFlags = 0x01_01_00_00;

/** Makes fragments of pictures: moof and mdat (ISO/IEC 14496-12, 8.8), behind the head of contract/pictures.ts. */
export class H264Fragments {
  readonly #room = new MessageRoom();
  #number = 0;

  /** @param units NAL units behind their lengths; copied @param decodeTime and @param duration in units of 1/90000 s @param arrivedAtMs epoch */
  of(units: Buffer, isKey: boolean, decodeTime: number, duration: number, arrivedAtMs: number): Fragment {
    const from = fragmentHeadBytes + template.length;
    const message = this.#room.take(from + units.length);
    const timeS = decodeTime / clockRate;
    message.writeDoubleBE(arrivedAtMs, 0);
    message.writeDoubleBE(timeS, 8);
    template.copy(message, fragmentHeadBytes);
    const write = (value: number, at: number) => message.writeUInt32BE(value, fragmentHeadBytes + at);
    this.#number = (this.#number + 1) % 0x1_0000_0000;
    write(this.#number, numberAt);
    write(Math.floor(decodeTime / 0x1_0000_0000), decodeTimeAt);
    write(decodeTime % 0x1_0000_0000, decodeTimeAt + 4);
    write(duration, durationAt);
    write(units.length, sizeAt);
    write(isKey ? keyFlags : otherFlags, flagsAt);
    write(8 + units.length, mdatAt);
    units.copy(message, from);
    return { message, isKey, arrivedAtMs, timeS, durationS: duration / clockRate };
  }
}
