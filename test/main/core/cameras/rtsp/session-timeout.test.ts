import { expect, it } from "vitest";
import { timeoutSOf } from "../../../../../main/core/cameras/rtsp/rtsp-stream.ts";

it("keeps a session by what the camera says of its end, within what a timer can count", () => {
  expect(["30", "60", undefined, "", "x"].map(timeoutSOf)).toEqual([30, 60, 60, 60, 60]);
  expect(["1e99", "Infinity", "4294967295", "99999999999"].map(timeoutSOf)).toEqual([600, 600, 600, 600]);
  expect(["-1e99", "-5", "0.001", "1"].map(timeoutSOf)).toEqual([2, 2, 2, 2]);
  // Half of it is what the timer is set to (Node counts in 31 bits and takes more for a millisecond).
  for (const told of ["1e99", "NaN", "1e308"]) expect((timeoutSOf(told) * 1_000) / 2).toBeLessThan(2 ** 31);
});
