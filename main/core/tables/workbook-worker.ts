/** The thread that makes workbooks; see workbook-apart.ts. A program of its own. */
import { parentPort } from "node:worker_threads";
import { printedWorkbookOf } from "./printed-workbook.ts";
import { workbookOf } from "./workbook.ts";
import type { WorkbookAnswer, WorkbookRequest } from "./workbook-apart.ts";

parentPort?.on("message", ({ number, ...wanted }: WorkbookRequest) => {
  const answer = (given: WorkbookAnswer) => parentPort?.postMessage(given);
  const making =
    wanted.kind === "written"
      ? workbookOf(wanted.sheets, wanted.note, wanted.language)
      : printedWorkbookOf(wanted.sheets);
  making.then(
    (bytes) => answer({ number, bytes }),
    (error: unknown) => answer({ number, failure: String(error).slice(0, 300) }),
  );
});
