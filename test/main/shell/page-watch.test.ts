import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchPage } from "../../../main/shell/page-watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watched = () => {
  const told: (boolean | number)[] = [];
  const watch = watchPage(
    1_000,
    () => told.push(watch.isHung),
    (looks) => told.push(looks),
  );
  return { told, watch };
};

/** A page that has been there for a minute. */
const grownUp = () => {
  const made = watched();
  for (let second = 0; second <= 60; second += 1) {
    made.watch.beat();
    vi.advanceTimersByTime(1_000);
  }
  made.watch.beat();
  return made;
};

it("tells a page that does not beat after 5 s, gives it up after 15, and goes on doing so", () => {
  const { told, watch } = grownUp();
  vi.advanceTimersByTime(4_900);
  watch.beat();
  vi.advanceTimersByTime(4_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([true, 15]);
  vi.advanceTimersByTime(15_000);
  expect(told).toEqual([true, 15, 15]);
  watch.beat();
  expect(told).toEqual([true, 15, 15, false]);
  watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});

it("tells a young page that does not beat after 5 s as well, and gives it a minute: its map may be drawn first", () => {
  const { told, watch } = watched();
  watch.beat();
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(54_000);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([true, 60]);
  watch.stop();
});

it("leaves a page that is being loaded a minute, and then loads it again", () => {
  const { told, watch } = watched();
  watch.beat();
  watch.begin();
  vi.advanceTimersByTime(59_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([60]);
  watch.stop();
});
