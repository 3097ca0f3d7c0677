/** The process that reads a workbook; see workbook-reading.ts. A program of its own. */
import readXlsxFile from "read-excel-file/node";
import { answerOne } from "../apart/answering.ts";
import { UnpacksToTooMuch } from "../zips/unzipping.ts";
import { plainWorkbook } from "../zips/workbook.ts";
import type { ReadWorkbook, WorkbookRequest } from "./workbook-reading.ts";

answerOne(async (request): Promise<ReadWorkbook> => {
  const { bytes, mostBytes } = request as WorkbookRequest;
  try {
    const sheets = await readXlsxFile(await plainWorkbook(Buffer.from(bytes), mostBytes));
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data })) };
  } catch (error) {
    if (error instanceof UnpacksToTooMuch) return "unpacks-to-too-much";
    return { detail: (error instanceof Error ? error.message : String(error)).slice(0, 200) };
  }
});
