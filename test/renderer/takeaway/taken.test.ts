import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { replaceReadings } from "../../../renderer/state/readings.ts";
import type { Site } from "../../../renderer/state/site.ts";
import { fileName } from "../../../renderer/takeaway/files.ts";
import { sheetsOf } from "../../../renderer/takeaway/pages.ts";
import { takenOf } from "../../../renderer/takeaway/taken.ts";
import "../../../renderer/takeaway/words.ts";

const nowMs = Date.UTC(2026, 10, 27, 11, 32, 7);
beforeAll(() => nowStore.setState(nowMs, true));
afterEach(() => replaceReadings([]));

const i18n = createWords("vi");
const words = { t: i18n.getFixedT("vi", "takeaway"), figure: i18n.getFixedT("vi", "figure"), language: "vi" };
const indicator = IndicatorView.parse({
  ...{ code: "xe-cho", name: { vi: "Xe chờ", en: "Waiting" }, unit: { vi: "xe", en: "vehicles" }, sector: "a" },
  ...{ period: "minute", decimals: 0, freshness: { lateAfter: 120_000, staleAfter: 600_000, lostAfter: 3_600_000 } },
});
const place = (id: string, more = {}) => ({ id, kind: "gate" as const, name: { vi: `Cửa ${id}`, en: id }, ...more });
const places = [place("a"), place("b"), place("c"), place("cu", { to: "2025-07-01" })];
const siteWith = (tiles: readonly Tile[]) =>
  ({
    ...{ name: { vi: "Trung tâm", en: "Centre" }, timeZone: "Asia/Ho_Chi_Minh", place: "a", places },
    wall: { columns: 2, rows: 1 },
    indicatorOf: new Map([["xe-cho", indicator]]),
    placeOf: new Map(places.map((one) => [one.id, one])),
    scene: { id: "s", name: { vi: "Giao ban", en: "Briefing" }, tiles },
  }) as unknown as Site;
const reading = (at: string, value: number, ageMs: number, more: Partial<Reading> = {}): Reading => ({
  ...{ indicator: "xe-cho", place: at, value, asOfMs: nowMs - ageMs, receivedAtMs: nowMs, revision: 0, source: "x" },
  ...{ status: "official", quality: "good" },
  ...more,
});
const tile = (id: string, panel: string, settings: object, x = 0): Tile =>
  ({ id, panel, settings, x, y: 0, width: 12, height: 12 }) as Tile;
const ranking = tile("bang", "ranking", {
  title: { vi: "Xếp hạng", en: "Ranking" },
  indicator: "xe-cho",
  kind: "gate",
});

describe("what is taken of a tile", () => {
  it("is all places of a list by value, those without a figure last and said to have none", () => {
    replaceReadings([reading("a", 3, 1_000), reading("c", 9, 1_000)]);
    const [part] = takenOf(siteWith([ranking]), words, "bang").parts;
    expect(part?.figures.map(({ place: at, value, status }) => [at, value, status])).toEqual([
      ["Cửa c", "9", "CHÍNH THỨC · mới"],
      ["Cửa a", "3", "CHÍNH THỨC · mới"],
      ["Cửa b", "—", "chưa có số liệu"],
    ]);
  });

  it("never gives a lost figure for a present one, and counts what is simulated", () => {
    replaceReadings([
      reading("a", 41, 2 * 3_600_000, { status: "simulated", quality: "bad" }),
      reading("b", 5, 180_000),
    ]);
    const figures = ["a", "b"].map((at) => tile(at, "key-figure", { indicator: "xe-cho", place: at }));
    const taken = takenOf(siteWith([...figures, tile("cam", "camera", { camera: "x" })]), words);
    expect(taken.parts.flatMap((part) => part.figures)).toMatchObject([
      {
        ...{ value: "—", against: "trước đó 41 xe", isOld: true, asOf: "16:32:07 27/11/2026" },
        status: "MÔ PHỎNG · mất số liệu từ 16:32 · nguồn báo lỗi",
      },
      { value: "5", status: "CHÍNH THỨC · chậm 3 phút", source: "nguồn đã gỡ bỏ" },
    ]);
    expect([taken.simulated, taken.count, taken.without]).toEqual([1, 2, ["hình camera"]]);
  });
});

describe("printed", () => {
  const many = (id: string, x: number, count: number) =>
    tile(
      id,
      "figure-table",
      { title: { vi: id, en: id }, rows: Array.from({ length: count }, () => ({ indicator: "xe-cho", place: "b" })) },
      x,
    );

  it("it has a sheet for each monitor, more where there is much, and each tile once", () => {
    const gates = places.slice(0, 3).map(({ id }) => ({ indicator: "xe-cho", place: id }));
    const wide = { ...many("rong", unitsPerDisplay - 6, 1), settings: { title: { vi: "r", en: "r" }, rows: gates } };
    const taken = takenOf(siteWith([many("phai", unitsPerDisplay, 1), wide]), words);
    const repeated = {
      ...taken,
      parts: taken.parts.map((part) => ({ ...part, figures: Array.from({ length: 7 }, () => part.figures).flat() })),
    };
    const sheets = sheetsOf(repeated, siteWith([many("phai", unitsPerDisplay, 1), wide]), true, () => false);
    expect(sheets.map(({ number, display, isContinued, rows }) => [number, display, isContinued, rows.length])).toEqual(
      [
        [1, 1, false, 12],
        [2, 1, true, 9],
        [3, 2, false, 7],
      ],
    );
  });

  it("says on a sheet that there is nothing", () => {
    const site = siteWith([]);
    expect(sheetsOf(takenOf(site, words), site, true, () => false)).toMatchObject([{ number: 1, rows: [] }]);
  });
});

it("is named by what it is and when", () => {
  const zone = "Asia/Ho_Chi_Minh";
  expect(fileName({ title: "Xe chờ ở Đồng Đăng", nowMs }, zone)).toBe("xe-cho-o-dong-dang-20261127-183207");
  expect(fileName({ title: "«»", nowMs }, zone)).toBe("so-lieu-20261127-183207");
});
