import type { Reading } from "#contract/entities/reading.ts";
import { formatMoment } from "../../figures/format.ts";

/** null: there is no number, which is no zero. */
export const scoreOf = (reading: Reading | undefined): number | null =>
  typeof reading?.value === "number" ? reading.value : null;

type Zone = { language: string; timeZone: string };

/** "11/2026": the month that a figure by the month is of; "" where there is none. */
export const monthOf = (reading: Reading | undefined, zone: Zone): string =>
  reading === undefined
    ? ""
    : formatMoment(reading.asOfMs, "date", zone)
        .replace(/^\d+[/-]/, "")
        .replace("-", "/");

/** Own less official; null where one has no number, or they are of months so far apart that the difference would say nothing. */
export function differenceOf(own: Reading | undefined, official: Reading | undefined): number | null {
  const [mine, theirs] = [scoreOf(own), scoreOf(official)];
  if (mine === null || theirs === null || own === undefined || official === undefined) return null;
  return Math.abs(own.asOfMs - official.asOfMs) > mostApartMs ? null : mine - theirs;
}
const mostApartMs = 31 * 86_400_000;

/** Whether there is room for bars between the names and the numbers. */
export const columnsFor = (widthPx: number, sourcePx: number): { hasBar: boolean } => ({
  hasBar: widthPx >= 36 * sourcePx,
});
