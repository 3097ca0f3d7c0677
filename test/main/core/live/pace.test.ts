import { describe, expect, it } from "vitest";
import { Pace } from "../../../../main/core/live/pace.ts";

/** Sends whenever something is there and the pace allows it. @returns the delays in ms, and how many were sent */
function run(arrivalsMs: readonly number[], costMs: number) {
  const pace = new Pace();
  let notBeforeMs = 0;
  let sent = 0;
  const delaysMs: number[] = [];
  for (const arrivalMs of arrivalsMs) {
    const atMs = Math.max(arrivalMs, notBeforeMs);
    delaysMs.push(atMs - arrivalMs);
    notBeforeMs = pace.sent(atMs, atMs + costMs);
    sent += 1;
  }
  return { delaysMs, sent, endMs: notBeforeMs };
}

describe("the pace of deltas", () => {
  it("never holds back 200 values a second, however unevenly they come", () => {
    const pairs = Array.from({ length: 1_000 }, (_, i) => 10_000 + Math.floor(i / 4) * 20 + (i % 4) * 0.3);
    expect(Math.max(...run(pairs, 0.05).delaysMs)).toBeLessThan(0.1 * 4);
  });

  it("keeps a flood to 250 a second", () => {
    const { sent, endMs } = run(new Array<number>(1_000).fill(10_000), 0.01);
    const perSecond = sent / ((endMs - 10_000) / 1_000);
    expect(perSecond).toBeGreaterThan(230);
    expect(perSecond).toBeLessThan(255);
  });

  it("leaves the core most of its time when sending is expensive, within bounds", () => {
    const flood = new Array<number>(100).fill(10_000);
    const { sent, endMs } = run(flood, 20);
    expect((sent * 20) / (endMs - 10_000)).toBeLessThanOrEqual(0.2);
    expect(run(flood, 1_000).endMs).toBeLessThanOrEqual(10_000 + 100 * 1_250);
  });

  it("rests for what sending takes, not for one that waited for a processor, and soon for all when all take long", () => {
    const pace = new Pace();
    let atMs = 10_000;
    const restAfter = (tookMs: number) => {
      atMs += 1_000;
      return pace.sent(atMs, atMs + tookMs) - atMs - tookMs;
    };
    expect([1, 1, 1, 60, 1, 50, 1].map(restAfter)).toEqual([4, 4, 4, 4, 4, 4, 4]);
    expect([20, 20, 20].map(restAfter)).toEqual([80, 80, 80]);
  });
});
