import fc from "fast-check";
import { expect, it } from "vitest";
import { momentIn } from "#contract/dossiers/moments.ts";

const offsetMs = 7 * 3_600_000;
const at = (iso: string) => Date.parse(iso);

it("reads the three ways in which platforms write a moment, in the site's own time where none is told", () => {
  const moment = at("2026-11-27T16:30:05+07:00");
  for (const text of [
    "27/11/2026 16:30:05",
    "20261127163005",
    "2026-11-27T16:30:05",
    "2026-11-27 16:30:05",
    "2026-11-27T09:30:05Z",
    "2026-11-27T17:30:05+08:00",
    moment,
  ])
    expect([text, momentIn(text, offsetMs)]).toEqual([text, moment]);
  expect(momentIn("27/11/2026 16:30", offsetMs)).toBe(at("2026-11-27T16:30:00+07:00"));
});

it("takes a day without a time for its beginning, and for a due date whole", () => {
  for (const text of ["27/11/2026", "20261127", "2026-11-27"]) {
    expect(momentIn(text, offsetMs)).toBe(at("2026-11-27T00:00:00+07:00"));
    expect(momentIn(text, offsetMs, true)).toBe(at("2026-11-27T23:59:59.999+07:00"));
  }
  expect(momentIn("27/11/2026 08:00:00", offsetMs, true)).toBe(at("2026-11-27T08:00:00+07:00"));
});

it("tells what has not happened from what is no moment", () => {
  for (const none of [null, undefined, "", "  ", "00000000000000", "0001-01-01T00:00:00", "9999-12-31T23:59:59"])
    expect(momentIn(none, offsetMs)).toBeNull();
  for (const wrong of [
    "31/02/2026 08:00:00",
    "20261301000000",
    "27-11-2026",
    "27/11/2026 24:00:00",
    "hôm qua",
    -1,
    0.5,
    true,
    {},
  ])
    expect([wrong, momentIn(wrong, offsetMs)]).toEqual([wrong, undefined]);
});

it("reads every second as it was written", () => {
  const second = fc.integer({ min: at("2000-01-01T00:00:00Z") / 1_000, max: at("2100-01-01T00:00:00Z") / 1_000 });
  fc.assert(
    fc.property(second, (s) => {
      const local = new Date(s * 1_000 + offsetMs).toISOString();
      const [, y, m, d, time = ""] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(local) ?? [];
      expect(momentIn(`${d}/${m}/${y} ${time}`, offsetMs)).toBe(s * 1_000);
      expect(momentIn(`${y}${m}${d}${time.replaceAll(":", "")}`, offsetMs)).toBe(s * 1_000);
      expect(momentIn(`${y}-${m}-${d}T${time}`, offsetMs)).toBe(s * 1_000);
    }),
  );
});
