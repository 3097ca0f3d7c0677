import { CodedError } from "#contract/errors.ts";
import { askApart, Overrun } from "../apart/asking.ts";
import { ownProgram } from "../run/programs.ts";
import type { SheetMarks } from "./sheet-marks.ts";

/** What goes to the process that reads a workbook, and what comes back: sheets with their cells, or why there are none. */
export type WorkbookRequest = {
  bytes: Uint8Array;
  mostBytes: number;
  /** Whether what the cells do not show is wanted too. */
  isMarked: boolean;
};
export type ReadSheet = { name: string; rows: unknown[][]; marks?: SheetMarks };
export type ReadWorkbook = { sheets: ReadSheet[] } | { detail: string } | "unpacks-to-too-much";

/** A workbook is a zip; a small one can unpack to more than memory holds. */
const mostBytes = 32_000_000;
/** The largest one that is read at all needs half of it. */
const maxHeapMb = 512;
const longestMs = 60_000;

const program = ownProgram("workbook-reader");

/**
 * The sheets of a workbook, read in a process of its own: whatever is in the file, the core goes on.
 * @throws CodedError `table.not-a-workbook`, `table.unpacks-to-too-much`, `table.too-heavy`
 */
export async function sheetsOf(bytes: Uint8Array, memoryMb = maxHeapMb, isMarked = false): Promise<ReadSheet[]> {
  const request: WorkbookRequest = { bytes, mostBytes, isMarked };
  let answer: ReadWorkbook;
  try {
    answer = (await askApart(program, request, { memoryMb, withinMs: longestMs })) as ReadWorkbook;
  } catch (error) {
    if (error instanceof Overrun) throw new CodedError("table.too-heavy", { detail: error.message }, { cause: error });
    answer = { detail: String(error).slice(0, 200) };
  }
  if (answer === "unpacks-to-too-much") throw new CodedError("table.unpacks-to-too-much", { limitMb: mostBytes / 1e6 });
  if ("detail" in answer) throw new CodedError("table.not-a-workbook", { detail: answer.detail });
  return answer.sheets;
}
