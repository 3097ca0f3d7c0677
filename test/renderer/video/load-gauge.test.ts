import { expect, test } from "vitest";
import { LoadGauge } from "../../../renderer/video/load-gauge.ts";

/** Looks every two seconds for so long; `share` of a hundred pictures are dropped. */
function look(gauge: LoadGauge, fromMs: number, forMs: number, share: number): number {
  let now = fromMs;
  for (; now < fromMs + forMs; now += 2_000) gauge.put({ presented: 100 * (1 - share), dropped: 100 * share }, now);
  return now;
}

test("a page that drops pictures does with less after two looks, and with still less if that is not enough", () => {
  const gauge = new LoadGauge();
  let now = look(gauge, 0, 2_000, 0.4);
  expect(gauge.level).toBe(0);
  now = look(gauge, now, 2_000, 0.4);
  expect(gauge.level).toBe(1);
  now = look(gauge, now, 4_000, 0.2);
  expect(gauge.level).toBe(2);
  look(gauge, now, 60_000, 0.5);
  expect(gauge.level).toBe(2);
});

test("one bad moment changes nothing, and a few dropped pictures neither take nor give", () => {
  const gauge = new LoadGauge();
  for (let at = 0; at < 20; at += 1) gauge.put({ presented: 60, dropped: at % 2 === 0 ? 40 : 0 }, at * 2_000);
  expect(gauge.level).toBe(0);
  let now = look(gauge, 40_000, 4_000, 0.3);
  expect(gauge.level).toBe(1);
  now = look(gauge, now, 120_000, 0.05);
  expect(gauge.level).toBe(1);
  look(gauge, now, 24_000, 0);
  expect(gauge.level).toBe(0);
});

test("giving back is tried less and less often while it turns out to be too early", () => {
  const gauge = new LoadGauge();
  let now = 0;
  const calmMs: number[] = [];
  for (let time = 0; time < 4; time += 1) {
    now = look(gauge, now, 4_000, 0.3);
    expect(gauge.level).toBe(1);
    const calmFrom = now;
    while (gauge.level === 1) now = look(gauge, now, 2_000, 0);
    calmMs.push(now - calmFrom);
  }
  expect(calmMs).toEqual([...calmMs].sort((a, b) => a - b));
  expect((calmMs.at(-1) ?? 0) / (calmMs[0] ?? 1)).toBeGreaterThan(4);
  expect(calmMs.at(-1)).toBeLessThanOrEqual(302_000);
});

test("too few pictures say nothing", () => {
  const gauge = new LoadGauge();
  for (let at = 0; at < 10; at += 1) gauge.put({ presented: 1, dropped: 4 }, at * 2_000);
  expect(gauge.level).toBe(0);
});
