/** Packs NAL units of H.264 into RTP (RFC 3550, RFC 6184, packetization-mode 1) for a line of RTSP (RFC 2326, 10.12). */

/** Of RTP times of H.264. */
export const clockRate = 90_000;
export const payloadType = 96;
/** A payload fits into a packet of an Ethernet, as cameras send them. */
const payloadBytes = 1_400;
const aggregated = 24;
const split = 28;
const interleavedBytes = 4;
const headBytes = 12;

/** Small units go together, large ones in parts. */
export function payloadsOf(units: readonly Buffer[]): Buffer[] {
  const payloads: Buffer[] = [];
  let together: Buffer[] = [];
  let bytes = 1;
  const close = () => {
    if (together.length === 1) payloads.push(...together);
    else if (together.length > 1) {
      const importance = Math.max(...together.map((unit) => unit.readUInt8(0) & 0x60));
      const parts = together.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]);
      payloads.push(Buffer.concat([Buffer.from([importance | aggregated]), ...parts]));
    }
    together = [];
    bytes = 1;
  };
  for (const unit of units) {
    if (unit.length > payloadBytes) {
      close();
      payloads.push(...partsOf(unit));
      continue;
    }
    if (bytes + 2 + unit.length > payloadBytes) close();
    together.push(unit);
    bytes += 2 + unit.length;
  }
  close();
  return payloads;
}

function partsOf(unit: Buffer): Buffer[] {
  const first = unit.readUInt8(0);
  const parts: Buffer[] = [];
  for (let from = 1; from < unit.length; from += payloadBytes - 2) {
    const to = Math.min(unit.length, from + payloadBytes - 2);
    const place = (from === 1 ? 0x80 : 0) | (to === unit.length ? 0x40 : 0);
    parts.push(Buffer.concat([Buffer.from([(first & 0x60) | split, place | (first & 0x1f)]), unit.subarray(from, to)]));
  }
  return parts;
}

/** The packets of one stream on one channel of a line. */
export class RtpStream {
  readonly #channel: number;
  readonly #source: number;
  #sequence: number;

  /** @param source SSRC @param sequence of the first packet */
  constructor(channel: number, source: number, sequence: number) {
    this.#channel = channel;
    this.#source = source;
    this.#sequence = sequence;
  }

  /** All packets of a picture, as they go over the line. @param rtpTime of 32 bits */
  packets(payloads: readonly Buffer[], rtpTime: number): Buffer {
    const each = interleavedBytes + headBytes;
    const bytes = Buffer.allocUnsafe(payloads.reduce((sum, payload) => sum + each + payload.length, 0));
    let at = 0;
    payloads.forEach((payload, index) => {
      bytes.writeUInt8(0x24, at);
      bytes.writeUInt8(this.#channel, at + 1);
      bytes.writeUInt16BE(headBytes + payload.length, at + 2);
      bytes.writeUInt8(0x80, at + 4);
      // The marker stands at the last packet of a picture.
      bytes.writeUInt8((index === payloads.length - 1 ? 0x80 : 0) | payloadType, at + 5);
      bytes.writeUInt16BE(this.#sequence, at + 6);
      bytes.writeUInt32BE(rtpTime, at + 8);
      bytes.writeUInt32BE(this.#source, at + 12);
      payload.copy(bytes, at + each);
      at += each + payload.length;
      this.#sequence = (this.#sequence + 1) & 0xffff;
    });
    return bytes;
  }
}
