import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import type { ReadingInput } from "#contract/entities/reading.ts";
import { xlsxTable } from "../../../main/core/connectors/folder/sheet.ts";
import { createAdmission } from "../../../main/core/ingest/admission.ts";
import { createIngest } from "../../../main/core/ingest/ingest.ts";
import { compileMapping } from "../../../main/core/mapping/mapping.ts";
import { loadProfile } from "../../../main/core/profile/loading.ts";
import { csvTable, rowsByHeading } from "../../../main/core/tables/table.ts";
import { decodeText } from "../../../main/core/tables/text.ts";
import { customsAnswer } from "../../../main/simulator/statistics/customs.ts";
import { valueIn } from "../../../main/simulator/statistics/figures.ts";
import { type Issue, issuesUntil } from "../../../main/simulator/statistics/issues.ts";
import { EconomyScript } from "../../../main/simulator/statistics/script.ts";
import { workbookOf } from "../../../main/simulator/statistics/workbook.ts";
import { monthsReport } from "../../../main/simulator/treasury/months.ts";
import { projectRoot } from "../../lab/programs.ts";
import { rigOf } from "../core/indicators/rig.ts";

const pack = join(projectRoot, "assets/packs/kinh-te-xa-hoi");
const script = EconomyScript.parse(parse(await readFile(join(pack, "simulator.yaml"), "utf8")));
const { profile } = await loadProfile("lang-son", { assetsFolder: join(projectRoot, "assets") });

type Given = Pick<ReadingInput, "indicator" | "value" | "status"> & { asOf: string; issuedAt?: string };
async function mapped(source: string, content: unknown): Promise<Given[]> {
  const config = profile.sources.find(({ id }) => id === source);
  const mapping = config !== undefined && "mapping" in config ? config.mapping : undefined;
  const compiled = compileMapping(mapping ?? "", 20_000);
  if (compiled.mapping === undefined) throw new Error(JSON.stringify(compiled));
  return (await compiled.mapping(content, {})) as Given[];
}
const readingsOf = async (issue: Issue) =>
  mapped("thong-ke-tinh", rowsByHeading(await xlsxTable(await workbookOf(script.statistics, issue))));

const nowMs = Date.parse("2026-11-27T16:00:00+07:00");
const issues = issuesUntil(script.statistics, nowMs);
const named = (name: string): Issue => {
  const found = issues.find((one) => one.name === `${name}.xlsx`);
  if (found === undefined) throw new Error(name);
  return found;
};
const admit = (at: number) => createAdmission(profile, () => at);

it("reads a month's workbook: titles, merged headings, two tables, footnotes, Vietnamese numbers beside plain ones", async () => {
  const october = await readingsOf(named("bao-cao-ktxh-2026-10"));
  expect(october).toHaveLength(2 * script.statistics.lines.length + script.statistics.quarterly.length);
  const issued = { issuedAt: "2026-10-29T00:00:00+07:00" };
  const retail = script.statistics.lines.find(({ label }) => label.startsWith("Tổng mức bán lẻ"));
  if (retail === undefined) throw new Error("no such line");
  const { lines, firstYear } = script.statistics;
  const value = valueIn(retail, lines, firstYear, { year: 2026, number: 10 }, "estimated");
  // Beyond a thousand and with a comma in the sheet: "4.003,1".
  expect(value).toBeGreaterThan(1_000);
  expect(october.filter(({ indicator }) => indicator === "ban-le.doanh-thu")).toEqual([
    expect.objectContaining({ asOf: "2026-09-28T00:00:00+07:00", status: "preliminary", ...issued }),
    {
      ...{ indicator: "ban-le.doanh-thu", value, unit: "tỷ đồng", asOf: "2026-10-28T00:00:00+07:00" },
      status: "estimated",
      ...issued,
    },
  ]);
  // Its footnote mark belongs to no name, and the quarter is settled the month after.
  expect(october.filter(({ indicator }) => indicator === "ngan-sach.thu-thang")).toHaveLength(2);
  expect(october.filter(({ indicator }) => indicator.startsWith("grdp."))).toHaveLength(4);
  expect(october.find(({ indicator }) => indicator === "grdp.quy")).toMatchObject({
    ...{ asOf: "2026-09-28T00:00:00+07:00", status: "preliminary" },
  });
  expect((await readingsOf(named("bao-cao-ktxh-2026-01"))).filter(({ asOf }) => asOf.startsWith("2026-01-01"))).toEqual(
    [
      expect.objectContaining({ indicator: "ngan-sach.du-toan", status: "official" }),
      expect.objectContaining({ indicator: "ban-le.ke-hoach", status: "official" }),
    ],
  );
});

it("sends nothing that is refused on the day it comes, whatever the month, and every value of every source fits", async () => {
  for (const issue of issues)
    for (const candidate of await readingsOf(issue))
      expect(admit(issue.sentMs)("thong-ke-tinh", candidate)).toHaveProperty("reading");
  for (const day of ["2026-01-15", "2026-02-28", "2026-11-27", "2027-07-01", "2028-03-01"]) {
    const atMs = Date.parse(`${day}T12:00:00+07:00`);
    for (const candidate of await mapped("hai-quan", customsAnswer(script.customs, atMs)))
      expect(admit(atMs)("hai-quan", candidate)).toHaveProperty("reading");
    const bytes = monthsReport(script.treasury, 2026, atMs);
    if (bytes === undefined) continue;
    const months = await mapped("kho-bac-thang", rowsByHeading(csvTable(decodeText(bytes))));
    expect(months.length % 2).toBe(0);
    for (const candidate of months) expect(admit(atMs)("kho-bac-thang", candidate)).toHaveProperty("reading");
  }
  expect(monthsReport(script.treasury, 2026, Date.parse("2026-01-31T12:00:00+07:00"))).toBeUndefined();
});

it("has months with a story: late, empty, wrong and mended, sent again, revised", async () => {
  expect(new Date(named("bao-cao-ktxh-2026-03").sentMs + 7 * 3_600_000).toISOString()).toMatch(/^2026-04-04/);
  // It lies there until the whole one comes, two days later.
  const onTheDay = issuesUntil(script.statistics, Date.parse("2026-05-30T12:00:00+07:00"));
  const first = onTheDay.find(({ name }) => name === "bao-cao-ktxh-2026-05.xlsx");
  expect(first && (await readingsOf(first))).toEqual([]);
  expect(issues.map(({ name }) => name)).not.toContain("bao-cao-ktxh-2026-05.xlsx");
  expect((await readingsOf(named("bao-cao-ktxh-2026-05-day-du"))).length).toBeGreaterThan(20);
  const retailOf = async (name: string) =>
    (await readingsOf(named(name))).findLast(({ indicator }) => indicator === "ban-le.doanh-thu");
  const [wrong, mended] = [await retailOf("bao-cao-ktxh-2026-06"), await retailOf("bao-cao-ktxh-2026-06-dinh-chinh")];
  expect(Number(wrong?.value)).toBeCloseTo(10 * Number(mended?.value), 5);
  expect(wrong?.asOf).toBe(mended?.asOf);
  expect(Date.parse(mended?.issuedAt ?? "")).toBeGreaterThan(Date.parse(wrong?.issuedAt ?? ""));
  expect(await readingsOf(named("bao-cao-ktxh-2026-08-gui-lai"))).toEqual(
    await readingsOf(named("bao-cao-ktxh-2026-08")),
  );
  const empty = Date.parse("2026-05-02T09:00:00+07:00");
  expect(await mapped("hai-quan", customsAnswer(script.customs, empty))).toEqual([]);
});

it("stands the same in whatever order the workbooks are read, and what stands is what was sent last", async () => {
  const all = (await Promise.all(issues.filter(({ month }) => (month ?? 0) >= 5).map(readingsOf))) as Given[][];
  // A site's own folder: what a simulator sends would be marked, whatever it says of itself.
  const sources = profile.sources.map((one) => (one.type === "folder" ? { ...one, path: "/mnt/thong-ke" } : one));
  const june = Date.parse("2026-06-28T00:00:00+07:00");
  const october = Date.parse("2026-10-28T00:00:00+07:00");
  const stood: unknown[] = [];
  for (const sets of [all, all.toReversed()]) {
    await using rig = await rigOf(profile);
    const ingest = createIngest({
      ...{ profile: { ...profile, sources }, store: rig.storing.store, readings: rig.store.readings, now: () => nowMs },
      onStoreFailure() {},
    });
    for (const set of sets) await ingest.accept("thong-ke-tinh", set).outcome;
    await ingest.stop();
    expect(ingest.refusals("thong-ke-tinh").byCode).toEqual({});
    const retail = await rig.store.past.newestIn("ban-le.doanh-thu", "lang-son", june, june);
    expect(retail).toMatchObject({ status: "preliminary" });
    expect(Number(retail?.value)).toBeLessThan(10_000);
    expect(await rig.store.past.newestIn("ngan-sach.thu-thang", "lang-son", october, october)).toMatchObject({
      status: "estimated",
    });
    stood.push(
      (await rig.store.readings.latest())
        .filter(({ source }) => source === "thong-ke-tinh")
        .map(({ value }) => value)
        .sort(),
    );
  }
  expect(stood[0]).toEqual(stood[1]);
});

it("has seasons: a dip at Tết, a rush at the year's end, and no two years alike", () => {
  const { lines, firstYear } = script.statistics;
  const revenue = lines.find(({ label }) => label === "Thu ngân sách nhà nước trên địa bàn");
  if (revenue === undefined) throw new Error("no such line");
  const shares = [2023, 2024, 2025].map((year) => {
    const months = Array.from({ length: 12 }, (_, at) =>
      valueIn(revenue, lines, firstYear, { year, number: at + 1 }, "official"),
    );
    expect(Math.min(...months.slice(0, 2))).toBe(Math.min(...months));
    expect(months[11]).toBe(Math.max(...months));
    const whole = months.reduce((sum, one) => sum + one, 0);
    return months.slice(0, 10).reduce((sum, one) => sum + one, 0) / whole;
  });
  expect(new Set(shares.map((share) => share.toFixed(4))).size).toBe(3);
});
