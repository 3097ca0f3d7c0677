/** The process that reads reports; see report-reader.ts. A program of its own. */
import { createHash } from "node:crypto";
import { CodedError, saidInBoth } from "#contract/errors.ts";
import { answerEach } from "../../apart/answering.ts";
import { compileMapping } from "../../mapping/mapping.ts";
import { readReport, reportContent } from "./reading.ts";
import type { Opened, OpenRequest, Outcome, Report } from "./report-reader.ts";

/** Nothing waits for this process but the next report. */
const mappingTimeoutMs = 20_000;

/** What was opened last, until it is read. */
let opened: Buffer | undefined;

// An orderly exit would wait for a thread that waits for a drive which does not answer.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
answerEach((request) => ("path" in (request as object) ? open(request as OpenRequest) : read(request as Report)));

async function open({ path, salt, known, headBytes }: OpenRequest): Promise<Opened> {
  opened = undefined;
  try {
    const bytes = await readReport(path);
    if (bytes === undefined) return "gone";
    const hash = createHash("sha256").update(bytes).update("\0").update(salt).digest("hex");
    if (hash === known) return "known";
    opened = bytes;
    // Copied: of a view the whole would cross.
    return { hash, bytes: bytes.length, head: Buffer.from(bytes.subarray(0, headBytes)) };
  } catch (error) {
    return { failure: failureOf(error, path) };
  }
}

async function read({ file, bytes, delimiter, mapping, receivedAt }: Report): Promise<Outcome> {
  try {
    const whole = bytes === "opened" ? opened : Buffer.from(bytes);
    opened = undefined;
    if (whole === undefined) throw new Error("not opened");
    const content = await reportContent(file, whole, delimiter);
    if (mapping === undefined) return { content: JSON.stringify(content) };
    const compiled = compileMapping(mapping, mappingTimeoutMs);
    if (compiled.mapping === undefined)
      throw new CodedError("source.mapping-failed", saidInBoth("detail", compiled.mistake));
    // As JSON: functions and the like, which jsonata can give back, do not cross a line.
    return { content: JSON.stringify(await compiled.mapping(content, { file, receivedAt })) };
  } catch (error) {
    return { failure: failureOf(error, file) };
  }
}

const failureOf = (error: unknown, file: string) =>
  error instanceof CodedError
    ? error.toMessage()
    : { code: "source.file-unreadable", params: { file, detail: String(error).slice(0, 160) } };
