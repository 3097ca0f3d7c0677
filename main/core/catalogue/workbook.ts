import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import {
  type Column,
  columnLetter,
  indicatorColumns,
  sheetNames,
  type ThresholdRow,
  thresholdColumns,
} from "./columns.ts";

/** Lists to choose from reach so far below the rows there are. */
const rowsToAdd = 500;

const head = { fontWeight: "bold", backgroundColor: "#DDE5EC", wrap: true, alignVertical: "top" } as const;
const words: Record<"sheet" | "column" | "meaning" | "expected" | "required" | "yes" | "no" | "note", Words> = {
  sheet: { vi: "Trang", en: "Sheet" },
  column: { vi: "Cột", en: "Column" },
  meaning: { vi: "Nghĩa", en: "Meaning" },
  expected: { vi: "Cách ghi", en: "What to write" },
  required: { vi: "Bắt buộc", en: "Required" },
  yes: { vi: "có", en: "yes" },
  no: { vi: "không", en: "no" },
  note: {
    vi: "Sửa hai trang đầu rồi nhập lại bằng: npm run ioc -- catalogue import TỆP.xlsx (thêm --check để chỉ kiểm tra). Thứ tự cột tuỳ ý. Có một lỗi thì không nhập gì.",
    en: "Change the first two sheets and import them with: npm run ioc -- catalogue import FILE.xlsx (with --check it is only checked). Columns may stand in any order. With one mistake nothing is imported.",
  },
};

/** The catalogue as a workbook: indicators, thresholds, and what each column means. */
export function catalogueWorkbook(indicators: readonly Indicator[], language: Language): Promise<Buffer> {
  const thresholds = indicators.flatMap(({ code, thresholds }) => thresholds.map((threshold) => ({ code, threshold })));
  return writeXlsxFile(
    [
      tableOf(sheetNames.indicators[language], indicatorColumns, indicators, language),
      tableOf(sheetNames.thresholds[language], thresholdColumns, thresholds, language),
      {
        sheet: sheetNames.help[language],
        data: help(language),
        columns: [18, 24, 60, 60, 10].map((width) => ({ width })),
      },
    ],
    {
      features: [
        listsToChooseFrom(
          [
            { columns: indicatorColumns, rows: indicators.length },
            { columns: thresholdColumns, rows: thresholds.length },
          ],
          language,
        ),
      ],
    },
  ).toBuffer();
}

function tableOf<Item>(sheet: string, columns: readonly Column<Item>[], items: readonly Item[], language: Language) {
  const data: SheetData = [
    columns.map(({ heading }) => ({ value: heading[language], ...head })),
    ...items.map((item) =>
      columns.map((column) => {
        const value = column.write(item, language);
        return value === null ? null : { value };
      }),
    ),
  ];
  return { sheet, data, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1, stickyColumnsCount: 1 };
}

function help(language: Language): SheetData {
  const rowsOf = (
    sheet: Words,
    columns: readonly Pick<Column<ThresholdRow>, "heading" | "help" | "expected" | "isRequired">[],
  ) =>
    columns.map(({ heading, help: meaning, expected, isRequired }) =>
      [sheet, heading, meaning, expected, isRequired ? words.yes : words.no].map((text) => ({
        ...{ value: text[language], wrap: true, alignVertical: "top" as const },
      })),
    );
  return [
    [words.sheet, words.column, words.meaning, words.expected, words.required].map((text) => ({
      ...{ value: text[language], ...head },
    })),
    ...rowsOf(sheetNames.indicators, indicatorColumns),
    ...rowsOf(sheetNames.thresholds, thresholdColumns),
    [],
    [{ value: words.note[language] }],
  ];
}

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>["features"]>[number];
type Listed = { columns: readonly Pick<Column<ThresholdRow>, "choices">[]; rows: number };

/** ECMA-376 18.3.1.33: cells that offer a list; another text is warned of, not forbidden, since both languages are read. */
function listsToChooseFrom(sheets: readonly Listed[], language: Language): Feature {
  const validation = (letter: string, rows: number, choices: readonly Words[]) =>
    `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${letter}2:${letter}${rows + rowsToAdd}">` +
    `<formula1>"${choices.map((choice) => choice[language]).join(",")}"</formula1></dataValidation>`;
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform(xml, _options, { sheetIndex }) {
            const sheet = sheets[sheetIndex];
            const all = (sheet?.columns ?? []).flatMap(({ choices }, at) =>
              choices === undefined ? [] : [validation(columnLetter(at), sheet?.rows ?? 0, choices)],
            );
            if (all.length === 0) return xml;
            const markup = `<dataValidations count="${all.length}">${all.join("")}</dataValidations>`;
            return xml.replace("</sheetData>", (end) => `${end}${markup}`);
          },
        },
      },
    },
  };
}
