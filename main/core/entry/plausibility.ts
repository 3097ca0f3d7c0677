import type { EnteredFigure } from "#contract/entities/source-config.ts";
import type { Words } from "#contract/entities/text.ts";
import { type CodedMessage, inBoth } from "#contract/errors.ts";
import { numberWords } from "./words.ts";

/** What a value is held against. */
export type Known = { what: Words; value: number };
export type Limit = NonNullable<EnteredFigure["plausible"]>;

/** Where a profile says nothing. A change of percentages in per cent of themselves says nothing: from 0,1 to 0,4 is little. */
export const limitOf = (rule: Pick<EnteredFigure, "plausible">, unit: string): Limit =>
  rule.plausible ?? (unit.trim() === "%" ? { points: 10 } : { percent: 30 });

/** So near to a power of ten, in its exponent, a value looks mistyped. */
const slipWithin = 0.15;

/**
 * Whether a value is far from all that is known beside it. Near to one of them is enough: what goes up each Tết is near to last year's.
 * @param besides the period before first
 * @returns why a reason is asked for; null: it is not
 */
export function oddness(value: number, besides: readonly Known[], limit: Limit, decimals: number): CodedMessage | null {
  const [first] = besides;
  if (first === undefined || besides.some((one) => distance(value, one.value, limit) <= allowed(limit))) return null;
  const words = { ...inBoth("what", first.what), ...inBoth("before", numberWords(first.value, decimals)) };
  if ("percent" in limit && first.value !== 0) {
    const exponent = Math.log10(Math.abs(value / first.value));
    const whole = Math.round(exponent);
    if (Number.isFinite(exponent) && whole !== 0 && Math.abs(exponent - whole) < slipWithin && value / first.value > 0)
      return { code: "entry.slipped", params: { ...inBoth("times", numberWords(10 ** whole, 6)), ...words } };
    const code = value > first.value ? "entry.higher" : "entry.lower";
    const percent = distance(value, first.value, limit);
    return { code, params: { ...inBoth("percent", numberWords(percent, 0)), ...words } };
  }
  const code = value > first.value ? "entry.higher-points" : "entry.lower-points";
  const points = numberWords(Math.abs(value - first.value), Math.max(decimals, 1));
  return { code, params: { ...inBoth("points", points), ...words } };
}

const allowed = (limit: Limit): number => ("percent" in limit ? limit.percent : limit.points);
const distance = (value: number, other: number, limit: Limit): number => {
  const apart = Math.abs(value - other);
  if ("points" in limit) return apart;
  return apart === 0 ? 0 : (100 * apart) / Math.abs(other);
};
