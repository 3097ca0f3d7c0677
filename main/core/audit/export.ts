import type { AuditEntry } from "#contract/audit/entry.ts";
import { type AuditExportQuery, mostExported } from "#contract/audit/http.ts";
import type { Words } from "#contract/entities/text.ts";
import { csvOf } from "../tables/csv.ts";
import type { PrintedSheet } from "../tables/printed-workbook.ts";
import type { Audit } from "./audit.ts";

const headings = [
  { vi: "Số", en: "Number" },
  { vi: "Lúc (UTC)", en: "At (UTC)" },
  { vi: "Loại người dùng", en: "Kind of user" },
  { vi: "Mã người dùng", en: "Id of user" },
  { vi: "Vai trò", en: "Role" },
  { vi: "Tên", en: "Name" },
  { vi: "Từ địa chỉ", en: "From address" },
  { vi: "Việc", en: "Deed" },
  { vi: "Đối tượng", en: "Target" },
  { vi: "Kết quả", en: "Outcome" },
  { vi: "Mã HTTP", en: "HTTP status" },
  { vi: "Trước", en: "Before" },
  { vi: "Sau", en: "After" },
] as const satisfies readonly Words[];
const widths = [10, 24, 14, 12, 14, 24, 18, 34, 30, 12, 10, 60, 60];
const words = {
  title: { vi: "Nhật ký kiểm toán", en: "Audit trail" },
  cut: {
    vi: "KHÔNG ĐỦ: chỉ có {most} mục mới nhất; hãy chọn khoảng thời gian ngắn hơn cho các mục cũ",
    en: "NOT ALL: only the newest {most} entries are here; choose a shorter time for older ones",
  },
} as const satisfies Record<string, Words>;

const rowOf = ({ number, atMs, who, from, deed, target, outcome, status, before, after }: AuditEntry) => [
  ...[number, new Date(atMs).toISOString(), who.kind, who.id, who.role, who.name, from, deed, target],
  ...[outcome, status, before, after],
];
const cutNote = (language: "vi" | "en", most: number) => words.cut[language].replace("{most}", String(most));

/** What fits the question as lines of a file, a piece after the other. Its last line says so where there is more than a file has. */
export async function* exportedText(
  audit: Pick<Audit, "export">,
  { format, language, ...query }: AuditExportQuery & { format: "csv" | "jsonl" },
): AsyncGenerator<Buffer> {
  const most = mostExported[format];
  if (format === "csv") yield csvOf([headings.map((one) => one[language])]);
  const found = audit.export(query, most);
  for (;;) {
    const next = await found.next();
    if (next.done === true) {
      if (!next.value.hasMore) return;
      yield format === "csv"
        ? linesOf([[cutNote(language, most)]])
        : Buffer.from(`${JSON.stringify({ isCut: true, most })}\n`);
      return;
    }
    yield format === "csv" ? linesOf([rowOf(next.value)]) : Buffer.from(`${JSON.stringify(next.value)}\n`);
  }
}

/** Without the mark that only a file's beginning has. */
const linesOf = (rows: Parameters<typeof csvOf>[0]): Buffer => csvOf(rows).subarray(3);

/** The same as a sheet. */
export async function exportedSheet(audit: Pick<Audit, "export">, asked: AuditExportQuery): Promise<PrintedSheet> {
  const { format: _, language, ...query } = asked;
  const most = mostExported.xlsx;
  const rows: ReturnType<typeof rowOf>[] = [];
  const found = audit.export(query, most);
  for (;;) {
    const next = await found.next();
    if (next.done !== true) {
      rows.push(rowOf(next.value));
      continue;
    }
    const notes = [[words.title[language]], ...(next.value.hasMore ? [[cutNote(language, most)]] : [])];
    return { name: words.title[language], notes, headings: headings.map((one) => one[language]), rows, widths };
  }
}
