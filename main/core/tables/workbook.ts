import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { Language, Words } from "#contract/entities/text.ts";
import { columnLetter } from "./columns.ts";
import type { WrittenSheet } from "./sheet.ts";

/** Lists to choose from reach so far below the rows there are. */
const rowsToAdd = 500;

const head = { fontWeight: "bold", backgroundColor: "#DDE5EC", wrap: true, alignVertical: "top" } as const;
const helpSheet: Words = { vi: "Giải thích", en: "Explanation" };
const words: Record<"sheet" | "column" | "meaning" | "expected" | "required" | "yes" | "no", Words> = {
  sheet: { vi: "Trang", en: "Sheet" },
  column: { vi: "Cột", en: "Column" },
  meaning: { vi: "Nghĩa", en: "Meaning" },
  expected: { vi: "Cách ghi", en: "What to write" },
  required: { vi: "Bắt buộc", en: "Required" },
  yes: { vi: "có", en: "yes" },
  no: { vi: "không", en: "no" },
};

/** Sheets as a workbook, with one more that explains each column. @param note what to do with it, below that */
export function workbookOf(sheets: readonly WrittenSheet[], note: Words, language: Language): Promise<Buffer> {
  return writeXlsxFile(
    [
      ...sheets.map(({ name, columns, rows }) => ({
        sheet: name[language],
        data: [
          columns.map(({ heading }) => ({ value: heading[language], ...head })),
          ...rows.map((row) => row.map((value) => (value === null ? null : { value }))),
        ] satisfies SheetData,
        columns: columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
        stickyColumnsCount: 1,
      })),
      {
        sheet: helpSheet[language],
        data: help(sheets, note, language),
        columns: [18, 24, 60, 60, 10].map((width) => ({ width })),
      },
    ],
    { features: [listsToChooseFrom(sheets, language)] },
  ).toBuffer();
}

function help(sheets: readonly WrittenSheet[], note: Words, language: Language): SheetData {
  return [
    [words.sheet, words.column, words.meaning, words.expected, words.required].map((text) => ({
      ...{ value: text[language], ...head },
    })),
    ...sheets
      .filter(({ isReference }) => !isReference)
      .flatMap(({ name, columns }) =>
        columns.map(({ heading, help: meaning, expected, isRequired }) =>
          [name, heading, meaning, expected, isRequired ? words.yes : words.no].map((text) => ({
            ...{ value: text[language], wrap: true, alignVertical: "top" as const },
          })),
        ),
      ),
    [],
    [{ value: note[language] }],
  ];
}

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>["features"]>[number];

/** ECMA-376 18.3.1.33: cells that offer a list; another text is warned of, not forbidden, since both languages are read. */
function listsToChooseFrom(sheets: readonly WrittenSheet[], language: Language): Feature {
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
              choices === undefined ? [] : [validation(columnLetter(at), sheet?.rows.length ?? 0, choices)],
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
