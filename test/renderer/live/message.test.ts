import { describe, expect, it } from "vitest";
import { createBackOff } from "../../../renderer/live/back-off.ts";
import { createClockOffset } from "../../../renderer/live/clock-offset.ts";
import { parseMessage } from "../../../renderer/live/message.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = 1_795_000_000_000;

describe("messages", () => {
  it("takes what the contract knows and nothing else", () => {
    const snapshot = stageSnapshot("trouble", nowMs);
    expect(parseMessage(JSON.stringify(snapshot))).toEqual({ message: snapshot });
    expect(parseMessage("{")).toEqual({});
    expect(parseMessage(new ArrayBuffer(4))).toEqual({});
    expect(parseMessage(JSON.stringify({ type: "delta", seq: -1, after: 0, nowMs }))).toEqual({});
    expect(parseMessage(JSON.stringify({ type: "news" }))).toEqual({});
    expect(parseMessage(JSON.stringify({ type: "snapshot", readings: "none" }))).toEqual({});
  });

  it("leaves out what cannot be read and tells the rest", () => {
    const snapshot = stageSnapshot("trouble", nowMs);
    const broken = {
      ...snapshot,
      readings: [{ ...snapshot.readings[0], value: { much: 1 } }, ...snapshot.readings, null],
      cameras: [...snapshot.cameras, { id: "Ảnh", state: "new" }],
    };
    const { message, unreadable } = parseMessage(JSON.stringify(broken));
    expect(message).toEqual(snapshot);
    expect(unreadable).toMatchObject({ count: 3, first: expect.stringContaining("readings: value") });
    const delta = { type: "delta", after: 3, seq: 4, nowMs, readings: [{}], sources: snapshot.sources };
    expect(parseMessage(JSON.stringify(delta))).toMatchObject({
      message: { ...delta, readings: [] },
      unreadable: { count: 1 },
    });
  });
});

describe("the core's clock", () => {
  it("takes the sample that was delayed least", () => {
    const clock = createClockOffset();
    expect(clock.at(0)).toBeUndefined();
    clock.hear(10_000, 150);
    clock.hear(11_000, 1_010);
    clock.hear(12_000, 2_400);
    expect(clock.at(3_000)).toBe(12_990);
  });

  it("follows a clock that was set", () => {
    const clock = createClockOffset();
    clock.hear(10_000, 0);
    clock.hear(5_000, 1_000);
    expect(clock.at(1_000)).toBe(5_000);
  });

  it("forgets old samples, so that it follows a drift", () => {
    const clock = createClockOffset();
    clock.hear(1_000, 0);
    for (let at = 1; at <= 32; at += 1) clock.hear(1_000 + at * 1_000 - 200, at * 1_000);
    expect(clock.at(0)).toBe(800);
  });
});

describe("waiting before the next attempt", () => {
  it("is nothing at first, then grows to three seconds", () => {
    const { next } = createBackOff(() => 1);
    const waits = [next(0), next(0), next(0), next(0), next(0), next(0), next(0), next(0)];
    expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 3_000, 3_000, 3_000]);
  });

  it("is spread, and starts over after a line that stood", () => {
    const { next } = createBackOff(() => 0);
    next(0);
    expect(next(0)).toBe(125);
    expect(next(4_999)).toBe(250);
    expect(next(5_000)).toBe(0);
  });
});
