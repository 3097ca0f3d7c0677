import type { RestSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { csvTable, maxRows, rowsByHeading, TooManyRows } from "../../tables/table.ts";

/**
 * What an expression sees of an answer: JSON as it is; of CSV its rows, objects by heading with every cell a text.
 * @param host for reasons
 * @throws CodedError source.not-json, source.not-csv, source.too-many-rows
 */
export const contentOf = (text: string, host: string, { answers, columns }: Pick<RestSource, "answers" | "columns">) =>
  answers === "csv" ? csvRows(text, host, columns ?? []) : parseJson(text, host);

function parseJson(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("source.not-json", { host, detail });
  }
}

/** Services answer a wrong key with a sentence and the status 200: without the columns that are needed it is no table. */
function csvRows(text: string, host: string, columns: readonly string[]): unknown[] {
  const notCsv = () => {
    const found = text.trim().split(/\r?\n/, 1)[0]?.slice(0, 120) ?? "";
    return new CodedError("source.not-csv", { host, columns: columns.join(", "), found });
  };
  let table: string[][];
  try {
    table = csvTable(text);
  } catch (error) {
    if (error instanceof TooManyRows) throw new CodedError("source.too-many-rows", { host, limit: maxRows });
    throw notCsv();
  }
  const heading = new Set(table[0]?.map((cell) => cell.trim()));
  if (table.length === 0 || columns.some((column) => !heading.has(column))) throw notCsv();
  return rowsByHeading(table);
}
