import { describe, expect, it } from "vitest";
import { createClockAhead } from "../../../../main/core/joining/clock-ahead.ts";

describe("another machine's clock", () => {
  it("is known within half of the quickest round trip, whichever way was the slow one", () => {
    const clock = createClockAhead();
    expect(clock.best()).toBeUndefined();
    const aheadMs = 5_000;
    // [way there, way back], ms; the quickest is not even.
    const ways: [number, number][] = [
      [40, 2],
      [1, 3],
      [5, 60],
    ];
    ways.forEach(([there, back], at) => {
      const sentAtMs = 1_000 * at;
      clock.hear(sentAtMs, sentAtMs + there + aheadMs, sentAtMs + there + back);
    });
    const best = clock.best();
    expect(best?.withinMs).toBe(2);
    expect(Math.abs((best?.aheadMs ?? 0) - aheadMs)).toBeLessThanOrEqual(2);
  });

  it("forgets what was measured before a clock was set, and leaves out what cannot be", () => {
    const clock = createClockAhead();
    clock.hear(0, 1, 2);
    clock.hear(100, 0, 50);
    expect(clock.best()).toEqual({ aheadMs: 0, withinMs: 1 });
    clock.hear(1_000, 61_005, 1_010);
    expect(clock.best()).toEqual({ aheadMs: 60_000, withinMs: 5 });
  });

  it("goes by the last sixteen", () => {
    const clock = createClockAhead();
    clock.hear(0, 0, 0);
    for (let at = 1; at <= 16; at += 1) clock.hear(at * 100, at * 100 + 10, at * 100 + 20);
    expect(clock.best()?.withinMs).toBe(10);
  });
});
