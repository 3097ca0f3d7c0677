/** The thread that reads reports; see report-reader.ts. A program of its own. */
import { parentPort } from "node:worker_threads";
import { CodedError } from "#contract/errors.ts";
import { compileMapping } from "../mapping.ts";
import { reportContent } from "./reading.ts";
import type { Outcome, Report } from "./report-reader.ts";

/** Nothing waits for this thread but the next report. */
const mappingTimeoutMs = 20_000;

parentPort?.on("message", (report: Report) => {
  void read(report).then((outcome) => parentPort?.postMessage(outcome));
});

async function read({ file, bytes, delimiter, mapping, receivedAt }: Report): Promise<Outcome> {
  try {
    const content = await reportContent(file, Buffer.from(bytes), delimiter);
    if (mapping === undefined) return { content: JSON.stringify(content) };
    const compiled = compileMapping(mapping, mappingTimeoutMs);
    if (compiled.mapping === undefined) throw new CodedError("source.mapping-failed", { detail: compiled.error });
    // As JSON: functions and the like, which jsonata can give back, do not cross a line.
    return { content: JSON.stringify(await compiled.mapping(content, { file, receivedAt })) };
  } catch (error) {
    if (error instanceof CodedError) return { failure: error.toMessage() };
    return { failure: { code: "source.file-unreadable", params: { file, detail: String(error).slice(0, 160) } } };
  }
}
