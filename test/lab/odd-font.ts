/** In thousandths of the size of the type: how wide each letter is, and how far a line reaches above and below its base. */
export type OddShape = { width: number; ascent: number; descent: number };

const twiceAsWide: OddShape = { width: 2_000, ascent: 1_700, descent: 800 };

/**
 * A font as no machine has it: every letter of every script is the same black block, in lines far apart. Where a page, a chart or a
 * map leaves anything to the machine's fonts, it shows. Returns the bytes of a TrueType file.
 */
export function oddFont({ width, ascent, descent }: OddShape = twiceAsWide): Buffer {
  const unit = 1_000;
  const [top, bottom] = [900, -400];
  const numbers = (...given: number[]) => Buffer.concat(given.map(int16));
  const block = Buffer.concat([
    // One contour of four corners, every one on it, each told by its distance from the one before.
    numbers(1, 100, bottom, width - 100, top, 3, 0),
    Buffer.from([1, 1, 1, 1]),
    numbers(100, 0, width - 200, 0),
    numbers(bottom, top - bottom, 0, bottom - top),
  ]);
  const tables: Record<string, Buffer> = {
    "OS/2": Buffer.concat([
      numbers(4, width, 400, 5, 0, ...Array<number>(10).fill(0), 0),
      Buffer.alloc(10),
      Buffer.alloc(16, 0xff),
      Buffer.from("ODD "),
      numbers(0x40, 0x20, -1, ascent, -descent, 300, ascent, descent),
      Buffer.alloc(8, 0xff),
      numbers(500, 900, 0, 0x20, 1),
    ]),
    // One glyph for all characters (format 13): those of the basic plane and the emoji.
    cmap: Buffer.concat([
      numbers(0, 1, 3, 10),
      long(12),
      numbers(13, 0),
      ...[16 + 3 * 12, 0, 3, 0x20, 0xd7ff, 1, 0xf900, 0xfffd, 1, 0x1f000, 0x1faff, 1].map(long),
    ]),
    glyf: Buffer.concat([block, Buffer.alloc(-block.length & 3)]),
    head: Buffer.concat([
      ...[0x00010000, 0x00010000, 0, 0x5f0f3cf5].map(long),
      numbers(0, unit),
      Buffer.alloc(16),
      numbers(0, bottom, width, top, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([
      long(0x00010000),
      numbers(ascent, -descent, 300, width, 0, 0, width),
      Buffer.alloc(16),
      numbers(2),
    ]),
    hmtx: numbers(width, 100, width, 100),
    loca: Buffer.concat([0, 0, block.length + (-block.length & 3)].map(long)),
    maxp: Buffer.concat([long(0x00010000), numbers(2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: nameTable(["Odd", "Regular"]),
    post: Buffer.concat([long(0x00030000), Buffer.alloc(28)]),
  };
  return fileOf(tables);
}

const int16 = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const long = (value: number): Buffer => Buffer.concat([int16(value >>> 16), int16(value)]);

function nameTable([family = "", style = ""]: readonly string[]): Buffer {
  const texts = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, family],
  ].map(([id, text]) => ({ id: Number(id), bytes: Buffer.from(String(text), "utf16le").swap16() }));
  let offset = 0;
  const records = texts.map(({ id, bytes }) => {
    const record = Buffer.concat([3, 1, 0x409, id, bytes.length, offset].map(int16));
    offset += bytes.length;
    return record;
  });
  const head = [0, texts.length, 6 + records.length * 12].map(int16);
  return Buffer.concat([...head, ...records, ...texts.map(({ bytes }) => bytes)]);
}

function fileOf(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables);
  const entries: Buffer[] = [];
  const bodies: Buffer[] = [];
  let offset = 12 + names.length * 16;
  for (const name of names) {
    const body = tables[name] ?? Buffer.alloc(0);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
    entries.push(Buffer.from(name.padEnd(4)), long(sum), long(offset), long(body.length));
    bodies.push(padded);
    offset += padded.length;
  }
  const power = 2 ** Math.floor(Math.log2(names.length));
  const head = [names.length, power * 16, Math.log2(power), (names.length - power) * 16].map(int16);
  return Buffer.concat([long(0x00010000), ...head, ...entries, ...bodies]);
}
