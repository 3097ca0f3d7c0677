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

it("tells a page that does not beat after 5 s, gives it up after 15, and goes on doing so", () => {
  const { told, watch } = watched();
  watch.beat();
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
