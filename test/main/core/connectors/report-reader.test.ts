import { expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { reportContent } from "../../../../main/core/connectors/folder/reading.ts";
import { oneByOne, type Report, readApart } from "../../../../main/core/connectors/folder/report-reader.ts";

const csv = (over: Partial<Report> = {}): Report => ({
  file: "a.csv",
  bytes: Buffer.from("Ngày;Số\n2026-01-01;5\n"),
  delimiter: undefined,
  mapping: '$.{ "so": $number(`Số`), "tệp": $file, "lúc": $receivedAt }',
  receivedAt: "2026-01-02T00:00:00Z",
  ...over,
});

async function largeSheet(rows: number): Promise<Buffer> {
  const row = (texts: string[]) => texts.map((value) => ({ value }));
  const heading = row(["Ngày", "Đơn vị", "Tỷ lệ (%)", "Ghi chú"]);
  const body = Array.from({ length: rows }, (_row, at) => row(["2026-01-01", `Sở ${at}`, `${at}`, "x".repeat(40)]));
  return writeXlsxFile([heading, ...body]).toBuffer();
}

/** How often everything else had its turn while something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await work();
  clearInterval(timer);
  return turns;
}

it("gives what the mapping gives, or what is in the file", async () => {
  expect(await readApart(csv())).toEqual([{ so: 5, tệp: "a.csv", lúc: "2026-01-02T00:00:00Z" }]);
  expect(await readApart(csv({ mapping: undefined }))).toEqual([{ Ngày: "2026-01-01", Số: "5" }]);
  await expect(readApart(csv({ mapping: "$number(`Ngày`)" }))).rejects.toMatchObject({ code: "source.mapping-failed" });
  await expect(readApart(csv({ file: "a.json" }))).rejects.toMatchObject({
    code: "source.not-json",
    params: { host: "a.json" },
  });
  await expect(readApart(csv({ file: "a.xlsx" }))).rejects.toMatchObject({ code: "source.file-unreadable" });
});

it("lets everything else go on while a large sheet is read", async () => {
  const bytes = await largeSheet(60_000);
  // The thread is there.
  await readApart(csv());
  const apart = await turnsDuring(() => readApart(csv({ file: "a.xlsx", bytes, mapping: '{ "dòng": $count($) }' })));
  const here = await turnsDuring(() => reportContent("a.xlsx", bytes, undefined));
  expect(apart).toBeGreaterThan(2 * here);
}, 60_000);

it("ends what never ends, and reads the next report", async () => {
  const endless = csv({ mapping: '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /(a+)+$/)' });
  await expect(readApart(endless, 1_000)).rejects.toMatchObject({
    code: "source.file-unreadable",
    params: { file: "a.csv", detail: "Error: > 1 s" },
  });
  expect(await readApart(csv())).toHaveLength(1);
});

it("reads one at a time, whatever becomes of each", async () => {
  const told: string[] = [];
  const read = (name: string, fails: boolean) =>
    oneByOne(async () => {
      told.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`${name} out`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = [read("a", true), read("b", false), read("c", true), read("d", false)];
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  expect(told).toEqual(["a", "b", "c", "d"].flatMap((name) => [`${name} in`, `${name} out`]));
});
