import { periodLastYear, previousPeriod, type Stretch } from "#contract/calendar/periods.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import type { Against } from "./settings.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** A figure of every minute would ask anew each minute; what stood yesterday at this time is not that sharp a question. */
const quantumMs = 10 * 60_000;

/** Widths in source sizes: the widest word or number expected. */
const againstEm = 6.4;
const statusEm = 7.6;
export const nameEm = 7;
/** "24/11/2026"; where nothing follows, "chậm 56 ngày": what is not current takes the place of the first comparator too. */
const ageEm = { beside: 7, alone: 9 };

/** `namePx`: what is left for a name. */
export type Columns = { status: boolean; against: readonly Against[]; ageEm: number; oldEm: number; namePx: number };

/**
 * Which columns there is room for. Value and age always stand, then the status where the rows differ in it, then what the
 * figures are held against, from the left.
 * @param valuePx what the widest value with its unit takes
 */
export function planColumns(
  widthPx: number,
  sourcePx: number,
  valuePx: number,
  isMixed: boolean,
  wanted: readonly Against[],
): Columns {
  const fixedPx = valuePx + (nameEm + (isMixed ? statusEm : 0)) * sourcePx;
  let left = widthPx - fixedPx - ageEm.beside * sourcePx;
  const against: Against[] = [];
  for (const one of wanted) {
    if (left < againstEm * sourcePx) break;
    left -= againstEm * sourcePx;
    against.push(one);
  }
  const age = against.length > 0 ? ageEm.beside : ageEm.alone;
  const namePx = left + (nameEm + ageEm.beside - age) * sourcePx;
  const oldEm = age + (against.length > 0 ? againstEm : 0);
  return { status: isMixed, against, ageEm: age, oldEm, namePx };
}

/** What a block of the table needs at least: name, value, age, and the status where the rows differ in it. */
export const leastBlockPx = (valuePx: number, sourcePx: number, isMixed: boolean): number =>
  valuePx + (nameEm + ageEm.beside + (isMixed ? statusEm : 0)) * sourcePx;

/**
 * How many rows stand, and how high each is: they fill the tile, up to a comfortable height. Before any is left out they stand closer,
 * then in blocks side by side.
 * @param linePx a row's usual height, and the least in which it can be read
 * @param twoLinesPx what a name of two lines takes; 0: none is so long
 * @param mostBlocks as many as are wide enough
 * @returns `rows` of each block; `hasTwoLines`: whether there is room for them. A row is never left out for it
 */
export function planRows(
  heightPx: number,
  linePx: { usual: number; least: number },
  count: number,
  twoLinesPx: number,
  mostBlocks: number,
): { blocks: number; rows: number; shown: number; rowPx: number; hasTwoLines: boolean } {
  const { columns: blocks, rows, shown } = fillRoom(count, heightPx, linePx, mostBlocks);
  const rowPx = Math.floor(Math.min(heightPx / rows, Math.max(linePx.usual * 1.6, twoLinesPx)));
  return { blocks, rows, shown, rowPx, hasTwoLines: twoLinesPx > 0 && rowPx >= twoLinesPx };
}

/**
 * The stretch of the past that a figure is held against; null where there is none: by the minute and the hour the period
 * before says nothing, and yesterday at this time is no question to a figure by the month.
 * @param offsetMs of the site's time from UTC
 */
export function stretchFor(
  against: Against,
  period: IndicatorView["period"],
  asOfMs: number,
  offsetMs: number,
): Stretch | null {
  const isShort = period === "minute" || period === "hour";
  switch (against) {
    case "plan":
      return null;
    case "previous-period":
      return isShort ? null : previousPeriod(period, asOfMs, offsetMs);
    case "last-year":
      return isShort ? null : periodLastYear(period, asOfMs, offsetMs);
    case "day-before": {
      if (!isShort) return null;
      const toMs = Math.floor(asOfMs / quantumMs) * quantumMs - dayMs;
      return { fromMs: toMs - hourMs, toMs };
    }
  }
}
