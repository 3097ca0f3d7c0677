import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { CodedError, type CodedMessage, type ErrorCode } from "#contract/errors.ts";
import { maxTableBytes, type TableMistake } from "#contract/tables.ts";
import type { Screen } from "./screen.ts";

/**
 * Writes an exported table; one that is there stays unless `isForced`.
 * @throws CodedError `table.file-exists`, or the given code where it cannot be written
 */
export async function writeTable(file: string, content: Uint8Array, isForced: boolean, failed: ErrorCode) {
  try {
    await writeFile(file, content, { flag: isForced ? "w" : "wx", mode: 0o600 });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (isThere) throw new CodedError("table.file-exists", { file });
    throw new CodedError(failed, { folder: file, detail: detailOf(error) });
  }
}

/** @throws CodedError `table.file-unreadable`, `table.too-large` */
export async function readTable(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const content = await readFile(file).catch((error: unknown) => {
    throw new CodedError("table.file-unreadable", { file, detail: detailOf(error) });
  });
  if (content.length > maxTableBytes) throw new CodedError("table.too-large", { limitMb: maxTableBytes / 1e6 });
  return new Uint8Array(content);
}

/** What is asked along with a table to import. */
export const importQuery = (file: string, isCheckOnly: boolean): URLSearchParams =>
  new URLSearchParams({ check: String(isCheckOnly), file: basename(file).slice(0, 200) });

/** Every mistake with its cell, and how many more there are. */
export function mistakeLines(
  { mistakes, mistakeCount }: { mistakes: readonly TableMistake[]; mistakeCount: number },
  screen: Screen,
): string[] {
  return [
    screen.say("table.mistakes", { count: screen.number(mistakeCount) }),
    ...mistakes.flatMap(({ sheet, row, column, heading, message }) => [
      `  ${screen.mark("alarm")} ${screen.say(sheet === "" ? "table.at-row" : "table.at", { sheet, row, column: `${column} «${heading}»` })}`,
      `    ${screen.reason(message)}`,
    ]),
    ...(mistakeCount > mistakes.length
      ? [`  ${screen.say("trial.more", { count: screen.number(mistakeCount - mistakes.length) })}`]
      : []),
  ];
}

/** What people should know beside; set off by an empty line where there is anything. */
export function warningLines({ warnings }: { warnings: readonly CodedMessage[] }, screen: Screen): string[] {
  const told = warnings.map((warning) => `${screen.mark("attention")} ${screen.reason(warning)}`);
  return told.length === 0 ? [] : ["", ...told];
}

const detailOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
