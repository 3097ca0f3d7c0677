/**
 * A table as programs for tables in Việt Nam open it by a double click: UTF-8 with a byte order mark, semicolons, numbers
 * with a comma. Fields are quoted as RFC 4180 has it.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): Buffer {
  const text = rows.map((row) => row.map(field).join(";")).join("\r\n");
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function field(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  return /[";\r\n,\t]/.test(value) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value;
}
