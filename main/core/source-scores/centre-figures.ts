import { derivedSource } from "#contract/entities/derived-source.ts";
import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceState } from "#contract/entities/source.ts";
import { centreFigures } from "#contract/source-scores/figures.ts";
import { type ScoreMark, type SourceScore, scoreMarks } from "#contract/source-scores/score.ts";
import type { NewReading } from "../store/reading-repositories.ts";

const minuteMs = 60_000;

export type CentreOptions = {
  profile: Pick<Profile, "sources" | "indicators" | "place">;
  states: ReadonlyMap<string, { state: SourceState; isPlanned: boolean }>;
  newest: readonly Reading[];
  sources: readonly SourceScore[];
  /** Any of what they are made of is simulated: then so are they. */
  isSimulated: boolean;
  nowMs: number;
};

/** What the centre can say of itself, as figures of those indicators that the profile has. */
export function centreReadings(options: CentreOptions): NewReading[] {
  const { profile, states, newest, sources, nowMs } = options;
  const own = new Map(profile.indicators.map((one) => [one.code, one]));
  const typeOf = new Map(profile.sources.map(({ id, type }) => [id, type]));
  // What follows from other figures is no figure of somebody's.
  const figures = newest.filter(
    ({ indicator, source }) => typeOf.has(source) && own.get(indicator)?.derived === undefined,
  );
  const lines = [...states].filter(([id, { isPlanned }]) => !isPlanned && !isKeyedByHand(typeOf.get(id) ?? ""));
  const percent = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);
  const mean = (values: readonly (number | null)[]): number | null => {
    const there = values.filter((value) => value !== null);
    return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
  };
  const values: Record<string, number | null> = {
    [centreFigures.sourcesOk]: percent(lines.filter(([, { state }]) => state === "ok").length, lines.length),
    [centreFigures.medianAge]: median(figures.map(({ asOfMs }) => Math.max(0, nowMs - asOfMs) / minuteMs)),
    [centreFigures.byHand]: percent(
      figures.filter(({ source }) => isKeyedByHand(typeOf.get(source) ?? "")).length,
      figures.length,
    ),
    [centreFigures.total]: mean(sources.map(({ total }) => total)),
    ...Object.fromEntries(
      scoreMarks.map((mark: ScoreMark) => [
        centreFigures.marks[mark],
        mean(sources.map((one) => one.marks[mark].value)),
      ]),
    ),
  };
  const asOfMs = Math.floor(nowMs / minuteMs) * minuteMs;
  return Object.entries(values).flatMap(([indicator, value]): NewReading[] => {
    const known = own.get(indicator);
    if (known === undefined || known.isRetired || known.derived !== undefined) return [];
    return [
      {
        ...{ indicator, place: profile.place, value, asOfMs, receivedAtMs: Math.round(nowMs), source: derivedSource },
        ...{ status: options.isSimulated ? "simulated" : "official", quality: "good" },
      },
    ];
  });
}

/** The middle one, of an even number the mean of the two; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
