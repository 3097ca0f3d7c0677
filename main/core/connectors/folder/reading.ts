import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { CodedError } from "#contract/errors.ts";
import { xlsxTable } from "./sheet.ts";
import { csvTable, type Delimiter, rowsByHeading } from "./table.ts";
import { decodeText } from "./text.ts";

export const maxFileBytes = 32_000_000;

/** Office programs leave lock files (~$name.xlsx, .~lock.name#) beside what is open; they are no reports. */
export function isReport(path: string): boolean {
  const name = basename(path);
  return !/^(?:~\$|\.)/.test(name) && /\.(?:csv|xlsx|json)$/i.test(name);
}

/**
 * @returns the bytes; undefined when the file is gone by now, which is its owner's right
 * @throws CodedError source.file-too-large, source.file-unreadable
 */
export async function readReport(path: string): Promise<Buffer | undefined> {
  const file = basename(path);
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes) throw new CodedError("source.file-too-large", { file, limitMb: maxFileBytes / 1e6 });
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(file, error);
  }
}

/**
 * Rows of a table; of a JSON file whatever is in it.
 * @throws CodedError source.file-unreadable, source.not-json
 */
export async function reportContent(path: string, bytes: Buffer, delimiter: Delimiter | undefined): Promise<unknown> {
  const kind = extname(path).toLowerCase();
  if (kind === ".json") return jsonContent(basename(path), bytes);
  try {
    return rowsByHeading(kind === ".xlsx" ? await xlsxTable(bytes) : csvTable(decodeText(bytes), delimiter));
  } catch (error) {
    throw unreadable(basename(path), error);
  }
}

function jsonContent(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(decodeText(bytes));
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
