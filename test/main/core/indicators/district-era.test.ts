import { expect, it } from "vitest";
import { convertedSource } from "#contract/entities/derived.ts";
import fixture from "../../../fixtures/successions/districts-2025.json" with { type: "json" };
import { at, rigOf, site } from "./rig.ts";

const { on, districts } = fixture;
const communes = [...new Set(Object.values(districts).flatMap((into) => Object.keys(into)))];
const profile = site(
  {
    "ban-le": { isAdditive: true, decimals: 1 },
    "ca-tinh": { isAdditive: true, derived: { kind: "sum", of: "ban-le", places: communes } },
    "luy-ke": { isAdditive: true, derived: { kind: "cumulative", of: "ban-le" } },
    "so-cung-ky": { derived: { kind: "change", of: "ban-le", against: "last-year" } },
  },
  {
    places: [
      ...Object.keys(districts).map((id) => ({ id, kind: "district", to: on })),
      ...communes.map((id) => ({ id, from: on })),
    ],
    successions: Object.entries(districts).map(([place, into]) => ({
      ...{ place, on },
      into: Object.entries(into).map(([commune, share]) => ({ place: commune, share })),
    })),
  },
);
const month = (number: number, year = 2025) => at(`${year}-${String(number).padStart(2, "0")}-28T00:00:00`);
/** Another value for each district and month. */
const soldIn = (district: string, number: number) => 100 + 17 * Object.keys(districts).indexOf(district) + 3.5 * number;

it("tells a series of districts by commune from 01/07/2025 on, month by month with equal sums, marked as converted", async () => {
  await using rig = await rigOf(profile);
  const whole = async (number: number): Promise<number> => {
    const values = await Promise.all(
      communes.map((place) => rig.store.past.newestIn("ban-le", place, month(number), month(number))),
    );
    for (const one of values) expect(one?.source).toBe(number < 7 ? convertedSource : "cua-khau-so");
    return values.reduce((sum, one) => sum + Number(one?.value), 0);
  };
  for (let number = 1; number <= 6; number++) {
    for (const place of Object.keys(districts)) {
      const status = number < 6 ? "official" : "preliminary";
      await rig.put("ban-le", month(number), soldIn(place, number), { place, status });
    }
    const before = Object.keys(districts).reduce((sum, place) => sum + soldIn(place, number), 0);
    expect(await whole(number)).toBeCloseTo(before, 6);
    // The province's own sum over today's communes is what it was over the districts, and says that it was converted.
    expect(await rig.newest("ca-tinh")).toMatchObject({ asOfMs: month(number), source: convertedSource });
    expect((await rig.newest("ca-tinh"))?.value).toBeCloseTo(before, 6);
  }
  // Of two districts a part each: 0.06 of the city and 0.35 of Cao Lộc, as provisional as the figures of June are.
  const caoLoc = await rig.newest("ban-le", "cao-loc");
  expect(caoLoc).toMatchObject({ asOfMs: month(6), status: "preliminary", source: convertedSource });
  expect(caoLoc?.value).toBeCloseTo(0.06 * soldIn("thanh-pho-lang-son", 6) + 0.35 * soldIn("huyen-cao-loc", 6), 6);

  // From July on communes are counted themselves: their year goes on over the change, and the next July needs nothing converted.
  for (const number of [7, 8])
    for (const [index, place] of communes.entries())
      await rig.put("ban-le", month(number), 20 + index, { place, status: "official" });
  expect(await whole(8)).toBe(communes.reduce((sum, _, index) => sum + 20 + index, 0));
  const sinceJanuary = await rig.newest("luy-ke", "na-duong");
  const share = districts["huyen-loc-binh"]["na-duong"];
  const converted = [1, 2, 3, 4, 5, 6].reduce((sum, number) => sum + share * soldIn("huyen-loc-binh", number), 0);
  expect(sinceJanuary).toMatchObject({ asOfMs: month(8), source: convertedSource });
  expect(sinceJanuary?.value).toBeCloseTo(converted + 2 * (20 + communes.indexOf("na-duong")), 6);
  await rig.put("ban-le", month(6, 2026), 40, { place: "na-duong", status: "official" });
  const change = await rig.newest("so-cung-ky", "na-duong");
  expect(change).toMatchObject({ asOfMs: month(6, 2026), source: convertedSource });
  expect(change?.value).toBeCloseTo((40 / (share * soldIn("huyen-loc-binh", 6))) * 100 - 100, 6);

  // A district's figure of March is corrected long after: its communes' are, and the sums stay equal.
  await rig.put("ban-le", month(3), 500, { place: "huyen-dinh-lap", status: "official" });
  const march = Object.keys(districts).reduce(
    (sum, place) => sum + (place === "huyen-dinh-lap" ? 500 : soldIn(place, 3)),
    0,
  );
  expect(await whole(3)).toBeCloseTo(march, 6);
});
