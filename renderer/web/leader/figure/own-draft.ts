import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { readNumber } from "#contract/entry/number.ts";
import { leastChange, mostChange, type OwnLimit } from "#contract/follows/limit.ts";
import type { Earlier } from "#contract/today/http.ts";

/** Of which figure somebody says from what on he is told. */
export type TellProps = {
  indicator: IndicatorView;
  place: string;
  name: string;
  reading: Reading | undefined;
  earlier: readonly Earlier[];
  /** A sentence to be shown; "" takes it away. */
  onSaid(sentence: string): void;
};

/** site: by the site's thresholds. */
export const ownWays = ["site", "above", "below", "change"] as const;
export type OwnWay = (typeof ownWays)[number];
type Own = Exclude<OwnWay, "site">;

/** A change is told to a digit after the decimal mark; a step is as much as is worth a word. */
const changeDecimals = 1;
const changeStep = 5;
const firstChange = 10;

export type ReadOwn =
  | { limit: OwnLimit }
  | { problem: "ambiguous"; could: [number, number] }
  | { problem: "not-a-number" | "too-precise" }
  | { problem: "out-of-range"; least: number; most: number };

/** What somebody typed, read as people in offices write numbers; a unit may follow. */
export function readOwn(way: Own, typed: string, { decimals }: Pick<IndicatorView, "decimals">): ReadOwn {
  const read = readNumber(typed, way === "change" ? changeDecimals : decimals);
  if ("problem" in read)
    return read.problem === "ambiguous" ? { problem: read.problem, could: read.could } : { problem: read.problem };
  const { value } = read;
  if (way !== "change") return { limit: { kind: way, value } };
  if (value < leastChange || value > mostChange)
    return { problem: "out-of-range", least: leastChange, most: mostChange };
  return { limit: { kind: "change", by: value } };
}

/** Where somebody begins: at the site's first limit of that kind, else at what the figure is now. Undefined: there is neither. */
export function firstOf(
  way: Own,
  { thresholds, decimals }: Pick<IndicatorView, "thresholds" | "decimals">,
  value: number | undefined,
): OwnLimit | undefined {
  if (way === "change") return { kind: way, by: firstChange };
  const known = thresholds.find((one) => one[way] !== undefined)?.[way];
  const first = known ?? (value === undefined ? undefined : Number(value.toFixed(decimals)));
  return first === undefined ? undefined : { kind: way, value: first };
}

/** By how much a press changes it: a tenth of the size of the number, and what the figure's digits can show. */
export function stepOf(
  way: Own,
  { decimals }: Pick<IndicatorView, "decimals">,
  limit: OwnLimit | null | undefined,
): number {
  if (way === "change") return changeStep;
  const size = limit == null || limit.kind === "change" ? 0 : Math.abs(limit.value);
  const least = 10 ** -decimals;
  return size === 0 ? least : Math.max(least, 10 ** (Math.floor(Math.log10(size)) - 1));
}

/** @param by 1: a step more, -1: a step less @returns the number that stands there then */
export function stepped(
  way: Own,
  limit: OwnLimit | undefined,
  by: 1 | -1 | number,
  indicator: Pick<IndicatorView, "decimals">,
): number {
  const step = stepOf(way, indicator, limit);
  const from = limit === undefined ? 0 : limit.kind === "change" ? limit.by : limit.value;
  // To the next whole step, as who goes by steps wants round numbers.
  const next = by > 0 ? (Math.floor(from / step + 1e-9) + 1) * step : (Math.ceil(from / step - 1e-9) - 1) * step;
  if (way === "change") return Math.min(mostChange, Math.max(1, next));
  return Number(next.toFixed(indicator.decimals));
}
