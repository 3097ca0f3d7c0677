import { type AlarmLevel, StageParameters } from "#contract/calculations/water.ts";

/** An alarm level of a station. `value` null: nobody knows it. */
export type Level = { number: number; value: number | null; isVerified: boolean };

const romans = ["I", "II", "III", "IV", "V"];
/** As offices write a level's number. */
export const romanOf = (number: number): string => romans[number - 1] ?? String(number);

const levelOf = (level: AlarmLevel, at: number): Level =>
  typeof level === "object" && level !== null
    ? { number: at + 1, ...level }
    : { number: at + 1, value: level, isVerified: level !== null };

/** What the stage's calculation says of a station: its levels, and when bulletins are due above so many of them. */
export function stationRule(parameters: unknown, place: string): { levels: Level[]; bulletins: string[][] } {
  const parsed = StageParameters.safeParse(parameters);
  if (!parsed.success) return { levels: [], bulletins: [] };
  return { levels: (parsed.data.levels[place] ?? []).map(levelOf), bulletins: parsed.data.bulletins };
}

/** The level after the highest one that a height has reached; undefined above all of them. */
export function nextLevel(levels: readonly Level[], height: number): Level | undefined {
  const above = levels.findLastIndex(({ value }) => value !== null && height >= value);
  return levels[above + 1];
}

/**
 * Since when the water has stood above so many levels: it may have been higher in between; of none, since it fell below the first.
 * `fromMs`: it was so over all that is known of the past.
 */
export function sinceOf(
  points: readonly (readonly [number, number | null])[],
  now: number,
): { sinceMs: number } | { fromMs: number } | undefined {
  const first = points[0];
  if (first === undefined) return undefined;
  const other = points.findLastIndex(([, value]) => value !== null && (now === 0 ? value > 0 : value < now));
  if (other < 0) return { fromMs: first[0] };
  const since = points[other + 1];
  return since === undefined ? undefined : { sinceMs: since[0] };
}
