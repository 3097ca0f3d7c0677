import { describe, expect, it } from "vitest";
import type { SourceState } from "#contract/entities/source.ts";
import { createOutages } from "../../../../main/core/reports/outages.ts";

const minuteMs = 60_000;

function rig() {
  let nowMs = 0;
  const outages = createOutages(() => nowMs);
  const say = (id: string, state: SourceState, sinceMs: number) => outages.onSource({ id, state, sinceMs });
  const at = (ms: number) => {
    nowMs = ms;
  };
  return { outages, say, at, stored: (source: string, asOfMs: number) => outages.onStored({ source, asOfMs }) };
}

describe("outages", () => {
  it("tell from when to when a source was away and what came of that time, before and after its state says so", () => {
    const { outages, say, at, stored } = rig();
    say("a", "starting", 0);
    say("a", "ok", 1);
    stored("a", 10 * minuteMs - 1);
    say("a", "late", 10 * minuteMs);
    say("a", "failing", 12 * minuteMs);
    expect(outages.list()).toEqual([]);
    at(36 * minuteMs);
    stored("a", 9 * minuteMs);
    stored("a", 11 * minuteMs);
    stored("b", 11 * minuteMs);
    say("a", "ok", 36 * minuteMs);
    stored("a", 12 * minuteMs);
    stored("a", 36 * minuteMs);
    expect(outages.list()).toEqual([{ source: "a", fromMs: 10 * minuteMs, toMs: 36 * minuteMs, caughtUp: 2 }]);
    at(47 * minuteMs);
    stored("a", 13 * minuteMs);
    expect(outages.list()[0]?.caughtUp).toBe(2);
  });

  it("are not a line that blinked, nor a source that was always well", () => {
    const { outages, say } = rig();
    say("a", "failing", 1_000);
    say("a", "ok", 20_000);
    say("a", "ok", 90_000);
    expect(outages.list()).toEqual([]);
  });

  it("are a hundred at most, the newest first", () => {
    const { outages, say } = rig();
    for (let count = 0; count < 150; count += 1) {
      say("a", "refused", count * minuteMs);
      say("a", "ok", count * minuteMs + 40_000);
    }
    expect(outages.list().length).toBe(100);
    expect(outages.list()[0]?.fromMs).toBe(149 * minuteMs);
  });
});
