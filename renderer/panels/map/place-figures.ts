import { crossedThreshold } from "#contract/entities/crossing.ts";
import { type Freshness, freshnessOf } from "#contract/entities/freshness.ts";
import type { Threshold } from "#contract/entities/indicator.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { isFigureBeyond } from "../../state/reach.ts";
import type { TileState } from "../panel.ts";

/** What the map tells of one place. */
export type PlaceFigure = {
  place: Place;
  /** null: none was ever received, or the place's platform says it has none. */
  value: number | null;
  asOfMs: number | null;
  freshness: Freshness | "none";
  crossed: Threshold | undefined;
  /** What all of it is from; undefined: none was ever received. */
  reading: Reading | undefined;
  /** It is another's than whoever looks may see, and nobody will tell it here. */
  isBeyond?: true;
};

/** @param nowMs the core's clock */
export function placeFigure(
  place: Place,
  indicator: IndicatorView,
  reading: Reading | undefined,
  nowMs: number,
): PlaceFigure {
  if (!reading) {
    const isBeyond = isFigureBeyond(indicator.code, place.id) ? ({ isBeyond: true } as const) : {};
    return { place, value: null, asOfMs: null, freshness: "none", crossed: undefined, reading, ...isBeyond };
  }
  const value = typeof reading.value === "number" ? reading.value : null;
  return {
    place,
    value,
    asOfMs: reading.asOfMs,
    freshness: freshnessOf(indicator.freshness, reading.asOfMs, nowMs),
    crossed: value === null ? undefined : crossedThreshold(indicator.thresholds, value),
    reading,
  };
}

/** Whether both show the same. */
export const isSameFigure = (one: PlaceFigure, other: PlaceFigure | undefined): boolean =>
  one.reading === other?.reading && one.freshness === other?.freshness && one.isBeyond === other?.isBeyond;

/** How a place is drawn: by the limit it is over; what is not current any more as that, whatever the old value was. */
export type Level = "normal" | "attention" | "alarm" | "old" | "none";

export function levelOf({ freshness, crossed, value }: PlaceFigure): Level {
  if (freshness === "none" || (value === null && freshness === "fresh")) return "none";
  return freshness === "fresh" ? (crossed?.level ?? "normal") : "old";
}

/** A value that may still be shown, with its age beside it. */
export const shownValue = ({ value, freshness }: PlaceFigure): number | null => (freshness === "lost" ? null : value);

const severity = ["fresh", "late", "stale", "lost", "empty"] as const;

/** The tile is as old as the oldest figure it shows; places that never sent anything make it empty only when all are so. */
export function worstOf(figures: readonly PlaceFigure[]): TileState {
  const told = figures.filter((figure) => figure.freshness !== "none");
  if (figures.length > 0 && told.length === 0) return "empty";
  return told.reduce<(typeof severity)[number]>((worst, { freshness }) => {
    const state = freshness === "none" ? "empty" : freshness;
    return severity.indexOf(state) > severity.indexOf(worst) ? state : worst;
  }, "fresh");
}

/** A symbol's area, not its radius, is what the eye compares: the radius goes with the root. @returns px at label size 1 */
export const symbolRadius = (value: number): number => 0.14 + Math.sqrt(Math.max(0, value)) * 0.035;
