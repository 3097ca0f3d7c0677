/** The process that reads a workbook; see workbook-reading.ts. A program of its own. */
import readXlsxFile from "read-excel-file/node";
import { answerOne } from "../apart/answering.ts";
import { UnpacksToTooMuch } from "../zips/unzipping.ts";
import { stored, workbookParts } from "../zips/workbook.ts";
import { marksOf } from "./sheet-marks.ts";
import type { ReadWorkbook, WorkbookRequest } from "./workbook-reading.ts";

answerOne(async (request): Promise<ReadWorkbook> => {
  const { bytes, mostBytes, isMarked } = request as WorkbookRequest;
  try {
    const parts = await workbookParts(Buffer.from(bytes), mostBytes);
    const sheets = await readXlsxFile(stored(parts));
    const marks = isMarked ? marksOf(parts) : undefined;
    return {
      sheets: sheets.map(({ sheet, data }) => {
        const own = marks?.get(sheet);
        return { name: sheet, rows: data, ...(own === undefined ? {} : { marks: own }) };
      }),
    };
  } catch (error) {
    if (error instanceof UnpacksToTooMuch) return "unpacks-to-too-much";
    return { detail: (error instanceof Error ? error.message : String(error)).slice(0, 200) };
  }
});
