/** The thread that makes workbooks; see workbook-apart.ts. A program of its own. */
import { parentPort } from "node:worker_threads";
import { workbookOf } from "./workbook.ts";
import type { WorkbookAnswer, WorkbookRequest } from "./workbook-apart.ts";

parentPort?.on("message", ({ number, sheets, note, language }: WorkbookRequest) => {
  const answer = (given: WorkbookAnswer) => parentPort?.postMessage(given);
  workbookOf(sheets, note, language).then(
    (bytes) => answer({ number, bytes }),
    (error: unknown) => answer({ number, failure: String(error).slice(0, 300) }),
  );
});
