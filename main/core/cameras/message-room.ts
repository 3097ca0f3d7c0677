const pieceBytes = 256 * 1024;

/**
 * Room for messages, cut from a larger piece: a piece of memory of its own for each picture costs more than to copy it. A piece
 * lives as long as the newest picture in it that is kept; pictures that are large have their own.
 */
export class MessageRoom {
  #piece = Buffer.alloc(0);
  #at = 0;

  take(bytes: number): Buffer {
    if (bytes > pieceBytes / 4) return Buffer.allocUnsafeSlow(bytes);
    if (this.#at + bytes > this.#piece.length) {
      this.#piece = Buffer.allocUnsafeSlow(pieceBytes);
      this.#at = 0;
    }
    const message = this.#piece.subarray(this.#at, this.#at + bytes);
    this.#at += bytes;
    return message;
  }
}
