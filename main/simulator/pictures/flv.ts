/** Takes H.264 out of FLV (Adobe's specification, E.4), in which ffmpeg says how long a picture is before it comes. */
export type FlvListener = {
  onParameterSets(sps: Buffer, pps: Buffer): void;
  /** NAL units as they are; the bytes stay. */
  onPicture(units: Buffer[], isKey: boolean): void;
};

const headBytes = 9;
const sizeBytes = 4;
const tagHeadBytes = 11;
const videoTag = 9;
const avc = 7;
/** No picture of a scene is as large. */
const longestTagBytes = 1024 * 1024;

/** @returns what takes the next bytes. Throws RangeError where they are no such FLV */
export function flvReader(listener: FlvListener): (bytes: Buffer) => void {
  let held = Buffer.alloc(0);
  let skip = headBytes + sizeBytes;
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (;;) {
      if (held.length < skip) return;
      held = held.subarray(skip);
      skip = 0;
      if (held.length < tagHeadBytes) return;
      const size = held.readUIntBE(1, 3);
      if (size > longestTagBytes) throw new RangeError("no FLV");
      if (held.length < tagHeadBytes + size) return;
      if (held[0] === videoTag) takeVideo(held.subarray(tagHeadBytes, tagHeadBytes + size), listener);
      skip = tagHeadBytes + size + sizeBytes;
    }
  };
}

function takeVideo(tag: Buffer, listener: FlvListener): void {
  const kind = tag.readUInt8(0);
  if ((kind & 0x0f) !== avc) throw new RangeError("no H.264");
  const body = tag.subarray(5);
  if (tag[1] === 0) {
    // AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1).
    const sps = body.subarray(8, 8 + body.readUInt16BE(6));
    const at = 8 + sps.length + 3;
    listener.onParameterSets(sps, body.subarray(at, at + body.readUInt16BE(at - 2)));
  } else if (tag[1] === 1) {
    const units: Buffer[] = [];
    for (let at = 0; at + 4 <= body.length; ) {
      const length = body.readUInt32BE(at);
      units.push(body.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    listener.onPicture(units, kind >> 4 === 1);
  }
}
