import { expect, it } from "vitest";
import { hoursBack, momentBack } from "../../../../renderer/panels/map/moment.ts";

const hour = 3_600_000;
const now = 1_000 * hour + 1_234_567;

it("goes back by whole hours, the running one first, and finds its way again", () => {
  expect(momentBack(0, now)).toBeNull();
  expect(momentBack(1, now)).toBe(1_000 * hour);
  expect(momentBack(25, now)).toBe(976 * hour);
  for (const hours of [0, 1, 2, 336]) expect(hoursBack(momentBack(hours, now), now)).toBe(hours);
  // An hour later the same moment is an hour further back.
  expect(hoursBack(1_000 * hour, now + hour)).toBe(2);
});
