import { afterEach, expect, it, vi } from "vitest";
import { FigureAges } from "#contract/readings/figure-ages.ts";
import { agesOf, createFigureAges } from "../../../../main/core/readings/figure-ages.ts";
import { reading } from "../api/server-for-test.ts";

afterEach(() => void vi.useRealTimers());

const at = (indicator: string, place: string, asOfMs: number, more: Parameters<typeof reading>[2] = {}) =>
  reading(1, asOfMs, { indicator, place, ...more });
const origin = (source: string) => ({ origin: { source, receivedAtMs: 1 } });

it("counts places that one source told of as of one moment, an indicator each, and knows the sources of a centre apart", () => {
  const readings = [
    ...[at("a", "x", 1), at("a", "y", 1), at("a", "z", 2), at("b", "x", 1)],
    ...[at("a", "u", 1, origin("m")), at("a", "v", 1, origin("n")), at("a", "w", 1, { source: "khac" })],
  ];
  const { source } = at("a", "x", 1);
  const ages = FigureAges.array().parse(agesOf(readings));
  expect(ages.map(({ indicator }) => indicator)).toEqual(["a", "b"]);
  expect(ages[0]?.ages).toEqual([
    { asOfMs: 1, source, places: 2 },
    { asOfMs: 2, source, places: 1 },
    { asOfMs: 1, source, origin: "m", places: 1 },
    { asOfMs: 1, source, origin: "n", places: 1 },
    { asOfMs: 1, source: "khac", places: 1 },
  ]);
});

it("tells all at first, then every two seconds those that became newer, and nothing while none does", async () => {
  vi.useFakeTimers();
  const told: string[][] = [];
  const all = [at("a", "x", 1), at("b", "x", 1), at("c", "x", 1)];
  const ages = createFigureAges({
    readings: () => all,
    tell: (some) => void told.push(some.map(({ indicator, ages: [age] }) => `${indicator} ${age?.asOfMs}`)),
  });
  expect(told).toEqual([["a 1", "b 1", "c 1"]]);
  for (let asOfMs = 2; asOfMs <= 20; asOfMs += 1) {
    all[1] = at("b", "x", asOfMs);
    ages.changed([all[1]]);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(told).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.slice(1)).toEqual([["b 20"]]);
  ages.changed([]);
  ages.changed([all[0] ?? at("a", "x", 1)]);
  ages.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(2);
});
