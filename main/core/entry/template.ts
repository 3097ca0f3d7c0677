import type { Language, Words } from "#contract/entities/text.ts";
import type { ExpectedFigure } from "#contract/entry/entry.ts";
import type { WrittenSheet } from "../tables/sheet.ts";
import { workbookApart } from "../tables/workbook-apart.ts";
import { type ColumnKey, entryColumns, sheetName, shownHeadings } from "./columns.ts";
import { statusNames } from "./words.ts";

const note: Words = {
  vi: "Ghi giá trị rồi tải tệp lên, hoặc chép các dòng kèm dòng tiêu đề và dán vào trang «Bảng». Dòng không có giá trị không được gửi; không dòng nào được ghi trước khi bạn xác nhận.",
  en: "Fill in the values and upload the file, or copy the rows with their headings and paste them on the page “Table”. A row without a value is not sent; nothing is written before you confirm.",
};

const keys = Object.keys(entryColumns) as ColumnKey[];
const dayText = (day: string): string => day.split("-").reverse().join("/");

/** A workbook with a row for each figure that is expected and not there. */
export function entryTemplate(figures: readonly ExpectedFigure[], language: Language): Promise<Buffer> {
  const columns: WrittenSheet["columns"] = [
    ...keys.map((key) => ({ choices: undefined, ...entryColumns[key] })),
    ...shownHeadings.map((heading) => ({
      ...{ heading, isRequired: false, width: 18, choices: undefined },
      help: { vi: "Để so, không đọc vào.", en: "To compare with; it is not read." },
      expected: { vi: "", en: "" },
    })),
  ];
  const rows = figures
    .filter(({ state }) => state !== "entered")
    .map((one): (string | number | null)[] => [
      ...[one.indicator, one.name[language], one.place, one.placeName[language], periodText(one)],
      ...[one.unit[language], null, statusNames[one.status][language], null],
      ...[dayText(one.dueDay), one.previous?.value ?? null, one.lastYear?.value ?? null],
    ]);
  return workbookApart([{ name: sheetName, columns, rows }], note, language);
}

/** As people write it: a program for tables leaves it alone. */
function periodText({ periodKind, period }: ExpectedFigure): string {
  const [year = "", rest = "", day = ""] = period.split("-");
  if (periodKind === "day") return `${day}/${rest}/${year}`;
  if (periodKind === "month") return `${rest}/${year}`;
  return periodKind === "quarter" ? `${rest}/${year}` : year;
}
