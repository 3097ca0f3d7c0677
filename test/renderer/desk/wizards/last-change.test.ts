import { expect, test } from "vitest";
import type { ProfileChangeView } from "#contract/http.ts";
import { lastChange } from "../../../../renderer/desk/wizards/changes/changes.ts";

const change = (number: number, isBack = false) =>
  ({ number, takenBack: isBack ? { atMs: 1, who: "x" } : null }) as unknown as ProfileChangeView;

test("one key takes back what this desk did last, also before the list names it", () => {
  expect(lastChange([change(1), change(2)], change(3))?.number).toBe(3);
  expect(lastChange([change(3), change(2)], change(3))?.number).toBe(3);
  expect(lastChange([], null)).toBeUndefined();
});

test("what was taken back is not taken back again, by whoever it was", () => {
  // By this desk; the list is the one from before.
  expect(lastChange([change(3), change(2)], change(3, true))?.number).toBe(2);
  // By another desk, which this one was not answered.
  expect(lastChange([change(3, true), change(2)], change(3))?.number).toBe(2);
});
