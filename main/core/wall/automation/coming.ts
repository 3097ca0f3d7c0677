import type { Programme } from "#contract/entities/programme.ts";
import { inOrder, type Layer, type ProgrammeRun, type RuleHold } from "../layer.ts";
import { nextExpiry, type WallDocument, withoutExpired } from "../wall-document.ts";
import { begun, comingJump, ended, following, type Surroundings } from "./programme-run.ts";

/** So long before a change that is known to come the windows prepare it: more than any panel takes, and no longer than needed, since it costs as much as what is seen. */
const aheadMs = 5_000;
/** What the last change took away goes first, so that a window never bears three scenes. */
const afterChangeMs = 1_000;

type About = {
  programme: Programme | undefined;
  appointed: Appointed | undefined;
  foreseen: readonly RuleHold[];
  around: Surroundings;
  nowMs: number;
};

/** A programme that begins by itself, or ends. */
export type Appointed = { ms: number; programme: Programme; isStart: boolean };

/**
 * How the wall will be when the next thing changes by itself, by what is known now: a programme that begins or ends at its
 * time of day, its step, a rule by its time of day, the end of what holds for a time, and what a condition sets off that is so
 * already and is to be so for a while. Events, and figures that are acted on at once, come unforeseen.
 * @param about.programme the one that runs
 * @param about.appointed the next programme that begins or ends at its time
 * @param about.foreseen what rules will take, `sinceMs` in the future
 * @returns undefined where nothing comes soon
 */
export function coming(
  { document, layer }: { document: WallDocument; layer: Layer },
  about: About,
): { document: WallDocument; layer: Layer } | undefined {
  const { programme, foreseen, appointed, around, nowMs } = about;
  const { run, holds } = layer;
  const jump = run?.nextAtMs == null || programme === undefined ? undefined : comingJump(run, programme, around);
  const times = [run?.nextAtMs, jump?.ms, appointed?.ms, nextExpiry(document), ...holds.map(({ untilMs }) => untilMs)];
  const atMs = Math.min(...[...times, ...foreseen.map(({ sinceMs }) => sinceMs)].filter((time) => time != null));
  if (atMs - nowMs > aheadMs || nowMs - (run?.sinceMs ?? 0) < afterChangeMs) return undefined;
  const taken = foreseen.filter(({ sinceMs }) => sinceMs <= atMs);
  const left = holds.filter(
    ({ rule, untilMs }) => (untilMs === null || untilMs > atMs) && !taken.some((hold) => hold.rule === rule),
  );
  const then = {
    document: withoutExpired(document, atMs),
    layer: { ...layer, run: runThen(run, atMs, jump, about), holds: inOrder([...left, ...taken]) },
  };
  return appointed === undefined || appointed.ms > atMs ? then : { ...then, ...programmeThen(then, appointed, about) };
}

function programmeThen(
  { document, layer }: { document: WallDocument; layer: Layer },
  { programme, isStart, ms }: Appointed,
  { around }: About,
): { document: WallDocument; layer: Layer } {
  const isRunning = layer.run?.id === programme.id;
  if (isStart === isRunning) return { document, layer };
  return isStart
    ? { document, layer: { ...layer, run: begun(programme, null, around, ms) } }
    : ended(document, layer, around);
}

function runThen(
  run: ProgrammeRun | null,
  atMs: number,
  jump: { ms: number; to: number } | undefined,
  { programme, around }: About,
): ProgrammeRun | null {
  if (run?.nextAtMs == null || programme === undefined) return run;
  const isStep = run.nextAtMs <= atMs;
  if (!isStep && (jump === undefined || jump.ms > atMs)) return run;
  const next = isStep || jump === undefined ? following(programme, (run.step ?? 0) - 1, 1, around, atMs) : jump.to;
  return { ...run, scene: next === undefined ? null : (programme.steps[next]?.scene ?? null) };
}
