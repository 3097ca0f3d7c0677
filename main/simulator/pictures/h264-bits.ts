/** Bits of H.264 (ITU-T H.264, 7.2 and 9.1): read and written, the most significant first. */

export class BitReader {
  readonly #bytes: Buffer;
  /** Bits that were read. */
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @param count 32 at most. Throws RangeError behind the end. */
  bits(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read += 1) {
      const byte = this.#bytes.readUInt8(this.at >> 3);
      value = value * 2 + ((byte >> (7 - (this.at & 7))) & 1);
      this.at += 1;
    }
    return value;
  }

  /** ue(v) */
  unsigned(): number {
    let zeros = 0;
    while (this.bits(1) === 0) {
      zeros += 1;
      if (zeros > 31) throw new RangeError("no number of H.264");
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }
}

export class BitWriter {
  readonly #bytes: Buffer;
  #at = 0;

  /** @param room is written over; more than it holds throws RangeError */
  constructor(room: Buffer) {
    this.#bytes = room;
  }

  bits(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      const index = this.#at >> 3;
      if (index >= this.#bytes.length) throw new RangeError("more bits than there is room for");
      if ((this.#at & 7) === 0) this.#bytes[index] = 0;
      if (Math.floor(value / 2 ** bit) % 2 === 1)
        this.#bytes[index] = (this.#bytes[index] ?? 0) | (0x80 >> (this.#at & 7));
      this.#at += 1;
    }
  }

  /** ue(v); of a signed 0 too. */
  unsigned(value: number): void {
    const length = Math.floor(Math.log2(value + 1));
    this.bits(0, length);
    this.bits(value + 1, length + 1);
  }

  /** Zeros up to the next whole byte. */
  align(): void {
    this.#at = Math.ceil(this.#at / 8) * 8;
  }

  /** Whole bytes, at the beginning of one. */
  copy(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at >> 3);
    this.#at += bytes.length * 8;
  }

  /** Ends it as a NAL unit is ended (rbsp_trailing_bits). @returns a part of the room */
  ended(): Buffer {
    this.bits(1, 1);
    this.align();
    return this.#bytes.subarray(0, this.#at >> 3);
  }
}

/** What stands in a NAL unit, without the bytes that keep it from looking like a start code (7.4.1). */
export function unescaped(unit: Buffer): Buffer {
  const bytes: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    const isEscape = zeros >= 2 && byte === 3;
    zeros = byte === 0 ? zeros + 1 : 0;
    if (!isEscape) bytes.push(byte);
  }
  return Buffer.from(bytes);
}

/** The other way round. @param room for half as much again @returns a copy */
export function escaped(bytes: Buffer, room: Buffer): Buffer {
  const unit = room;
  let zeros = 0;
  let to = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      unit[to] = 3;
      to += 1;
      zeros = 0;
    }
    unit[to] = byte;
    to += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(unit.subarray(0, to));
}
