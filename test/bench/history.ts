/**
 * One year of hourly values of one indicator for 65 communes (569,400 rows), each line reduced to at most 2,000 points, beside
 * the bare SQL that answers the same from a table of the same rows; then with ten values in each hour, as readings and as
 * hours condensed from them. With it the longest step of condensing and dropping, which is how long these can hold up ingest.
 */
import path from "node:path";
import Database from "better-sqlite3";
import type { NewReading } from "../../main/core/store/repositories.ts";
import { openStore } from "../../main/core/store/store.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure, printGrowth } from "./figures.ts";

const communes = 65;
const points = 2_000;
const repeats = 7;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const toMs = Math.floor(Date.now() / dayMs) * dayMs;
const fromMs = toMs - 365 * dayMs;
const batchRows = 5_000;

type Line = [number, number | null][];
type Side = { lines(): Promise<Line[]>; close(): Promise<void> };
type Ours = Side & {
  /** How long each step of condensing took. */
  stepsMs: number[];
};

const figureOf = (commune: number, at: number): number => (commune * 131 + at * 17) % 1_000;

async function ours(everyMs: number, isCondensed: boolean, rawMs = 400 * dayMs): Promise<Ours> {
  const folder = await temporaryFolder("ioc-bench-history");
  const store = await openStore(folder.path);
  const total = (toMs - fromMs) / everyMs;
  for (let commune = 0; commune < communes; commune += 1)
    for (let from = 0; from < total; from += batchRows) {
      const batch = Array.from({ length: Math.min(batchRows, total - from) }, (_, at): NewReading => {
        const asOfMs = fromMs + (from + at) * everyMs;
        return {
          ...{ indicator: "chi-tieu", place: `xa-${commune}`, value: figureOf(commune, from + at), asOfMs },
          ...{ receivedAtMs: asOfMs + 1_000, source: "nguon", status: "official", quality: "good" },
        };
      });
      await store.readings.append(batch);
    }
  const stepsMs: number[] = [];
  for (let isDone = !isCondensed; !isDone; ) {
    const began = performance.now();
    // The last month's readings are kept: what is older is condensed first and then dropped.
    const rule = { retention: { raw: rawMs, hourly: 1_830 * dayMs }, isCondensed: () => true, dayOffsetMs: 0 };
    isDone = (await store.condense(rule, toMs + dayMs)).isRoundDone;
    stepsMs.push(performance.now() - began);
  }
  return {
    stepsMs,
    lines: () =>
      Promise.all(
        Array.from({ length: communes }, (_, commune) =>
          store.readings.history({ indicator: "chi-tieu", place: `xa-${commune}`, fromMs, toMs: toMs - 1, points }),
        ),
      ),
    async close() {
      await store.close();
      await folder.remove();
    },
  };
}

async function bare(everyMs: number): Promise<Side> {
  const folder = await temporaryFolder("ioc-bench-bare");
  const database = new Database(path.join(folder.path, "bare.db"));
  database.pragma("journal_mode = WAL");
  database.exec(
    "CREATE TABLE r (series INTEGER, at INTEGER, value REAL, PRIMARY KEY (series, at)) STRICT, WITHOUT ROWID",
  );
  const insert = database.prepare("INSERT INTO r VALUES (?, ?, ?)");
  const total = (toMs - fromMs) / everyMs;
  database.transaction(() => {
    for (let commune = 0; commune < communes; commune += 1)
      for (let at = 0; at < total; at += 1) insert.run(commune, fromMs + at * everyMs, figureOf(commune, at));
  })();
  const intervalMs = Math.ceil((toMs - fromMs) / points);
  const select = database
    .prepare(
      `SELECT max(at), value FROM r WHERE series = ? AND at BETWEEN ${fromMs} AND ${toMs - 1}
       GROUP BY (at - ${fromMs}) / ${intervalMs} ORDER BY 1`,
    )
    .raw();
  return {
    lines: async () => Array.from({ length: communes }, (_, commune) => select.all(commune) as Line),
    async close() {
      database.close();
      await folder.remove();
    },
  };
}

const timed = async (side: Side): Promise<number> => {
  const began = performance.now();
  const lines = await side.lines();
  const ms = performance.now() - began;
  if (lines.some((line) => line.length < points / 2 || line.length > points)) throw new Error("a line is not whole");
  return ms;
};

const figures: Record<string, number> = {};
const found: Record<string, { ours: number; bare: number }[]> = {};
for (const [name, everyMs, isCondensed] of [
  ["hourly values, as readings", hourMs, false],
  ["hourly values, condensed", hourMs, true],
  ["ten times the values, as readings", hourMs / 10, false],
  ["ten times the values, condensed", hourMs / 10, true],
] as const) {
  const sides = { ours: await ours(everyMs, isCondensed), bare: await bare(everyMs) };
  await timed(sides.bare);
  await timed(sides.ours);
  const samples: { ours: number; bare: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1)
    samples.push({ bare: await timed(sides.bare), ours: await timed(sides.ours) });
  await sides.ours.close();
  await sides.bare.close();
  printFigure({ name: `${name}: bare SQL`, unit: "ms", samples: samples.map((one) => one.bare) });
  printFigure({ name: `${name}: ours`, unit: "ms", samples: samples.map((one) => one.ours) });
  const ratios = samples.map((one) => one.ours / one.bare);
  printFigure({ name: `${name}: ours / bare`, unit: "ratio", samples: ratios });
  figures[name] = median(ratios);
  found[name] = samples;
}
for (const side of ["bare", "ours"] as const)
  for (const kind of ["as readings", "condensed"]) {
    const of = (name: string) => (found[`${name}, ${kind}`] ?? []).map((sample) => sample[side]);
    printGrowth(`${side}, ${kind}`, of("hourly values"), of("ten times the values"));
  }
const limits = Object.fromEntries(Object.keys(figures).map((name) => [name, 1.5]));

// Every step of three runs counts, the slowest too: that is how long ingest may have to wait.
const stepsMs: number[] = [];
for (let run = 0; run < 3; run += 1) {
  const side = await ours(hourMs, true, 30 * dayMs);
  stepsMs.push(...side.stepsMs);
  await side.close();
}
printFigure({ name: "a step of condensing and dropping", unit: "ms", samples: stepsMs });
figures["longest step of condensing, ms"] = Math.max(...stepsMs);
limits["longest step of condensing, ms"] = 50;
finish("history", figures, limits);
