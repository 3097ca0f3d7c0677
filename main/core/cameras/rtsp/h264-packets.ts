/** Takes H.264 out of RTP (RFC 3550, RFC 6184): single units, aggregated and split ones, in the order of decoding. */

export type PacketListener = {
  /** A whole picture: its NAL units, each behind its length of four bytes; they are overwritten afterwards. @param rtpTime of 32 bits */
  onPicture(units: Buffer, isKey: boolean, rtpTime: number): void;
  /** SPS or PPS, as a whole NAL unit; overwritten afterwards. It stays in its picture too. */
  onParameterSet(unit: Buffer): void;
  /** A picture from which on all is whole after a while, though it is no key picture (SEI, recovery point). */
  onRecoveryPoint?(): void;
  /** Packed in a way that is not known here. */
  onUnfit(): void;
};

const headBytes = 12;
const lengthBytes = 4;
const firstRoomBytes = 64 * 1024;
/** No picture of a camera is as large. */
const longestPictureBytes = 16 * 1024 * 1024;

const idr = 5;
const sei = 6;
const recoveryPoint = 6;
const parameterSets = [7, 8];
const delimiter = 9;
const aggregated = 24;
const split = 28;

export class H264Packets {
  readonly #payloadType: number;
  readonly #listener: PacketListener;
  #room = Buffer.allocUnsafeSlow(firstRoomBytes);
  #bytes = 0;
  /** Where the unit begins that comes in parts; -1 while none does. */
  #partAt = -1;
  #time = 0;
  #hasPicture = false;
  #isKey = false;
  /** Something of this picture is missing. */
  #isBroken = false;
  #sequence = -1;

  constructor(payloadType: number, listener: PacketListener) {
    this.#payloadType = payloadType;
    this.#listener = listener;
  }

  /** One RTP packet: `bytes` from `from` to `to`. What is none, or of another type, is left out. */
  take(bytes: Buffer, from: number, to: number): void {
    if (to - from < headBytes || (bytes.readUInt8(from) & 0xc0) !== 0x80) return;
    const flags = bytes.readUInt8(from);
    const second = bytes.readUInt8(from + 1);
    if ((second & 0x7f) !== this.#payloadType) return;
    let at = from + headBytes + (flags & 0x0f) * 4;
    if ((flags & 0x10) !== 0 && at + 4 <= to) at += 4 + bytes.readUInt16BE(at + 2) * 4;
    const end = (flags & 0x20) !== 0 ? to - bytes.readUInt8(to - 1) : to;
    const sequence = bytes.readUInt16BE(from + 2);
    const time = bytes.readUInt32BE(from + 4);
    const isNext = this.#sequence < 0 || sequence === ((this.#sequence + 1) & 0xffff);
    this.#sequence = sequence;
    // Not every camera marks the end of a picture.
    if (time !== this.#time) this.#finish();
    this.#time = time;
    if (!isNext) this.#isBroken = true;
    if (at < end) this.#takePayload(bytes, at, end);
    if ((second & 0x80) !== 0) this.#finish();
  }

  #takePayload(bytes: Buffer, from: number, to: number): void {
    const type = bytes.readUInt8(from) & 0x1f;
    if (type === split) {
      this.#takePart(bytes, from, to);
      return;
    }
    this.#partAt = -1;
    if (type === aggregated) {
      let at = from + 1;
      while (at + 2 < to) {
        const next = at + 2 + bytes.readUInt16BE(at);
        if (next > to) {
          this.#isBroken = true;
          return;
        }
        this.#takeUnit(bytes, at + 2, next);
        at = next;
      }
    } else if (type > 0 && type < aggregated) this.#takeUnit(bytes, from, to);
    else this.#listener.onUnfit();
  }

  #takeUnit(bytes: Buffer, from: number, to: number): void {
    if (from >= to || (bytes.readUInt8(from) & 0x1f) === delimiter) return;
    const at = this.#bytes;
    if (!this.#makeRoom(lengthBytes + to - from)) return;
    this.#room.writeUInt32BE(to - from, at);
    bytes.copy(this.#room, at + lengthBytes, from, to);
    this.#bytes = at + lengthBytes + to - from;
    this.#see(at + lengthBytes, this.#bytes);
  }

  #takePart(bytes: Buffer, from: number, to: number): void {
    if (to - from < 3) return;
    const head = bytes.readUInt8(from + 1);
    if ((head & 0x80) !== 0) {
      if (!this.#makeRoom(lengthBytes + 1)) return;
      this.#partAt = this.#bytes;
      this.#room.writeUInt8((bytes.readUInt8(from) & 0xe0) | (head & 0x1f), this.#bytes + lengthBytes);
      this.#bytes += lengthBytes + 1;
    }
    if (this.#partAt < 0) {
      // Its beginning is lost.
      this.#isBroken = true;
      return;
    }
    if (!this.#makeRoom(to - from - 2)) return;
    this.#bytes += bytes.copy(this.#room, this.#bytes, from + 2, to);
    if ((head & 0x40) === 0) return;
    this.#room.writeUInt32BE(this.#bytes - this.#partAt - lengthBytes, this.#partAt);
    this.#see(this.#partAt + lengthBytes, this.#bytes);
    this.#partAt = -1;
  }

  /** Looks at a whole unit that stands in the room. */
  #see(from: number, to: number): void {
    const type = this.#room.readUInt8(from) & 0x1f;
    if (type >= 1 && type <= idr) this.#hasPicture = true;
    if (type === idr) this.#isKey = true;
    // Encoders write it in a unit of its own, or first in one; what stands behind others is not looked for.
    if (type === sei && this.#room[from + 1] === recoveryPoint) this.#listener.onRecoveryPoint?.();
    if (parameterSets.includes(type) && !this.#isBroken) this.#listener.onParameterSet(this.#room.subarray(from, to));
  }

  /** A picture with a hole is left out: those after it are shown as well as they can be, as on every screen. */
  #finish(): void {
    const isWhole = !this.#isBroken && this.#partAt < 0;
    const [bytes, isKey, hasPicture] = [this.#bytes, this.#isKey, this.#hasPicture];
    this.#partAt = -1;
    this.#isBroken = false;
    // Parameter sets that stand before their picture, marked as if they were one, go with it.
    if (isWhole && !hasPicture && bytes > 0 && bytes < firstRoomBytes) return;
    this.#bytes = 0;
    this.#isKey = false;
    this.#hasPicture = false;
    if (isWhole && hasPicture) this.#listener.onPicture(this.#room.subarray(0, bytes), isKey, this.#time);
  }

  /** @returns false where the picture would be too large to be one */
  #makeRoom(more: number): boolean {
    const needed = this.#bytes + more;
    if (needed <= this.#room.length) return true;
    if (needed > longestPictureBytes) {
      this.#isBroken = true;
      this.#partAt = -1;
      this.#bytes = 0;
      return false;
    }
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#room.length * 2));
    this.#room.copy(larger, 0, 0, this.#bytes);
    this.#room = larger;
    return true;
  }
}
