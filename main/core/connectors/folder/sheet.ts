import { readSheet } from "read-excel-file/node";
import { maxRows, TooManyRows } from "../../tables/table.ts";
import { plainWorkbook } from "../../zips/workbook.ts";

/** A sheet is a zip; a small one can unpack to more than memory holds. Parsing takes about a second for each 30 MB unpacked. */
export const maxUnpackedBytes = 64_000_000;

/**
 * The cells of a workbook's first sheet.
 * @throws TooManyRows, UnpacksToTooMuch, and Error when it is no workbook
 */
export async function xlsxTable(bytes: Buffer): Promise<unknown[][]> {
  const sheet: unknown[][] = await readSheet(await plainWorkbook(bytes, maxUnpackedBytes));
  // Of CSV files too, empty lines do not count.
  const filled = sheet.filter((row) => row.some((cell) => cell !== null && cell !== ""));
  if (filled.length > maxRows) throw new TooManyRows(filled.length);
  return filled;
}
