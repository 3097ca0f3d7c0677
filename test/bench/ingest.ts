/**
 * Readings through the whole ingest (checked, queued, stored, handed on) beside bare better-sqlite3 inserts of the same rows
 * in the same batches; then the same with ten times the series.
 */
import path from "node:path";
import Database from "better-sqlite3";
import { Profile } from "#contract/entities/profile.ts";
import { createIngest } from "../../main/core/ingest/ingest.ts";
import { createStoring } from "../../main/core/ingest/storing.ts";
import { openStore } from "../../main/core/store/store.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure, printGrowth } from "./figures.ts";

const rows = 200_000;
const repeats = 7;
const startMs = Date.now() - 3_600_000;
const words = { vi: "xe", en: "vehicles" };

const siteOf = (series: number) =>
  Profile.parse({
    schema: 1,
    id: "bench",
    name: words,
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns: 1, rows: 1, viewingDistanceM: 4, diagonalInch: 55, resolution: { width: 1920, height: 1080 } },
    map: { bounds: [106, 21, 108, 23], outline: "a", attribution: "a" },
    places: [{ id: "tinh", kind: "province", name: words }],
    indicators: Array.from({ length: series }, (_, at) => ({
      ...{ code: `chi-tieu-${at}`, name: words, unit: words, sector: "a", period: "minute", decimals: 0 },
      range: { min: 0, max: 1_000_000_000 },
      freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "60m" },
    })),
    sources: [
      { id: "nguon", name: words, lateAfter: "1m", type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" },
    ],
    scenes: [{ id: "a", name: words, tiles: [] }],
    scene: "a",
  });

/** Readings a second. */
async function ours(series: number, batch: number): Promise<number> {
  await using folder = await temporaryFolder("ioc-bench-ingest");
  const store = await openStore(folder.path);
  let handedOn = 0;
  const storing = createStoring(store.readings);
  storing.onStored(({ newest }) => {
    handedOn += newest.length;
  });
  const ingest = createIngest({
    profile: siteOf(series),
    store: storing.store,
    readings: store.readings,
    now: () => Date.now(),
    onStoreFailure() {},
  });
  const began = performance.now();
  for (let from = 0; from < rows; from += batch) {
    const candidates = Array.from({ length: batch }, (_, at) => ({
      indicator: `chi-tieu-${(from + at) % series}`,
      value: from + at,
      asOf: startMs + from + at,
    }));
    const acceptance = ingest.accept("nguon", candidates);
    if (acceptance.refused > 0 || !(await acceptance.outcome).isStored) throw new Error("a reading was not stored");
  }
  const perSecond = rows / ((performance.now() - began) / 1_000);
  if ((await store.readings.counts()).readings !== rows || handedOn === 0) throw new Error("readings are missing");
  await ingest.stop();
  await store.close();
  return perSecond;
}

/** The same rows in a table of the same columns and key, without checks or questions. */
async function bare(series: number, batch: number): Promise<number> {
  await using folder = await temporaryFolder("ioc-bench-bare");
  const database = new Database(path.join(folder.path, "bare.db"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.exec(
    `CREATE TABLE readings (series INTEGER NOT NULL, at INTEGER NOT NULL, revision INTEGER NOT NULL, value ANY,
       received INTEGER NOT NULL, issued INTEGER, source INTEGER NOT NULL, status INTEGER NOT NULL,
       quality INTEGER NOT NULL, PRIMARY KEY (series, at)) STRICT, WITHOUT ROWID`,
  );
  const insert = database.prepare("INSERT INTO readings VALUES (?, ?, 0, ?, ?, NULL, 1, 1, 0)");
  const insertAll = database.transaction((from: number) => {
    for (let at = from; at < from + batch; at += 1) insert.run(at % series, startMs + at, at, Date.now());
  });
  const began = performance.now();
  for (let from = 0; from < rows; from += batch) {
    insertAll(from);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const perSecond = rows / ((performance.now() - began) / 1_000);
  database.close();
  return perSecond;
}

const figures: Record<string, number> = {};
const found: Record<string, { bare: number; ours: number }[]> = {};
for (const [name, series, batch] of [
  ["batches of 100", 500, 100],
  ["batches of 1,000", 500, 1_000],
  ["batches of 1,000, ten times the series", 5_000, 1_000],
] as const) {
  await bare(series, batch);
  await ours(series, batch);
  const samples: { bare: number; ours: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1)
    samples.push({ bare: await bare(series, batch), ours: await ours(series, batch) });
  printFigure({ name: `${name}: bare inserts`, unit: "rows/s", samples: samples.map((one) => one.bare) });
  printFigure({ name: `${name}: whole ingest`, unit: "readings/s", samples: samples.map((one) => one.ours) });
  const ratios = samples.map((one) => one.bare / one.ours);
  printFigure({ name: `${name}: bare / ours`, unit: "ratio", samples: ratios });
  figures[name] = median(ratios);
  found[name] = samples;
}
// Of the time a reading takes, which is one over the rate.
for (const side of ["bare", "ours"] as const) {
  const of = (name: string) => (found[name] ?? []).map((sample) => 1 / sample[side]);
  printGrowth(`${side}, time a reading, series`, of("batches of 1,000"), of("batches of 1,000, ten times the series"));
}
finish("ingest", figures, Object.fromEntries(Object.keys(figures).map((name) => [name, 2])));
