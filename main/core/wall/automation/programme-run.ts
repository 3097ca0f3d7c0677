import type { FigureCondition } from "#contract/entities/figure-condition.ts";
import type { Programme } from "#contract/entities/programme.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Hours } from "#contract/entities/timetable.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import type { Layer, ProgrammeRun } from "../layer.ts";
import type { WallDocument } from "../wall-document.ts";

/** What a programme has to know of the site. */
export type Surroundings = {
  /** undefined: there is no such scene. */
  sceneName(id: string): Words | undefined;
  isWithin(hours: Hours, ms: number): boolean;
  isSo(condition: FigureCondition): boolean;
  /** When it will be so if everything stays as it is; null: it will not, or it is. */
  soAtMs(condition: FigureCondition): number | null;
};

/** A step is seen for so long before a jump: two that jump to one another would flicker. */
const leastShownMs = 5_000;
/** So often it is looked whether anything can be shown, where nothing could. */
const tryAgainAfterMs = 15_000;

/**
 * The next step that can be shown, all others passed over: its scene is there and it is its time.
 * @param from 0-based; -1 before the first
 * @returns 0-based, `from` itself where it is the only one; undefined: none
 */
export function following(
  { steps }: Programme,
  from: number,
  direction: 1 | -1,
  around: Surroundings,
  nowMs: number,
): number | undefined {
  const count = steps.length;
  for (let distance = 1; distance <= count; distance += 1) {
    const at = (((from + direction * distance) % count) + count) % count;
    const step = steps[at];
    if (step === undefined || around.sceneName(step.scene) === undefined) continue;
    if (step.only === null || around.isWithin(step.only, nowMs)) return at;
  }
  return undefined;
}

/** A programme at a step, its time beginning now. @param at 0-based; undefined: none can be shown */
export function runAt(
  programme: Programme,
  at: number | undefined,
  of: { startedAtMs: number; who: Who | null; isPaused: boolean },
  around: Surroundings,
  nowMs: number,
): ProgrammeRun {
  const { id, name, steps } = programme;
  const step = at === undefined ? undefined : steps[at];
  const leftMs = step === undefined ? tryAgainAfterMs : step.dwellS * 1_000;
  return {
    id,
    name,
    step: at === undefined || step === undefined ? null : at + 1,
    steps: steps.length,
    scene: step?.scene ?? null,
    sinceMs: nowMs,
    nextAtMs: of.isPaused ? null : nowMs + leftMs,
    leftMs,
    next: at === undefined ? null : nextOf(programme, at, around, nowMs + leftMs),
    ...of,
  };
}

/** From its first step that can be shown. @param who null: by itself, at its time */
export const begun = (programme: Programme, who: Who | null, around: Surroundings, nowMs: number): ProgrammeRun =>
  runAt(
    programme,
    following(programme, -1, 1, around, nowMs),
    { startedAtMs: nowMs, who, isPaused: false },
    around,
    nowMs,
  );

/** No programme runs any more; what it shows stays, below whatever covers it. */
export function ended(
  document: WallDocument,
  layer: Layer,
  around: Surroundings,
): { document: WallDocument; layer: Layer } {
  const scene = layer.run?.scene ?? null;
  const isSeen = document.control.by !== "operator" && scene !== null && around.sceneName(scene) !== undefined;
  return { document: isSeen ? { ...document, scene } : document, layer: { ...layer, run: null } };
}

/** The jump that comes next if its condition stays as it is. `to` is 0-based. */
export function comingJump(
  { step, sinceMs }: ProgrammeRun,
  { steps }: Programme,
  around: Surroundings,
): { ms: number; to: number } | undefined {
  return steps[(step ?? 0) - 1]?.jumps
    .flatMap(({ when, to }) => {
      const soAtMs = around.soAtMs(when);
      return soAtMs === null ? [] : { ms: Math.max(soAtMs, sinceMs + leastShownMs), to: to - 1 };
    })
    .reduce<{ ms: number; to: number } | undefined>((next, one) => (next && next.ms <= one.ms ? next : one), undefined);
}

function nextOf(programme: Programme, at: number, around: Surroundings, ms: number): ProgrammeRun["next"] {
  const next = following(programme, at, 1, around, ms);
  const scene = next === undefined ? undefined : around.sceneName(programme.steps[next]?.scene ?? "");
  return next === undefined || next === at || scene === undefined ? null : { step: next + 1, scene };
}

/**
 * How it goes on: the next step when its time is over, a jump when its condition is so; and its time stands still while it
 * is paused or covered.
 * @returns the same where nothing changes
 */
export function proceed(
  run: ProgrammeRun,
  programme: Programme,
  around: Surroundings,
  { isCovered, nowMs }: { isCovered: boolean; nowMs: number },
): ProgrammeRun {
  const { startedAtMs, who, isPaused } = run;
  const at = run.step === null ? -1 : run.step - 1;
  const goTo = (step: number | undefined) => runAt(programme, step, { startedAtMs, who, isPaused }, around, nowMs);
  // Edited meanwhile so that this step is another one, or there is none.
  if (at >= 0 && programme.steps[at]?.scene !== run.scene) {
    const moved = programme.steps.findIndex(({ scene }) => scene === run.scene);
    return goTo(moved >= 0 ? moved : following(programme, -1, 1, around, nowMs));
  }
  // Its scene was removed.
  if (run.scene !== null && around.sceneName(run.scene) === undefined)
    return goTo(following(programme, at, 1, around, nowMs));
  if (isPaused || isCovered) {
    if (run.nextAtMs === null) return run;
    // What is given back is to be seen, however little of its time is left.
    const dwellMs = (programme.steps[at]?.dwellS ?? 0) * 1_000;
    return { ...run, nextAtMs: null, leftMs: Math.max(Math.min(leastShownMs, dwellMs), run.nextAtMs - nowMs) };
  }
  if (run.nextAtMs === null) return { ...run, nextAtMs: nowMs + run.leftMs };
  if (run.nextAtMs <= nowMs) return goTo(following(programme, at, 1, around, nowMs));
  if (nowMs - run.sinceMs >= leastShownMs)
    for (const { when, to } of programme.steps[at]?.jumps ?? []) {
      const target = programme.steps[to - 1];
      const isShowable =
        to - 1 !== at && target !== undefined && following(programme, to - 2, 1, around, nowMs) === to - 1;
      if (isShowable && around.isSo(when)) return goTo(to - 1);
    }
  return run;
}
