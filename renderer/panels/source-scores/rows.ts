import type { Words } from "#contract/entities/text.ts";
import type { SourceScores } from "#contract/source-scores/http.ts";
import type { ScoreMark, SourceScore, UnitScore } from "#contract/source-scores/score.ts";
import type { SourceScoresSettings } from "./settings.ts";

/** A source or unit as a line shows it. */
export type ScoreRow = Pick<SourceScore, "marks" | "total" | "change" | "worst" | "days"> & {
  key: string;
  /** null: nobody answers for it. */
  name: Words | null;
  sources: number;
  simulated: number;
  /** The lowest of a unit's sources, by its name. */
  lowest: Words | null;
};

export function rowsOf({ sources, units }: SourceScores, by: SourceScoresSettings["by"]): ScoreRow[] {
  if (by === "source")
    return sources.map((one: SourceScore) => ({
      ...one,
      ...{ key: one.id, sources: 1, simulated: one.isSimulated ? 1 : 0, lowest: null },
    }));
  const nameOf = new Map(sources.map(({ id, name }) => [id, name]));
  return units.map((one: UnitScore) => ({
    ...one,
    key: one.unit ?? "",
    lowest: one.sources > 1 && one.lowest !== null ? (nameOf.get(one.lowest) ?? null) : null,
  }));
}

export type Level = "normal" | "attention" | "alarm";

export function levelOf(
  value: number | null,
  { attentionBelow, alarmBelow }: Pick<SourceScoresSettings, "attentionBelow" | "alarmBelow">,
): Level {
  if (value === null) return "normal";
  if (alarmBelow !== undefined && value < alarmBelow) return "alarm";
  return attentionBelow !== undefined && value < attentionBelow ? "attention" : "normal";
}

/** A hundred is told only of what is whole: 99,97 is no 100. */
export const shownScore = (value: number): number => (value < 100 ? Math.min(99, Math.round(value)) : 100);

/** Changes of less are as before. */
const steadyPoints = 1;
export const wayOf = (change: number | null): "rise" | "fall" | "level" | "none" => {
  if (change === null) return "none";
  return Math.abs(change) < steadyPoints ? "level" : change > 0 ? "rise" : "fall";
};

/** What there is room for beside the name and the total, which always stand. Marks and reason that have none stand under them. */
export type ScorePlan = { hasMarks: boolean; hasWay: boolean; hasWhy: boolean; nameEm: number; whyBelow: boolean };

const totalEm = 4.6;
const markEm = 4.7;
const wayEm = 3.6;
const nameEm = 9;
const whyEm = 15;

/** @param widthEm of the tile, in sizes of its small type */
export function planOf(widthEm: number): ScorePlan {
  const hasMarks = widthEm >= nameEm + totalEm + 4 * markEm;
  const hasWay = widthEm >= nameEm + totalEm + (hasMarks ? 4 * markEm : 0) + wayEm;
  const left = widthEm - totalEm - (hasMarks ? 4 * markEm : 0) - (hasWay ? wayEm : 0);
  const hasWhy = hasMarks && left >= nameEm + whyEm;
  return { hasMarks, hasWay, hasWhy, whyBelow: !hasWhy, nameEm: hasWhy ? Math.max(nameEm, left * 0.4) : left };
}

/** The marks in the order in which the official model names them. */
export const marksInOrder: readonly ScoreMark[] = ["right", "complete", "clean", "alive"];

/** A line, and each further one under it, in sizes of the small type. */
const lineEm = 1.5;
const underEm = 1.15;

/**
 * How high each row is, and how many stand.
 * @param under of each row how many lines stand under its first
 */
export function fitRows(
  under: readonly number[],
  heightPx: number,
  sourcePx: number,
): { shown: number; heights: number[]; morePx: number; wantedPx: number } {
  const wanted = under.map((lines) => (lineEm + lines * underEm) * sourcePx);
  const whole = wanted.reduce((sum, px) => sum + px, 0);
  const morePx = lineEm * sourcePx;
  let shown = wanted.length;
  if (whole > heightPx) {
    let used = morePx;
    shown = 0;
    while (shown < wanted.length && used + (wanted[shown] ?? 0) <= heightPx) {
      used += wanted[shown] ?? 0;
      shown += 1;
    }
    shown = Math.max(1, shown);
  }
  const stretch = Math.min(1.3, Math.max(1, heightPx / Math.max(1, whole)));
  return { shown, heights: wanted.slice(0, shown).map((px) => Math.floor(px * stretch)), morePx, wantedPx: whole };
}

/** What stands under the names: all there is to say, the reasons of what is too low alone, or nothing. */
export type Under = "all" | "low" | "none";

/**
 * As much under the names as leaves no row out; where that cannot be, the reasons of what is too low, as long as two rows stand.
 * @param linesOf how many lines stand under each row's first
 */
export function fitUnder(
  linesOf: (under: Under) => readonly number[],
  heightPx: number,
  sourcePx: number,
): ReturnType<typeof fitRows> & { under: Under } {
  const of = (under: Under) => ({ under, ...fitRows(linesOf(under), heightPx, sourcePx) });
  const all = of("all");
  const count = linesOf("all").length;
  if (all.shown === count && all.wantedPx <= heightPx) return all;
  const low = of("low");
  const isEnough = low.shown >= Math.min(2, count) && low.heights.reduce((sum, px) => sum + px, 0) <= heightPx;
  return isEnough ? { ...low, wantedPx: all.wantedPx } : { ...of("none"), wantedPx: all.wantedPx };
}
