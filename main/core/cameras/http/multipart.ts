import { CodedError } from "#contract/errors.ts";

const longestHeadBytes = 4_096;
const headEnd = Buffer.from("\r\n\r\n");

/**
 * Takes an answer of many parts (RFC 2046, 5.1) apart as it comes. Cameras differ: some say how long a part is and some don't,
 * and some name the boundary with the dashes before it.
 */
export class PartSplitter {
  readonly #boundary: Buffer;
  readonly #limitBytes: number;
  readonly #onPart: (body: Buffer) => void;
  #held: Buffer = Buffer.alloc(0);
  /** Of the part that is being read; null between parts. `lengthBytes` null: up to the next boundary. */
  #part: { lengthBytes: number | null } | null = null;
  /** Up to here there is no boundary. */
  #searched = 0;

  /** @param onPart is given each body once it is whole, and may throw */
  constructor(boundary: string, limitBytes: number, onPart: (body: Buffer) => void) {
    this.#boundary = Buffer.from(`--${boundary.replace(/^-+/, "")}`);
    this.#limitBytes = limitBytes;
    this.#onPart = onPart;
  }

  /** Throws CodedError camera.not-found where it is none, or a part is larger than the limit. */
  put(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    while (this.#part === null ? this.#takeHead() : this.#takeBody(this.#part.lengthBytes));
    if (this.#held.length > this.#limitBytes) throw new CodedError("camera.not-found");
  }

  #takeHead(): boolean {
    const at = this.#held.indexOf(this.#boundary);
    const end = at < 0 ? -1 : this.#held.indexOf(headEnd, at);
    if (end < 0) {
      if (this.#held.length > longestHeadBytes) throw new CodedError("camera.not-found");
      return false;
    }
    const head = this.#held.subarray(at, end).toString("latin1");
    const length = /^content-length:\s*(\d{1,9})\s*$/im.exec(head)?.[1];
    this.#part = { lengthBytes: length === undefined ? null : Number(length) };
    if (Number(length ?? 0) > this.#limitBytes) throw new CodedError("camera.not-found");
    this.#drop(end + headEnd.length);
    return true;
  }

  #takeBody(lengthBytes: number | null): boolean {
    let end = lengthBytes ?? this.#held.indexOf(this.#boundary, this.#searched);
    if (end < 0 || end > this.#held.length) {
      this.#searched = Math.max(0, this.#held.length - this.#boundary.length);
      return false;
    }
    const next = end;
    // The line break before a boundary belongs to the boundary, and so do further dashes.
    if (lengthBytes === null) {
      while (end > 0 && this.#held[end - 1] === 0x2d) end -= 1;
      if (end > 1 && this.#held[end - 1] === 0x0a && this.#held[end - 2] === 0x0d) end -= 2;
    }
    const body = Buffer.from(this.#held.subarray(0, end));
    this.#part = null;
    this.#drop(next);
    this.#onPart(body);
    return true;
  }

  #drop(bytes: number): void {
    this.#held = this.#held.subarray(bytes);
    this.#searched = 0;
  }
}
