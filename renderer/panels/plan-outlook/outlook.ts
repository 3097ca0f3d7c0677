import type { Reading } from "#contract/entities/reading.ts";
import { formatNumber } from "../../figures/format.ts";

type Told = Pick<Reading, "value" | "asOfMs"> | undefined;

/** What a row knows. Only values of one month are told together: a band of another would be a lie about this one. */
export type Outlook =
  | { kind: "none" }
  /** The calculation refused: too early, a month missing, no plan. */
  | { kind: "unforeseen" }
  | { kind: "foreseen"; expected: number; low: number; high: number };

export function outlookOf(expected: Told, low: Told, high: Told): Outlook {
  if (expected === undefined) return { kind: "none" };
  if (typeof expected.value !== "number") return { kind: "unforeseen" };
  const isOfIt = (other: Told): other is { value: number; asOfMs: number } =>
    other?.asOfMs === expected.asOfMs && typeof other.value === "number";
  if (!isOfIt(low) || !isOfIt(high)) return { kind: "unforeseen" };
  return { kind: "foreseen", expected: expected.value, low: low.value, high: high.value };
}

/** Whether the plan will be met, as far as the band can say. */
export const verdictOf = ({ low, high }: { low: number; high: number }): "likely" | "open" | "unlikely" =>
  low >= 100 ? "likely" : high < 100 ? "unlikely" : "open";

/** "96", and "90–103": in whole per cent, since no outlook is sharper; ends that round to the same are one. */
export function outlookNumbers(
  { expected, low, high }: { expected: number; low: number; high: number },
  language: string,
): { expected: string; band: string } {
  const [from, to] = [low, high].map((value) => formatNumber(value, language, 0)) as [string, string];
  return { expected: formatNumber(expected, language, 0), band: from === to ? from : `${from}–${to}` };
}

/** How far a bar reaches: to the plan and a little beyond, further where a band does. One for all rows, so that plans stand in line. */
export function axisEnd(values: readonly number[]): number {
  return Math.ceil((Math.max(100, ...values.filter(Number.isFinite)) * 1.06) / 5) * 5;
}

export type RowForm = {
  /** One line of words over the bar, or words over and under it. */
  isWide: boolean;
  rows: number;
  rowPx: number;
  barPx: number;
  /** Of the tile, in which all rows stand. */
  wantedPx: number;
};

/** Widths in source sizes: the widest words expected in each place. */
const em = { name: 10.5, reached: 7.5, outlook: 15, verdict: 9 };

/** How rows stand in a tile: one under the other, all of them as high as there is room, up to a comfortable height. */
export function planRows(
  size: { width: number; height: number },
  sourcePx: number,
  labelPx: number,
  count: number,
): RowForm {
  const isWide = size.width / sourcePx >= em.name + em.reached + em.outlook + em.verdict;
  const linesPx = isWide ? labelPx * 1.3 : labelPx * 1.3 + sourcePx * 1.35;
  const leastPx = linesPx + sourcePx * 0.75;
  const aroundPx = labelPx * 1.4 + sourcePx * 1.95;
  const room = size.height - aroundPx;
  const rows = Math.max(1, Math.min(count, Math.floor(room / leastPx)));
  const rowPx = Math.floor(Math.min(room / rows, leastPx * 1.7));
  const barPx = Math.max(8, Math.floor(Math.min(rowPx - linesPx - sourcePx * 0.35, sourcePx * 1.1)));
  return { isWide, rows, rowPx, barPx, wantedPx: aroundPx + count * (leastPx + sourcePx * 0.8) };
}
