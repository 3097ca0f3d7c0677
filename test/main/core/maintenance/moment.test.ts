import { expect, it } from "vitest";
import { meantMoment, momentText } from "../../../../main/core/maintenance/moment.ts";

const zone = "Asia/Ho_Chi_Minh";
/** 28/11/2026, 14:00 in Lạng Sơn. */
const nowMs = Date.parse("2026-11-28T14:00:00+07:00");

it.each([
  ["17:00", "2026-11-28T17:00:00+07:00"],
  ["17h05", "2026-11-28T17:05:00+07:00"],
  // The next one, never one that was.
  ["13:59", "2026-11-29T13:59:00+07:00"],
  ["14:00", "2026-11-29T14:00:00+07:00"],
  ["0:30", "2026-11-29T00:30:00+07:00"],
  ["17:00 29/11", "2026-11-29T17:00:00+07:00"],
  ["29/11 17:00", "2026-11-29T17:00:00+07:00"],
  ["28/11 06:00", "2026-11-28T06:00:00+07:00"],
  ["2/1 17:00", "2027-01-02T17:00:00+07:00"],
  ["28/11/2026 17:00", "2026-11-28T17:00:00+07:00"],
  [" 2026-11-28 17:00", "2026-11-28T17:00:00+07:00"],
  ["2026-11-28T17:00", "2026-11-28T17:00:00+07:00"],
])("%s is meant as %s", (text, meant) => {
  expect(meantMoment(text, zone, nowMs)).toBe(Date.parse(meant));
});

it.each(["", "17", "24:00", "12:60", "31/11 12:00", "30/02/2027 12:00", "17:00+07:00", "chiều nay"])(
  "“%s” is no time",
  (text) => {
    expect(meantMoment(text, zone, nowMs)).toBeUndefined();
  },
);

it("goes by the zone's own clock, also where that is changed", () => {
  // Summer time ends there in the night to 25/10/2026: 12:00 is 13 hours after midnight.
  const eveMs = Date.parse("2026-10-24T23:00:00+02:00");
  expect(meantMoment("12:00", "Europe/Berlin", eveMs)).toBe(Date.parse("2026-10-25T12:00:00+01:00"));
  expect(momentText(nowMs, zone)).toBe("14:00 28/11/2026");
});
