import { readdir } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { sentence } from "#contract/errors.ts";
import { createAdmission } from "../../../../main/core/ingest/admission.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import { compileMapping } from "../../../../main/core/mapping/mapping.ts";
import { readDocuments } from "../../../../main/core/profile/documents.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { openTile } from "../../../../renderer/panels/rules.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

/** All packs of the program, as the built-in profile takes them. */
const packsFolder = path.join(projectRoot, "assets/packs");
const nowMs = Date.parse("2026-11-27T10:00:00+07:00");
const hourMs = 3_600_000;

type Raw = Record<string, unknown>;
let profile: Profile;
let packs: Map<string, Record<string, unknown>>;
/** The same with all sources that are off on. */
let opened: Profile;

beforeAll(async () => {
  const assetsFolder = path.join(projectRoot, "assets");
  const loaded = await loadProfile("lang-son", { assetsFolder });
  profile = loaded.profile;
  const names = await readdir(packsFolder);
  packs = new Map(
    await Promise.all(
      names.map(async (name) => {
        const part = { prefix: `${name}/`, isNotRead: "simulator.yaml" };
        return [name, (await readDocuments(path.join(packsFolder, name), new Map(), part)).data] as const;
      }),
    ),
  );
  await using folder = await temporaryFolder();
  const off = [...packs.values()].flatMap((pack) =>
    ((pack.sources ?? []) as Raw[]).filter(({ isOff }) => isOff === true),
  );
  const { cp, readFile, writeFile } = await import("node:fs/promises");
  await cp(loaded.folder, folder.path, { recursive: true });
  const file = path.join(folder.path, "sources.yaml");
  const on = off.map(({ id }) => `  - { id: ${id}, isOff: false }\n`).join("");
  await writeFile(file, `${await readFile(file, "utf8")}\n${on}`);
  opened = (await loadProfile(folder.path, { assetsFolder })).profile;
});

const partOf = (pack: string, list: string): Raw[] => (packs.get(pack)?.[list] ?? []) as Raw[];
const packOf = (code: string): string | undefined =>
  [...packs.keys()].find((pack) => partOf(pack, "indicators").some((one) => one.code === code));
const mappings = () =>
  opened.sources.flatMap((source) =>
    "mapping" in source && source.mapping !== undefined && givesReadings(source)
      ? [{ source, text: source.mapping }]
      : [],
  );
const givesReadings = (source: Profile["sources"][number]): boolean =>
  source.type !== "camera-events" &&
  (!("gives" in source) || source.gives === undefined || source.gives === "readings");

it("are all taken by the built-in profile, with every list that they bring along", () => {
  expect(profile.packs?.toSorted()).toEqual([...packs.keys()].sort());
  for (const pack of packs.keys()) {
    const codes = partOf(pack, "indicators").map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(5);
    expect(profile.indicators.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    const scenes = partOf(pack, "scenes").map(({ id }) => id);
    expect(profile.scenes.map(({ id }) => id)).toEqual(expect.arrayContaining(scenes));
  }
});

it("say of every indicator its unit, owner, freshness and names in both languages, and who gives it", async () => {
  const published = new Set(
    opened.sources.flatMap((one) => ("readings" in one ? one.readings.map((r) => r.indicator) : [])),
  );
  const entered = new Set(
    opened.sources.flatMap((one) => (one.type === "entered" ? one.figures.map((figure) => figure.indicator) : [])),
  );
  // Some mappings put codes together of parts: what stands for the rest of one is its beginning.
  const texts = mappings().map(({ text }) => text);
  const isMapped = (code: string) =>
    texts.some((text) => text.includes(`"${code}"`) || text.includes(`"${code.replace(/[^.]+$/, "")}`));
  /** Counted by features of the core, of dossiers, of documents, of sources themselves. */
  const isCounted = ({ sector }: Indicator) => ["dich-vu-cong", "hanh-chinh", "van-ban", "trung-tam"].includes(sector);
  for (const indicator of profile.indicators) {
    const { code, name, unit, owner, freshness, derived } = indicator;
    expect([code, packOf(code) !== undefined]).toEqual([code, true]);
    expect([code, (owner ?? "").length > 1]).toEqual([code, true]);
    for (const words of [name, unit]) expect([code, words.vi.trim(), words.en.trim()]).not.toContain("");
    expect(freshness.lateAfter).toBeGreaterThan(0);
    const isGiven = [derived !== undefined, published, entered, isMapped(code), isCounted(indicator)].some((one) =>
      typeof one === "boolean" ? one : one.has(code),
    );
    expect([code, isGiven]).toEqual([code, true]);
  }
});

it("have officers enter what no platform sends, each figure by the unit that answers for it, and make up none of it", () => {
  const units = new Map(profile.units.flatMap(({ id, name }) => [[id, id] as const, [name.vi, id] as const]));
  const figures = profile.sources.flatMap((one) =>
    one.type === "entered" ? one.figures.map((figure) => ({ source: one, figure })) : [],
  );
  const beginsIn = new Set(figures.map(({ figure }) => packOf(figure.indicator)));
  // The sixth counts itself: nobody has anything to enter of it.
  expect([...packs.keys()].filter((pack) => !beginsIn.has(pack))).toEqual(["trung-tam"]);
  for (const { source, figure } of figures) {
    const code = figure.indicator;
    const indicator = profile.indicators.find((one) => one.code === code);
    expect([code, indicator?.derived, source.status, source.lateAfter]).toEqual([
      ...[code, undefined, "preliminary", undefined],
    ]);
    expect([code, units.get(indicator?.owner ?? "")]).toEqual([code, source.unit]);
    expect([code, figure.due.days > 0]).toEqual([code, true]);
    expect(mappings().filter(({ text }) => text.includes(`"${code}"`))).toEqual([]);
  }
  expect(figures.filter(({ figure }) => figure.months === "report").length).toBeGreaterThan(3);
});

it("have somebody of the province answer for each source that is no foreign model's", () => {
  const units = new Set(profile.units.map(({ id }) => id));
  const nobodys = opened.sources.filter(({ unit }) => unit === undefined || !units.has(unit)).map(({ id }) => id);
  expect(nobodys.filter((id) => !/^(mo-phong-)?(open-meteo|firms|usgs)/.test(id))).toEqual([]);
});

it("have scenes of which every tile's settings are right, in the words of both languages", () => {
  for (const scene of profile.scenes)
    for (const tile of scene.tiles) {
      const found = openTile(tile);
      const wrong = "wrong" in found ? sentence(found.wrong, "vi") : undefined;
      expect([scene.id, tile.id, tile.panel, wrong]).toEqual([scene.id, tile.id, tile.panel, undefined]);
    }
});

it("admit nothing of an answer that is none, and never fail without a sentence", async () => {
  const admit = createAdmission(opened, () => nowMs);
  const none = [null, "", "hết phiên đăng nhập", 0, {}, [], [{}], [[]], { loi: "Không có dữ liệu" }, { data: null }];
  for (const { source, text } of mappings()) {
    // Of a table without the columns asked for the mapping hears nothing; one without rows says that there is none.
    if ("answers" in source && source.answers === "csv") continue;
    const { mapping } = compileMapping(text);
    if (mapping === undefined) throw new Error(source.id);
    for (const answer of none) {
      const bindings = { topic: "", file: "tep.csv", event: "", receivedAt: new Date(nowMs).toISOString() };
      const given = await mapping(answer, bindings).catch((error: unknown) => {
        expect(error).toMatchObject({ code: "source.mapping-failed" });
        return [];
      });
      const admitted = given.filter((one) => "reading" in admit(source.id, one));
      expect([source.id, answer, admitted]).toEqual([source.id, answer, []]);
    }
  }
});

it("refuse of every indicator what is wrong, too late or of the future, each with a sentence for an official", () => {
  const admit = createAdmission(profile, () => nowMs);
  const kinds = new Map(profile.places.map(({ id, kind }) => [id, kind]));
  const placeFor = ({ places }: Indicator) =>
    places === undefined
      ? profile.place
      : ([...kinds].find(
          ([id, kind]) => places.includes(kind) && !profile.successions.some(({ place }) => place === id),
        )?.[0] ?? "?");
  const source = profile.sources.find((one) => one.type === "mqtt")?.id ?? "?";
  for (const indicator of profile.indicators) {
    if (indicator.derived !== undefined) continue;
    const { code, unit, rangeAt } = indicator;
    const place = placeFor(indicator);
    const range = rangeAt?.[place] ?? indicator.range;
    const value = range === undefined ? "chữ" : range.min + (range.max - range.min) / 2;
    const good = {
      indicator: code,
      place,
      value,
      asOf: new Date(nowMs - hourMs).toISOString(),
      unit: unit.vi,
    };
    const refusedFor = (over: Raw) => {
      const outcome = admit(source, { ...good, ...over });
      if (!("refused" in outcome)) return undefined;
      for (const language of ["vi", "en"] as const)
        expect(sentence(outcome.refused, language)).not.toMatch(/\{|undefined/);
      return outcome.refused.code;
    };
    expect([code, refusedFor({})]).toEqual([code, undefined]);
    expect(refusedFor({ asOf: new Date(nowMs + 48 * hourMs).toISOString() })).toBe("reading.from-future");
    expect(refusedFor({ place: "khong-co" })).toBe("reading.unknown-place");
    expect(refusedFor({ unit: "thúng" })).toBe("reading.wrong-unit");
    expect(refusedFor({ asOf: "hôm qua" })).toBe("reading.invalid");
    if (indicator.period === "minute") expect(refusedFor({ asOf: "1995-01-01T00:00:00Z" })).toBe("reading.too-old");
    if (range === undefined) continue;
    const beyond = refusedFor({ value: range.max + 1 + 30 * Math.abs(range.max) });
    expect(beyond).toBe(rangeAt === undefined ? "reading.out-of-range" : "reading.out-of-range-here");
    expect(refusedFor({ value: "12,5" })).toMatch(/^reading\.out-of-range/);
  }
});

it("store of every indicator what is repeated once, and what is revised as a revision", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  const storing = createStoring(store.readings);
  const ingest = createIngest({
    ...{ profile, store: storing.store, readings: store.readings, now: () => nowMs },
    onStoreFailure() {},
  });
  const source = profile.sources.find((one) => one.type === "mqtt")?.id ?? "?";
  const kinds = profile.places.map(({ id, kind }) => ({ id, kind }));
  const own = profile.indicators.filter(
    ({ derived, range, rangeAt }) => derived === undefined && range !== undefined && rangeAt === undefined,
  );
  const send = (share: number) =>
    ingest.accept(
      source,
      own.map(({ code, places, range = { min: 0, max: 1 } }) => ({
        indicator: code,
        place: places === undefined ? profile.place : kinds.find(({ kind }) => places.includes(kind))?.id,
        value: range.min + (range.max - range.min) * share,
        asOf: new Date(nowMs - hourMs).toISOString(),
      })),
    ).outcome;
  await send(0.25);
  const count = async () => (await store.readings.counts()).readings;
  const once = await count();
  expect(once).toBe(own.length);
  await send(0.25);
  expect(await count()).toBe(once);
  await send(0.5);
  const latest = await store.readings.latest();
  expect(latest).toHaveLength(own.length);
  for (const { indicator, value, revision } of latest) {
    const { range = { min: 0, max: 1 } } = own.find(({ code }) => code === indicator) ?? {};
    expect([indicator, revision, value]).toEqual([indicator, 1, (range.min + range.max) / 2]);
  }
  await ingest.stop();
  await store.close();
});
