import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import type { SourceState } from "#contract/entities/source.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { DayCounters } from "#contract/source-scores/counters.ts";
import { type ScoreCause, type ScoreDefinition, type ScoreMark, scoreMarks } from "#contract/source-scores/score.ts";

export type MarkView = { value: number | null; cause: ScoreCause | null };
export type Marks = Record<ScoreMark, MarkView>;

/** What a mark is made of beside what was counted. */
export type Judged = Pick<ScoreDefinition, "least" | "refusals"> & { type: SourceConfig["type"] };

const not = (kind: "too-little" | "nothing-expected" | "by-hand" | "not-watched"): MarkView => ({
  value: null,
  cause: { kind },
});
const share = (part: number, whole: number): number => (100 * Math.min(Math.max(part, 0), whole)) / whole;

/** Of several causes the one that took the most; null where nothing was taken. */
function most(causes: readonly { took: number; cause: ScoreCause }[]): ScoreCause | null {
  const worst = causes.reduce<{ took: number; cause: ScoreCause } | null>(
    (best, one) => (one.took > (best?.took ?? 0) ? one : best),
    null,
  );
  return worst?.cause ?? null;
}

/**
 * The four marks of what was counted of a source.
 * - right: of the readings that came, the part that was neither refused for its value, place or time nor changed later beyond the tolerance.
 * - complete: of the figures that were to come while it was watched, those that came.
 * - clean: of what was delivered, the part that was well-formed, in its own words, new and in its order.
 * - alive: of the time that it was watched and not planned to be down, the part in which it was there and gave what it should.
 */
export function marksOf(day: DayCounters, judged: Judged): Marks {
  return {
    right: rightOf(day, judged),
    complete: completeOf(day, judged),
    clean: cleanOf(day, judged),
    alive: aliveOf(day, judged),
  };
}

const refusedBy = (day: DayCounters, isMeant: (code: string) => boolean) =>
  Object.entries(day.refused)
    .filter(([code]) => isMeant(code))
    .map(([, one]) => one);

function rightOf(day: DayCounters, { refusals, least }: Judged): MarkView {
  const wrong = refusedBy(day, (code) => refusals.right.includes(code) || refusals.both.includes(code));
  const refused = wrong.reduce((sum, { count }) => sum + count, 0);
  const all = day.taken + refused;
  if (all < least.readings) return not("too-little");
  const revised = Math.min(day.revised, day.taken);
  const value = share(all - refused - revised, all);
  const causes = [
    ...wrong.map(({ count, last }) => ({ took: count, cause: { kind: "refused" as const, count, last } })),
    { took: revised, cause: { kind: "revised" as const, count: revised } },
  ];
  return { value, cause: most(causes) };
}

function completeOf({ expected, got, missing, inState }: DayCounters, { least }: Judged): MarkView {
  const watchedMs = Object.values(inState).reduce((sum, ms) => sum + (ms ?? 0), 0);
  if (expected === 0) return not(watchedMs < least.watchedMs ? "not-watched" : "nothing-expected");
  const [indicator, times] = Object.entries(missing).reduce<[string, number]>(
    (worst, one) => (one[1] > worst[1] ? one : worst),
    ["", 0],
  );
  const cause: ScoreCause | null =
    times === 0 ? null : { kind: "missing", indicator, missing: expected - got, expected };
  return { value: share(got, expected), cause: got >= expected ? null : cause };
}

function cleanOf(day: DayCounters, { refusals, least }: Judged): MarkView {
  const all = day.deliveries + day.unusable;
  if (all < least.deliveries) return not("too-little");
  const { malformed, repeated, outOfOrder, unusable } = day;
  const dirty = malformed + repeated + outOfOrder + unusable;
  const said = refusedBy(day, (code) => !refusals.right.includes(code) && !refusals.ours.includes(code));
  const [worst] = said.sort((a, b) => b.count - a.count);
  const causes: { took: number; cause: ScoreCause }[] = [
    { took: repeated, cause: { kind: "repeated", count: repeated } },
    { took: outOfOrder, cause: { kind: "out-of-order", count: outOfOrder } },
  ];
  if (worst !== undefined)
    causes.push({ took: malformed, cause: { kind: "refused", count: worst.count, last: worst.last } });
  if (day.lastUnusable !== null)
    causes.push({ took: unusable, cause: { kind: "unusable", count: unusable, last: day.lastUnusable } });
  return { value: share(all - dirty, all), cause: most(causes) };
}

/** Of what the source has no part in: it had just begun, or this program could not store. */
const notItsOwn: readonly SourceState[] = ["starting", "store-failed"];

function aliveOf({ inState }: DayCounters, { type, least }: Judged): MarkView {
  if (isKeyedByHand(type)) return not("by-hand");
  const times = (Object.entries(inState) as [SourceState, number][]).filter(([state]) => !notItsOwn.includes(state));
  const all = times.reduce((sum, [, ms]) => sum + ms, 0);
  if (all < least.watchedMs) return not("not-watched");
  const down = times.filter(([state]) => state !== "ok");
  const causes = down.map(([state, ms]) => ({ took: ms, cause: { kind: "down" as const, state, ms } }));
  return { value: share(inState.ok ?? 0, all), cause: most(causes) };
}

/** Fewer marks are no whole. */
const leastMarks = 2;

/** By the weights, of those marks alone that there are. */
export function totalOf(
  marks: Readonly<Record<ScoreMark, { value: number | null }>>,
  weights: Readonly<Record<ScoreMark, number>>,
): number | null {
  const there = scoreMarks.filter((mark) => marks[mark].value !== null);
  const weight = there.reduce((sum, mark) => sum + weights[mark], 0);
  if (there.length < leastMarks || weight <= 0) return null;
  // Rounding must not lead out of where the marks lie.
  const sum = there.reduce((all, mark) => all + weights[mark] * (marks[mark].value ?? 0), 0);
  return Math.min(100, Math.max(0, sum / weight));
}

/** The lowest mark that was judged and is below 100; of equal ones the first. */
export function worstOf(marks: Readonly<Record<ScoreMark, { value: number | null }>>): ScoreMark | null {
  return scoreMarks.reduce<ScoreMark | null>((worst, mark) => {
    const value = marks[mark].value ?? 100;
    return value < (worst === null ? 100 : (marks[worst].value ?? 100)) ? mark : worst;
  }, null);
}
