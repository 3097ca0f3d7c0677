import { expect, it } from "vitest";
import { convertedSource } from "#contract/entities/derived.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { at, monthEnd, rigOf, site } from "./rig.ts";

const since = "2025-07-01";
/** Đông Kinh ward of 01/07/2025 and the four units it was made of; Lộc Bình district, split among three communes. */
const map = {
  places: [
    ...["vinh-trai", "dong-kinh-cu", "yen-trach", "mai-pha"].map((id) => ({ id, to: since })),
    { id: "huyen-loc-binh", kind: "district", to: since },
    ...["dong-kinh", "loc-binh", "na-duong", "khuat-xa"].map((id) => ({ id, from: since })),
    { id: "huyen-dinh-lap", kind: "district", to: since },
    { id: "dinh-lap", from: since },
  ],
  successions: [
    ...["vinh-trai", "dong-kinh-cu", "yen-trach", "mai-pha"].map((place) => ({
      ...{ place, on: since, into: [{ place: "dong-kinh" }] },
    })),
    {
      ...{ place: "huyen-loc-binh", on: since },
      into: [
        { place: "loc-binh", share: 0.5 },
        { place: "na-duong", share: 0.3 },
        { place: "khuat-xa", share: 0.2 },
      ],
    },
    { place: "huyen-dinh-lap", on: since, into: [{ place: "dinh-lap" }] },
  ],
};
const lastYear = (of: string) => ({ derived: { kind: "change", of, against: "last-year" } });
const merged = { "vinh-trai": 100, "dong-kinh-cu": 150, "yen-trach": 30, "mai-pha": 20 };

it("compares a commune with the four it was made of, once all four are there, and says that it was converted", async () => {
  await using rig = await rigOf(site({ "khai-sinh": { isAdditive: true }, "so-cung-ky": lastYear("khai-sinh") }, map));
  const may = monthEnd(2025, 5);
  await rig.put("khai-sinh", monthEnd(2026, 5), 330, { place: "dong-kinh", status: "official" });
  for (const [place, value] of Object.entries(merged)) {
    // While one of the four is missing there is no figure, rather than one that is too small.
    expect(await rig.newest("so-cung-ky", "dong-kinh")).toBeUndefined();
    expect(await rig.store.past.newestIn("khai-sinh", "dong-kinh", 0, may)).toBeUndefined();
    await rig.put("khai-sinh", may, value, { place, status: place === "mai-pha" ? "preliminary" : "official" });
  }
  expect(await rig.store.past.newestIn("khai-sinh", "dong-kinh", 0, may)).toMatchObject({
    ...{ value: 300, asOfMs: may, status: "preliminary", source: convertedSource },
  });
  expect(await rig.newest("so-cung-ky", "dong-kinh")).toMatchObject({
    ...{ asOfMs: monthEnd(2026, 5), status: "preliminary", source: convertedSource },
  });
  expect((await rig.newest("so-cung-ky", "dong-kinh"))?.value).toBeCloseTo(10);
  // A year later the comparison is with the ward's own figure, and nothing is converted any more.
  await rig.put("khai-sinh", monthEnd(2027, 5), 363, { place: "dong-kinh", status: "official" });
  expect((await rig.newest("so-cung-ky", "dong-kinh"))?.source).toBe("derived");
  // A correction of one of the four corrects what was made of it.
  await rig.put("khai-sinh", may, 50, { place: "mai-pha", status: "official" });
  expect((await rig.store.past.newestIn("khai-sinh", "dong-kinh", 0, may))?.value).toBe(330);
});

it("shares a district out, so that the communes add up to it", async () => {
  const communes = ["loc-binh", "na-duong", "khuat-xa"];
  await using rig = await rigOf(
    site(
      {
        thu: { isAdditive: true },
        tong: { derived: { kind: "sum", of: "thu", places: communes } },
        "tong-so-cung-ky": lastYear("tong"),
        "luy-ke": { derived: { kind: "cumulative", of: "thu" } },
      },
      map,
    ),
  );
  for (const month of [1, 2, 3, 4, 5, 6])
    await rig.put("thu", monthEnd(2025, month), 1_000, { place: "huyen-loc-binh" });
  expect((await rig.newest("thu", "na-duong"))?.value).toBeCloseTo(300);
  expect(await rig.newest("tong")).toMatchObject({ value: 1_000, source: convertedSource });
  for (const place of communes) await rig.put("thu", monthEnd(2025, 7), 400, { place });
  expect(await rig.newest("tong")).toMatchObject({ value: 1_200, source: "derived" });
  // Six months of the district's share and one of its own.
  expect(await rig.newest("luy-ke", "na-duong")).toMatchObject({ source: convertedSource });
  expect((await rig.newest("luy-ke", "na-duong"))?.value).toBeCloseTo(6 * 300 + 400);
  for (const place of communes) await rig.put("thu", monthEnd(2026, 6), 500, { place });
  expect(await rig.newest("tong-so-cung-ky")).toMatchObject({ value: 50, source: convertedSource });
});

it("converts no percentage but that of a place that only changed its name, and nothing by the minute", async () => {
  await using rig = await rigOf(site({ "ty-le": {}, phut: { period: "minute", isAdditive: true } }, map));
  const june = monthEnd(2025, 6);
  for (const place of [...Object.keys(merged), "huyen-loc-binh", "huyen-dinh-lap"]) {
    await rig.put("ty-le", june, 12.5, { place });
    await rig.put("phut", june, 5, { place });
  }
  expect(await rig.newest("ty-le", "dong-kinh")).toBeUndefined();
  expect(await rig.newest("ty-le", "na-duong")).toBeUndefined();
  expect(await rig.newest("ty-le", "dinh-lap")).toMatchObject({ value: 12.5, source: convertedSource });
  expect(await rig.newest("phut", "dinh-lap")).toBeUndefined();
});

it("converts no year in the middle of which the map was drawn anew", async () => {
  await using rig = await rigOf(
    site({ thu: { isAdditive: true, period: "year" }, "so-cung-ky": lastYear("thu") }, map),
  );
  await rig.put("thu", at("2024-12-31T00:00:00"), 1_000, { place: "huyen-loc-binh" });
  await rig.put("thu", at("2025-06-30T00:00:00"), 600, { place: "huyen-loc-binh" });
  await rig.put("thu", at("2025-12-31T00:00:00"), 450, { place: "na-duong" });
  expect(await rig.history("thu", "na-duong", { fromMs: 0, toMs: at("2026-01-01T00:00:00") })).toEqual([300, 450]);
  expect(await rig.newest("so-cung-ky", "na-duong")).toMatchObject({ value: 50, source: convertedSource });
  // Half a year is not held against a whole one.
  await rig.put("thu", at("2026-12-31T00:00:00"), 500, { place: "khuat-xa" });
  expect(await rig.newest("so-cung-ky", "khuat-xa")).toBeUndefined();
});

it("gives no sum since the beginning of the year while a former place lacks a day that another has", async () => {
  const indicators = {
    ngay: { period: "day", isAdditive: true },
    "luy-ke": { derived: { kind: "cumulative", of: "ngay" } },
  };
  await using rig = await rigOf(site(indicators, map));
  const day = (date: string) => at(`2025-${date}T12:00:00`);
  for (const place of Object.keys(merged)) {
    await rig.put("ngay", day("06-29"), 10, { place });
    if (place !== "mai-pha") await rig.put("ngay", day("06-30"), 10, { place });
  }
  await rig.put("ngay", day("07-01"), 50, { place: "dong-kinh" });
  expect((await rig.newest("luy-ke", "dong-kinh"))?.asOfMs ?? 0).toBeLessThan(day("07-01"));
  await rig.put("ngay", day("06-30"), 20, { place: "mai-pha" });
  expect(await rig.newest("luy-ke", "dong-kinh")).toMatchObject({
    ...{ value: 40 + 50 + 50, asOfMs: day("07-01"), source: convertedSource },
  });
});

it("leaves alone what a new place was counted anew for, and what an old one is said to have after its end", async () => {
  const profile = site({ thu: { isAdditive: true } }, map);
  await using rig = await rigOf(profile);
  const [may, june] = [monthEnd(2025, 5), monthEnd(2025, 6)];
  await rig.put("thu", may - 9_000, 290, { place: "na-duong", status: "official" });
  await rig.put("thu", may, 1_000, { place: "huyen-loc-binh" });
  await rig.put("thu", june, 1_000, { place: "huyen-loc-binh" });
  expect(await rig.store.past.newestWithin("thu", "na-duong", monthEnd(2025, 4), may)).toMatchObject({
    ...{ value: 290, source: "cua-khau-so" },
  });
  expect(await rig.newest("thu", "na-duong")).toMatchObject({ value: 300, asOfMs: june, source: convertedSource });
  // It comes after the conversion and ends before it: it counts for its month all the same.
  await rig.put("thu", june - 9_000, 310, { place: "na-duong", status: "official" });
  expect((await rig.store.past.newestWithin("thu", "na-duong", may + 1_000, june))?.value).toBe(310);

  const ingest = createIngest({
    profile,
    store: rig.storing.store,
    readings: rig.store.readings,
    now: Date.now,
    onStoreFailure() {},
  });
  const said = (asOf: string) =>
    ingest.accept("nguon", [{ indicator: "thu", place: "huyen-loc-binh", value: 1, asOf }]);
  expect(said("2025-07-31T00:00:00+07:00").reason).toMatchObject({
    ...{ code: "reading.place-ended", params: { place: "huyen-loc-binh", day: since } },
  });
  expect(said("2025-07-01T00:00:00+07:00").reason).toBeNull();
  await ingest.stop();
});

it("converts at the start what was stored before the mapping was given, once, anew when a share is corrected, and takes it back with the mapping", async () => {
  await using folder = await temporaryFolder();
  const indicators = { thu: { isAdditive: true } };
  const june = monthEnd(2025, 6);
  {
    await using before = await rigOf(site(indicators, { places: map.places }), folder.path);
    await before.put("thu", june - 86_400_000, 50, { place: "huyen-dinh-lap" });
    for (const month of [4, 5, 6])
      await before.put("thu", monthEnd(2025, month), 100 * month, { place: "huyen-loc-binh" });
  }
  const range = { fromMs: at("2025-01-01T00:00:00"), toMs: june };
  const startedWith = async (successions: Record<string, unknown>[]) => {
    await using rig = await rigOf(site(indicators, { ...map, successions }), folder.path);
    await rig.derivation.deriveAll(await rig.store.readings.latest());
    await rig.derivation.settled();
    const newest = await rig.newest("thu", "na-duong");
    return { all: await rig.history("thu", "na-duong", range), revision: newest?.revision };
  };
  expect(await startedWith(map.successions)).toEqual({ all: [120, 150, 180], revision: 0 });
  expect(await startedWith(map.successions)).toEqual({ all: [120, 150, 180], revision: 0 });
  const corrected = map.successions.map((one) =>
    one.place === "huyen-loc-binh"
      ? {
          ...one,
          into: [
            { place: "loc-binh", share: 0.6 },
            { place: "na-duong", share: 0.4 },
          ],
        }
      : one,
  );
  expect(await startedWith(corrected)).toEqual({ all: [160, 200, 240], revision: 1 });
  const without = map.successions.filter((one) => one.place !== "huyen-loc-binh");
  for (const _ of [1, 2]) expect(await startedWith(without)).toEqual({ all: [null, null, null], revision: 2 });
  expect(await startedWith(map.successions)).toEqual({ all: [120, 150, 180], revision: 3 });
  // Another part, of which only June is known, a day earlier: June is corrected in its place, the rest is no more.
  const enlarged = map.successions.map((one) =>
    one.place === "huyen-dinh-lap" ? { ...one, into: [{ place: "na-duong" }] } : one,
  );
  expect(await startedWith(enlarged)).toEqual({ all: [null, null, 230], revision: 4 });
});
