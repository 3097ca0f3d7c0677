/**
 * A province whole: 600 indicators of a site's own pack at 65 communes, 20,000 series, a fifth of them derived. Two questions:
 *
 * - from the core's command to the first snapshot in a client's hands, beside the profile of six figures (`six-figures`, the built-in one before
 *   there were packs), both with what their last run stored, in turn;
 * - what a pass of all derived values costs in processor time: all computed anew from what is stored, nothing new to store, as at each start; and
 *   after every series has a new value. The same once more with ten times the series.
 */
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import WebSocket from "ws";
import { stringify } from "yaml";
import type { Profile } from "#contract/entities/profile.ts";
import { type ClientMessage, liveProtocol } from "#contract/live.ts";
import { createDerivation } from "../../main/core/indicators/derivation.ts";
import { createStoring } from "../../main/core/ingest/storing.ts";
import { loadProfile } from "../../main/core/profile/loading.ts";
import type { NewReading } from "../../main/core/store/reading-repositories.ts";
import { openStore } from "../../main/core/store/store.ts";
import { projectRoot, startCore } from "../lab/core.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { reading } from "../main/core/store/series.ts";
import { finish, median, printFigure, printGrowth } from "./figures.ts";

const repeats = 5;
const hourMs = 3_600_000;
const offsetMs = 7 * hourMs;
const sixFigures = path.join(projectRoot, "test/fixtures/profiles/six-figures");
const words = (vi: string) => ({ vi, en: vi });

/**
 * Of each ten indicators five count at communes (even numbers) and five for the province. One of each five is derived: at communes a ratio of two
 * others or the change on the period before, for the province the sum of one over all communes.
 */
function packOf(indicators: number, communes: readonly string[]): Record<string, unknown>[] {
  return Array.from({ length: indicators }, (_, at) => {
    const code = (number: number) => `lon.so-${number}`;
    const ten = at - (at % 10);
    const base = {
      code: code(at),
      name: words(`Số ${at}`),
      unit: words("số"),
      sector: "lon",
      owner: "Đơn vị",
      period: ["hour", "day", "month"][(ten / 10) % 3],
      decimals: 1,
      isAdditive: true,
      range: { min: -1e9, max: 1e9 },
      thresholds: [{ level: "attention", above: 5e8, name: words("ngưỡng") }],
      freshness: { lateAfter: "40d", staleAfter: "60d", lostAfter: "90d" },
    };
    const ratio = { kind: "ratio", of: code(ten), to: code(ten + 2), times: 100 };
    const change = { kind: "change", of: code(ten), against: "previous-period", as: "percent" };
    if (at % 10 === 8) return { ...base, derived: (ten / 10) % 2 === 0 ? ratio : change };
    if (at % 10 === 9) return { ...base, derived: { kind: "sum", of: code(ten + 4), places: communes } };
    return base;
  });
}

async function largeProfile(folder: string, indicators: number): Promise<Profile> {
  await cp(sixFigures, folder, { recursive: true });
  const plain = await loadProfile(folder, { assetsFolder: path.join(projectRoot, "assets") });
  const communes = plain.profile.places.filter(({ kind }) => kind === "commune").map(({ id }) => id);
  const pack = path.join(folder, "packs/lon");
  await mkdir(pack, { recursive: true });
  const tiles = [
    { id: "mot", panel: "key-figure", x: 0, y: 0, width: 12, height: 12, settings: { indicator: "lon.so-0" } },
  ];
  const files = {
    "pack.yaml": { pack: { schema: 1, id: "lon", name: words("Lớn"), about: words("Lớn."), page: "lon" } },
    "indicators.yaml": { indicators: packOf(indicators, communes) },
    "scenes.yaml": { scenes: [{ id: "lon", name: words("Lớn"), monitors: [{ tiles }] }] },
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(path.join(pack, name), stringify(content, { aliasDuplicateObjects: false }));
  await writeFile(path.join(folder, "packs.yaml"), "packs: [lon]\n");
  return (await loadProfile(folder, { assetsFolder: path.join(projectRoot, "assets") })).profile;
}

/** A value of every series at two moments. */
function valuesOf(profile: Profile, atMs: number): NewReading[] {
  const communes = profile.places.filter(({ kind }) => kind === "commune").map(({ id }) => id);
  return profile.indicators.flatMap(({ code, derived }) => {
    if (derived !== undefined || !code.startsWith("lon.")) return [];
    const number = Number(code.slice(7));
    const places = number % 2 === 0 ? communes : [profile.place];
    return places.map((place, at) => reading({ indicator: code, place, asOfMs: atMs, value: number + at + 1 }));
  });
}

async function fill(data: string, profile: Profile, atMs: number): Promise<number> {
  const store = await openStore(data, { dayOffsetMs: offsetMs });
  const all = [...valuesOf(profile, atMs - 40 * 24 * hourMs), ...valuesOf(profile, atMs)];
  for (let from = 0; from < all.length; from += 1_000) await store.readings.append(all.slice(from, from + 1_000));
  await store.close();
  return all.length / 2;
}

/** Milliseconds of one core. */
async function passes(profile: Profile, data: string, atMs: number) {
  const store = await openStore(data, { dayOffsetMs: offsetMs });
  const storing = createStoring(store.readings);
  const derivation = createDerivation({
    ...{ profile, store: storing.store, past: store.past, memory: store.sourceMemory, offsetMs },
    now: () => atMs,
    log: pino({ level: "silent" }),
  });
  storing.onStored(derivation.onStored);
  const cpu = async (work: () => Promise<void>): Promise<number> => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const latest = await store.readings.latest();
  const again = async () => {
    await derivation.deriveAll(latest);
    await derivation.settled();
  };
  await again();
  const idle: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) idle.push(await cpu(again));
  const next = valuesOf(profile, atMs + hourMs);
  let storedMs = 0;
  const changed = await cpu(async () => {
    for (let from = 0; from < next.length; from += 1_000) {
      const before = process.cpuUsage();
      await storing.store(next.slice(from, from + 1_000));
      const { user, system } = process.cpuUsage(before);
      storedMs += (user + system) / 1_000;
    }
    await derivation.settled();
  });
  const derived = (await store.readings.latest()).filter(({ source }) => source === "derived").length;
  await derivation.stop();
  await store.close();
  return { idle, changed: changed - storedMs, derived, series: latest.length };
}

await using folder = await temporaryFolder("ioc-bench-packs");
const at = (name: string) => path.join(folder.path, name);
const atMs = Math.floor(Date.now() / hourMs) * hourMs;
const large = await largeProfile(at("large"), 600);
const series = await fill(at("large-data"), large, atMs);
process.stdout.write(`${JSON.stringify({ indicators: large.indicators.length, series })}\n`);

/** What a page has to have in its hands before it can draw; what it does with it is not the start's. */
function firstSnapshot(origin: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/live`);
    const hello: ClientMessage = { type: "hello", protocol: liveProtocol, kind: "web", token };
    socket.on("open", () => socket.send(JSON.stringify(hello)));
    socket.on("error", reject);
    socket.on("message", (data) => {
      if ((JSON.parse(String(data)) as { type: string }).type !== "snapshot") return;
      socket.terminate();
      resolve();
    });
  });
}

const startOf = async (profile: string, data: string): Promise<number> => {
  const beganMs = performance.now();
  const core = await startCore({ profile, data, withinMs: 60_000 });
  await firstSnapshot(core.origin, core.adminToken);
  const tookMs = performance.now() - beganMs;
  await core.stop();
  return tookMs;
};
const starts = { plain: [] as number[], large: [] as number[] };
await startOf(sixFigures, at("plain-data"));
await startOf(at("large"), at("large-data"));
for (let repeat = 0; repeat < repeats; repeat += 1) {
  starts.plain.push(await startOf(sixFigures, at("plain-data")));
  starts.large.push(await startOf(at("large"), at("large-data")));
}
printFigure({ name: "six figures: command to first snapshot", unit: "ms", samples: starts.plain });
printFigure({ name: "600 indicators: command to first snapshot", unit: "ms", samples: starts.large });
const start = printFigure({
  name: "start, 600 indicators / six figures",
  unit: "ratio",
  samples: starts.large.map((ms, index) => ms / (starts.plain[index] ?? ms)),
});

const once = await passes(large, at("large-data"), atMs);
process.stdout.write(`${JSON.stringify({ series: once.series, derived: once.derived })}\n`);
const pass = printFigure({ name: "a pass of all derived values", unit: "ms of a core", samples: once.idle });
printFigure({ name: "all derived anew after every series changed", unit: "ms of a core", samples: [once.changed] });

const huge = await largeProfile(at("huge"), 6_000);
await fill(at("huge-data"), huge, atMs);
const tenfold = await passes(huge, at("huge-data"), atMs);
process.stdout.write(`${JSON.stringify({ series: tenfold.series, derived: tenfold.derived })}\n`);
printFigure({
  name: "a pass of all derived values, ten times the series",
  unit: "ms of a core",
  samples: tenfold.idle,
});
printGrowth("a pass of all derived values", once.idle, tenfold.idle);
await folder[Symbol.asyncDispose]();
finish(
  "packs",
  { start, passMs: pass, growth: median(tenfold.idle) / median(once.idle) / (tenfold.derived / once.derived) },
  { start: 1.5, passMs: 200, growth: 1.1 },
);
