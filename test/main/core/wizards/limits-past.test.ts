import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { LimitsPast } from "#contract/wizards/http.ts";
import { createLimitsPast, limitPast } from "../../../../main/core/wizards/limits-past.ts";
import { reading } from "../api/server-for-test.ts";
import { openSite } from "./rig.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;
const offsetMs = 7 * hourMs;
/** Midnight of the site. */
const startMs = Date.parse("2026-11-01T00:00:00+07:00");
const judge = { offsetMs, toMs: startMs + 10 * dayMs, heldMs: 2 * hourMs };
const points = (...list: [hours: number, value: number | null][]): [number, number | null][] =>
  list.map(([hours, value]) => [startMs + hours * hourMs, value]);

it("counts passes, hours and days beyond a limit; a figure counts until the next one and no longer than until it is lost", () => {
  const series = [
    // Beyond for an hour, back, then beyond over midnight and silent.
    { place: "a", points: points([0, 5], [1, 12], [2, 9], [22, 11], [23, 15], [24, 13], [30, 4]) },
    // At the limit is not beyond it; without a value nobody knows that it went back.
    { place: "b", points: points([0, 10], [1, 11], [2, null], [3, 12], [4, 8]) },
    { place: "c", points: points([0, 1]) },
  ];
  expect(limitPast(series, { side: "above", value: 10 }, judge)).toEqual({
    ...{ side: "above", value: 10, passes: 3, days: 2 },
    // 1 + 1 + 1 + 2 (lost by then) and 1 + 1.
    hours: 7,
    worst: { place: "a", value: 15, atMs: startMs + 23 * hourMs },
    places: [
      { place: "a", passes: 2, hours: 5, days: 2 },
      { place: "b", passes: 1, hours: 2, days: 1 },
    ],
  });
  expect(limitPast(series, { side: "below", value: 0 }, judge)).toMatchObject({ passes: 0, worst: null, places: [] });
});

it("reads a series once while somebody moves a limit, and looks at no more than it holds", async () => {
  const asked: string[] = [];
  const newest = Array.from({ length: 250 }, (_, at) => reading(1, startMs, { place: `p-${at}` }));
  const past = createLimitsPast({
    readings: {
      history: async ({ place, points: most }) => {
        asked.push(place);
        expect(most * 250).toBeLessThan(600_000);
        return points([0, 5], [1, 15]);
      },
    },
    newest: () => newest,
    offsetMs,
    now: () => startMs + dayMs,
  });
  const about = { code: "xe-cho", freshness: { lateAfter: 1, staleAfter: 2, lostAfter: hourMs } };
  const first = await past.of(about, [{ side: "above", value: 10 }], 90);
  expect(first).toMatchObject({ places: 200, leftOut: 50 });
  expect(LimitsPast.safeParse(first).success).toBe(true);
  const [limit] = (await past.of(about, [{ side: "above", value: 4 }], 90)).limits;
  expect([limit?.passes, limit?.places.length]).toEqual([200, 20]);
  expect(asked).toHaveLength(200);
});

it("answers by what is stored, to administrators alone", async () => {
  await using site = await openSite();
  const { core } = site;
  const nowMs = Date.now();
  const list = Array.from({ length: 48 }, (_, at) => reading(at % 12 === 0 ? 90 : 10, nowMs - (48 - at) * hourMs));
  core.parts.hub.publish(
    "readings",
    (await core.parts.store.readings.append(list)).map(({ reading: one }) => one),
  );
  const limits = [
    { side: "above", value: 50 },
    { side: "above", value: 100 },
  ];
  const { body } = await site.post(routes.limitsPast, { indicator: "xe-cho", limits });
  expect(body).toMatchObject({ places: 1, leftOut: 0, figures: 48 });
  expect(body.limits.map(({ passes, hours }: { passes: number; hours: number }) => [passes, hours])).toEqual([
    [4, 4],
    [0, 0],
  ]);
  expect(body.daily.length).toBeGreaterThanOrEqual(2);
  expect((await site.post(routes.limitsPast, { indicator: "khong-co", limits })).status).toBe(404);
  expect((await site.post(routes.limitsPast, { indicator: "xe-cho", limits }, core.tokens.desk)).status).toBe(403);
});
