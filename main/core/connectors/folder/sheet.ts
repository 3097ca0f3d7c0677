import { readSheet } from "read-excel-file/node";
import { maxRows, TooManyRows } from "./table.ts";

/** A sheet is a zip; a small one can unpack to more than memory holds. Parsing takes about a second for each 30 MB unpacked. */
const maxUnpackedBytes = 64_000_000;

/**
 * The cells of a workbook's first sheet.
 * @throws TooManyRows, and Error when it is no workbook or unpacks to too much
 */
export async function xlsxTable(bytes: Buffer): Promise<unknown[][]> {
  const unpacked = unpackedBytes(bytes);
  if (unpacked > maxUnpackedBytes) throw new Error(`XLSX > ${maxUnpackedBytes / 1e6} MB`);
  const sheet: unknown[][] = await readSheet(bytes);
  // Of CSV files too, empty lines do not count.
  const filled = sheet.filter((row) => row.some((cell) => cell !== null && cell !== ""));
  if (filled.length > maxRows) throw new TooManyRows(filled.length);
  return filled;
}

/** Sum of the sizes that the zip's central directory tells. The unpacking library refuses entries that lie about theirs. */
export function unpackedBytes(zip: Buffer): number {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + 22 > zip.length) throw new Error("XLSX: PK?");
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > zip.length || zip.toString("latin1", at, at + 4) !== "PK\x01\x02") throw new Error("XLSX: PK?");
    total += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return total;
}
