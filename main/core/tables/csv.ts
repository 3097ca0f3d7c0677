/**
 * A table as programs for tables in Việt Nam open it by a double click: UTF-8 with a byte order mark, semicolons, numbers
 * with a comma. Fields are quoted as RFC 4180 has it. A text that such a program would take for a formula, and run, gets an
 * apostrophe before it, which `withoutApostrophe` takes away again.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): Buffer {
  const text = rows.map((row) => row.map(field).join(";")).join("\r\n");
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function field(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = withApostrophe(value);
  return /[";\r\n,\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** OWASP, CSV injection: what begins so, but for a number. */
const isFormula = (text: string): boolean =>
  /^(?:\s*[=+\-@]|[\t\r])/.test(text) && !/^[+-]?\d+(?:[.,]\d+)*$/.test(text);

/** A text as it may stand in a table that somebody opens: never as a formula. */
export const withApostrophe = (text: string): string => (isFormula(text) ? `'${text}` : text);

/** What `csvOf` was given. */
export const withoutApostrophe = (text: string): string =>
  text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
