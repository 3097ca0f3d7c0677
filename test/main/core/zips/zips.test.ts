import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readApart } from "../../../../main/core/connectors/folder/report-reader.ts";
import { sheetsOf } from "../../../../main/core/tables/workbook-reading.ts";
import { workbookParts, type ZipPart, zipOf } from "../../../lab/zip.ts";

const cell = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>6</v></c></row>';
const [relations, workbook, sheet] = workbookParts(cell);
/** A sheet of one row, and 70 MB of nothing after it: 70 kB packed. */
const swollen: ZipPart = { ...sheet, data: `${sheet.data}<!--${" ".repeat(70_000_000)}-->` };

type Read = (bytes: Buffer, memoryMb?: number) => Promise<unknown>;
const inFolder: Read = (bytes, memoryMb) => {
  const report = { file: "a.xlsx", bytes, delimiter: undefined, mapping: '{ "dòng": $count($) }', receivedAt: "" };
  return readApart(report, undefined, memoryMb);
};
const asTable: Read = (bytes, memoryMb) => sheetsOf(bytes, memoryMb);

const bombs: [name: string, parts: ZipPart[]][] = [
  ["is as large as it says", [relations, workbook, swollen]],
  ["is said by the directory to be small", [relations, workbook, { ...swollen, directory: { size: 1_000 } }]],
  [
    "is said by both headers to be small",
    [relations, workbook, { ...swollen, directory: { size: 1_000 }, local: { size: 1_000 } }],
  ],
  [
    // Who follows the directory reads the harmless one, who reads from the beginning the other.
    "stands in another header than the directory says",
    [
      relations,
      workbook,
      { ...swollen, isUnlisted: true },
      { ...sheet, local: { name: "xl/worksheets/anh.xml" }, directory: { name: sheet.name } },
    ],
  ],
];

describe.each([
  ["a report in a folder", inFolder, ["source.file-unpacks-to-too-much", "source.file-unreadable"]],
  ["a table that is imported", asTable, ["table.unpacks-to-too-much", "table.not-a-workbook"]],
] as const)("%s", (_name, read, codes) => {
  it("is read, as it is written by whoever keeps to the rules", async () => {
    const bytes = zipOf([relations, workbook, sheet, { name: "xl/media/anh.png", data: randomBytes(100) }]);
    expect(await read(bytes)).toEqual(read === inFolder ? [{ dòng: 0 }] : [{ name: "Trang 1", rows: [[5, 6]] }]);
  });

  it.each(bombs)("is refused when what %s", async (_kind, parts) => {
    const bytes = zipOf(parts);
    expect(bytes.length).toBeLessThan(200_000);
    const refused = await read(bytes).then(
      () => "read",
      (error: { code?: string }) => error.code,
    );
    expect(codes).toContain(refused);
  });

  it("is refused when its directory says the same data is many files", async () => {
    const data = " ".repeat(1_000_000);
    const again = Array.from(
      { length: 100 },
      (_part, at): ZipPart => ({
        ...{ name: `xl/worksheets/x${at}.xml`, data, isGhost: true, directory: { offset: 0, size: 10 } },
      }),
    );
    const bytes = zipOf([{ name: "xl/worksheets/x.xml", data }, relations, workbook, sheet, ...again]);
    await expect(read(bytes)).rejects.toMatchObject({ code: codes[1] });
  });

  it("is refused when reading it takes more memory than is given, and the next one is read", async () => {
    // A single cell in a row that no sheet has: a few bytes, and a row of memory for each one before it.
    const [, , far] = workbookParts('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>');
    const bytes = zipOf([relations, workbook, far]);
    await expect(read(bytes, 64)).rejects.toMatchObject(
      read === inFolder
        ? { code: "source.file-too-heavy", params: { file: "a.xlsx", limitMb: 64 } }
        : { code: "table.too-heavy", params: { detail: "> 64 MB" } },
    );
    expect(await read(zipOf([relations, workbook, sheet]))).toHaveLength(1);
  });
});
