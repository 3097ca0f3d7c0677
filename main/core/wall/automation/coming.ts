import type { Programme } from "#contract/entities/programme.ts";
import { inOrder, type Layer, type ProgrammeRun, type RuleHold } from "../layer.ts";
import { nextExpiry, type WallDocument, withoutExpired } from "../wall-document.ts";
import { following, type Surroundings } from "./programme-run.ts";

/** So long before a change that is known to come the windows prepare it: more than any panel takes, and no longer than needed, since it costs as much as what is seen. */
const aheadMs = 5_000;
/** What the last change took away goes first, so that a window never bears three scenes. */
const afterChangeMs = 1_000;

/**
 * How the wall will be when the next thing changes by itself, by what is known now: a programme's step, a rule by its time of
 * day, and the end of what holds for a time. Jumps, figures and events come unforeseen.
 * @param about.programme the one that runs
 * @param about.timed what rules by time of day will take, `sinceMs` in the future
 * @returns undefined where nothing comes soon
 */
export function coming(
  { document, layer }: { document: WallDocument; layer: Layer },
  about: { programme: Programme | undefined; timed: readonly RuleHold[]; around: Surroundings; nowMs: number },
): { document: WallDocument; layer: Layer } | undefined {
  const { timed, nowMs } = about;
  const { run, holds } = layer;
  const times = [run?.nextAtMs, nextExpiry(document), ...holds.map(({ untilMs }) => untilMs)];
  const atMs = Math.min(...[...times, ...timed.map(({ sinceMs }) => sinceMs)].filter((time) => time != null));
  if (atMs - nowMs > aheadMs || nowMs - (run?.sinceMs ?? 0) < afterChangeMs) return undefined;
  const taken = timed.filter(({ sinceMs }) => sinceMs <= atMs);
  const left = holds.filter(
    ({ rule, untilMs }) => (untilMs === null || untilMs > atMs) && !taken.some((hold) => hold.rule === rule),
  );
  return {
    document: withoutExpired(document, atMs),
    layer: { ...layer, run: runThen(run, atMs, about), holds: inOrder([...left, ...taken]) },
  };
}

function runThen(
  run: ProgrammeRun | null,
  atMs: number,
  { programme, around }: { programme: Programme | undefined; around: Surroundings },
): ProgrammeRun | null {
  if (run?.nextAtMs == null || run.nextAtMs > atMs || programme === undefined) return run;
  const next = following(programme, (run.step ?? 0) - 1, 1, around, atMs);
  return { ...run, scene: next === undefined ? null : (programme.steps[next]?.scene ?? null) };
}
