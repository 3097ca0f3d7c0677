import type { Indicator } from "#contract/entities/indicator.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import { sheetOf } from "../tables/sheet.ts";
import { workbookApart } from "../tables/workbook-apart.ts";
import { indicatorColumns, sheetNames, thresholdColumns } from "./columns.ts";

const note: Words = {
  vi: "Sửa hai trang đầu rồi nhập lại bằng: ioc catalogue import TỆP.xlsx (thêm --check để chỉ kiểm tra). Thứ tự cột tuỳ ý. Có một lỗi thì không nhập gì.",
  en: "Change the first two sheets and import them with: ioc catalogue import FILE.xlsx (with --check it is only checked). Columns may stand in any order. With one mistake nothing is imported.",
};

/** The catalogue as a workbook: indicators, thresholds, and what each column means. */
export function catalogueWorkbook(indicators: readonly Indicator[], language: Language): Promise<Buffer> {
  const thresholds = indicators.flatMap(({ code, thresholds }) => thresholds.map((threshold) => ({ code, threshold })));
  return workbookApart(
    [
      sheetOf(sheetNames.indicators, indicatorColumns, indicators, language),
      sheetOf(sheetNames.thresholds, thresholdColumns, thresholds, language),
    ],
    note,
    language,
  );
}
