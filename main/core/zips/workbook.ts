import { crc32 } from "node:zlib";
import { type Part, unzip } from "./unzipping.ts";

/** Pictures, printer settings and the like are no part of any table. */
const isTable = (name: string): boolean => /\.xml(?:\.rels)?$/.test(name);
const mostEntries = 2_000;

/**
 * A workbook as a zip without packing, of what really came out of it. The library that reads workbooks unpacks them by
 * itself, however much that is and whatever the directory says; of this one it can only find what was counted.
 * @throws UnpacksToTooMuch, and Error when it is no zip
 */
export async function plainWorkbook(zip: Buffer, mostBytes: number): Promise<Buffer> {
  return stored(await workbookParts(zip, mostBytes));
}

/** The files of a workbook that say what its tables hold. Throws as `plainWorkbook`. */
export const workbookParts = (zip: Buffer, mostBytes: number): Promise<Part[]> =>
  unzip(zip, isTable, { mostEntries, mostBytes });

/** PKWARE's APPNOTE 4.3: local headers with their data, the directory, its end. Method 0, names in UTF-8. */
export function stored(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name: text, bytes } of parts) {
    const name = Buffer.from(text);
    // What both headers have in common: version, flags, method, time, day, sum, sizes, length of the name, no extra field.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(signature("PK\x01\x02", 20), common, rest, name);
    const piece = [signature("PK\x03\x04"), common, name, bytes];
    pieces.push(...piece);
    at += piece.reduce((sum, { length }) => sum + length, 0);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    8,
  );
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...pieces, ...directory, signature("PK\x05\x06"), end]);
}

/** @param madeBy version, which the directory says first */
function signature(text: string, madeBy?: number): Buffer {
  const bytes = Buffer.from(text, "latin1");
  return madeBy === undefined ? bytes : Buffer.concat([bytes, Buffer.from([madeBy, 0])]);
}
