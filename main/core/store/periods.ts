export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** @returns the beginning of the hour that a moment lies in; hours of all time zones with whole hours are the same */
export const hourOf = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

/** @param offsetMs of the site's clock from UTC @returns the beginning of the site's day that a moment lies in */
export const dayOf = (atMs: number, offsetMs: number): number =>
  Math.floor((atMs + offsetMs) / dayMs) * dayMs - offsetMs;

/**
 * How far a time zone's standard time is ahead of UTC, ms. Days of stored history begin by standard time the whole year, so
 * that each has 24 hours.
 */
export function standardOffsetMs(timeZone: string): number {
  if (known?.timeZone !== timeZone) known = { timeZone, offsetMs: lookedUp(timeZone) };
  return known.offsetMs;
}

/** A site has one, and it is asked for with every request. */
let known: { timeZone: string; offsetMs: number } | undefined;

function lookedUp(timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offsets = [0, 6].map((month) => {
    const name = format.formatToParts(Date.UTC(2025, month, 1)).find((part) => part.type === "timeZoneName")?.value;
    const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  });
  return Math.min(...offsets);
}
