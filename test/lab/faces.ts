import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** A face as a stylesheet declares it; `has` tells of a character, by its number, whether it is declared and drawn. */
export type Face = { family: string; weight: number; file: string; has(character: number): boolean };

const require = createRequire(import.meta.url);

/** Every `@font-face` of a stylesheet, with what the file behind it draws. Throws on one that is not written as ours are. */
export function facesIn(stylesheet: string): Face[] {
  const text = readFileSync(stylesheet, "utf8");
  return [...text.matchAll(/@font-face \{([^}]*)\}/g)].map(([, body = ""]) => {
    const [family, weight, source, declared] = [
      /font-family: "([^"]+)"/,
      /font-weight: (\d+)/,
      /src: url\("([^"]+)"\)/,
      /unicode-range:([^;]+)/,
    ].map((part) => part.exec(body)?.[1]);
    if (!family || !weight || !source || !declared) throw new Error(`not understood: ${body}`);
    const file = source.startsWith(".") ? join(dirname(stylesheet), source) : require.resolve(source);
    const ranges = declared.split(",").map((range) => {
      const [from = "", to = from] = range.trim().replace("U+", "").split("-");
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    });
    const drawn = charactersOf(file);
    const has = (character: number) =>
      drawn.has(character) && ranges.some(([from, to]) => from <= character && character <= to);
    return { family, weight: Number(weight), file, has };
  });
}

const known = new Map<string, ReadonlySet<number>>();

/** The characters that a WOFF2 file has glyphs for, by its table `cmap`. */
export function charactersOf(file: string): ReadonlySet<number> {
  const held = known.get(file);
  if (held) return held;
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 4) !== "wOF2") throw new Error(`no WOFF2: ${file}`);
  let at = 48;
  const next = () => {
    let value = 0;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  const tables = Array.from({ length: bytes.readUInt16BE(12) }, () => {
    const flags = bytes[at++] ?? 0;
    const [tag, version] = [flags & 0x3f, flags >> 6];
    if (tag === 0x3f) at += 4;
    const length = next();
    // Outlines (tables 10 and 11) are packed unless they say so, the others are not.
    const isPacked = tag === 10 || tag === 11 ? version !== 3 : version !== 0;
    return { tag, length: isPacked ? next() : length };
  });
  const unpacked = brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20)));
  const place = tables.findIndex(({ tag }) => tag === 0);
  const start = tables.slice(0, place).reduce((sum, { length }) => sum + length, 0);
  const characters = mapped(unpacked.subarray(start, start + (tables[place]?.length ?? 0)));
  known.set(file, characters);
  return characters;
}

function mapped(cmap: Buffer): Set<number> {
  const characters = new Set<number>();
  const add = (from: number, to: number) => {
    for (let one = from; one <= to && one !== 0xffff; one += 1) characters.add(one);
  };
  for (let table = 0; table < cmap.readUInt16BE(2); table += 1) {
    const part = cmap.subarray(cmap.readUInt32BE(8 + table * 8));
    const format = part.readUInt16BE(0);
    const doubled = part.readUInt16BE(6);
    if (format === 4)
      for (let at = 0; at < doubled; at += 2) add(part.readUInt16BE(16 + doubled + at), part.readUInt16BE(14 + at));
    if (format === 12)
      for (let group = 0; group < part.readUInt32BE(12); group += 1)
        add(part.readUInt32BE(16 + group * 12), part.readUInt32BE(20 + group * 12));
  }
  return characters;
}
