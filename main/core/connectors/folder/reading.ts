import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { CodedError } from "#contract/errors.ts";
import type { Delimiter } from "../../tables/table.ts";

export const maxFileBytes = 32_000_000;

/** What lies in a folder: tables of figures, or messages of the exchange of e-documents. */
export type FolderKind = "tables" | "documents";

const endings: Record<FolderKind, RegExp> = { tables: /\.(?:csv|xlsx|json)$/i, documents: /\.(?:xml|edxml)$/i };

/** Office programs leave lock files (~$name.xlsx, .~lock.name#) beside what is open; they are no reports. */
export function isReport(path: string, kind: FolderKind = "tables"): boolean {
  const name = basename(path);
  return !/^(?:~\$|\.)/.test(name) && endings[kind].test(name);
}

/**
 * @returns the bytes; undefined when the file is gone by now, which is its owner's right
 * @throws CodedError source.file-too-large, source.file-no-file, source.file-unreadable
 */
export async function readReport(path: string): Promise<Buffer | undefined> {
  const file = basename(path);
  let handle: FileHandle | undefined;
  try {
    // What was a file a moment ago may be a pipe by now, and opening one waits for its writer. (Absent on Windows.)
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (!stats.isFile()) throw new CodedError("source.file-no-file", { file });
    const tooLarge = () => new CodedError("source.file-too-large", { file, limitMb: maxFileBytes / 1e6 });
    if (stats.size > maxFileBytes) throw tooLarge();
    // It may grow while it is read.
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1_048_576 })) {
      bytes += (chunk as Buffer).length;
      if (bytes > maxFileBytes) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(file, error);
  } finally {
    await handle?.close().catch(() => {});
  }
}

/**
 * Rows of a table; of a JSON file whatever is in it; of edXML what is kept of its message.
 * @throws CodedError what `readEdxml` throws, source.file-unreadable, source.file-too-many-rows, source.file-unpacks-to-too-much, source.not-json
 */
export async function reportContent(path: string, bytes: Buffer, delimiter: Delimiter | undefined): Promise<unknown> {
  const file = basename(path);
  const kind = extname(path).toLowerCase();
  const [{ csvTable, maxRows, rowsByHeading, TooManyRows }, { decodeText }] = await Promise.all([
    import("../../tables/table.ts"),
    import("../../tables/text.ts"),
  ]);
  if (kind === ".xml" || kind === ".edxml")
    return (await import("../../edxml/reading.ts")).readEdxml(decodeText(bytes));
  if (kind === ".json") return jsonContent(file, decodeText(bytes));
  try {
    if (kind !== ".xlsx") return rowsByHeading(csvTable(decodeText(bytes), delimiter));
    return rowsByHeading(await sheetOf(file, bytes));
  } catch (error) {
    if (error instanceof TooManyRows)
      throw new CodedError("source.file-too-many-rows", { file, rows: error.rows, limit: maxRows });
    throw unreadable(file, error);
  }
}

async function sheetOf(file: string, bytes: Buffer): Promise<unknown[][]> {
  const [{ maxUnpackedBytes, xlsxTable }, { UnpacksToTooMuch }] = await Promise.all([
    import("./sheet.ts"),
    import("../../zips/unzipping.ts"),
  ]);
  try {
    return await xlsxTable(bytes);
  } catch (error) {
    if (error instanceof UnpacksToTooMuch)
      throw new CodedError("source.file-unpacks-to-too-much", { file, limitMb: maxUnpackedBytes / 1e6 });
    throw error;
  }
}

function jsonContent(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("source.not-json", { host: file, detail });
  }
}

function unreadable(file: string, error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const detail = error instanceof Error ? error.message.slice(0, 200) : String(error);
  return new CodedError("source.file-unreadable", { file, detail }, { cause: error });
}
