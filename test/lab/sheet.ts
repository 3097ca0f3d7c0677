import { zipOf } from "./zip.ts";

/** A cell as a program for tables writes it: a text, a number, or the element's own markup without its address. */
export type SheetCell = string | number | null | { xml: (address: string) => string };

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const columnOf = (at: number): string => String.fromCharCode(65 + at);

/** A formula that came to an error, and one that no program has computed. */
export const errorCell = (text: string): SheetCell => ({
  xml: (address) => `<c r="${address}" t="e"><f>1/0</f><v>${text}</v></c>`,
});
export const uncomputedCell: SheetCell = { xml: (address) => `<c r="${address}"><f>SUM(A1:A2)</f></c>` };

/**
 * A workbook of one sheet written byte by byte, as none of the program's own libraries writes one: with shared strings, rows that are hidden,
 * cells that are merged, formulas in error.
 */
export function workbookByHand(
  name: string,
  rows: readonly (readonly SheetCell[])[],
  { hiddenRows = [], merged = [] }: { hiddenRows?: readonly number[]; merged?: readonly string[] } = {},
): Buffer {
  const strings: string[] = [];
  const cell = (value: SheetCell, address: string): string => {
    if (value === null) return "";
    if (typeof value === "number") return `<c r="${address}"><v>${value}</v></c>`;
    if (typeof value === "object") return value.xml(address);
    strings.push(value);
    return `<c r="${address}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const body = rows
    .map((cells, at) => {
      const hidden = hiddenRows.includes(at + 1) ? ' hidden="1"' : "";
      return `<row r="${at + 1}"${hidden}>${cells.map((one, column) => cell(one, `${columnOf(column)}${at + 1}`)).join("")}</row>`;
    })
    .join("");
  const merges =
    merged.length === 0
      ? ""
      : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zipOf([
    {
      name: "[Content_Types].xml",
      data: `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data: `${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData>${merges}</worksheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      data: `${head}<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    },
  ]);
}
