import type { CameraState, CameraView } from "#contract/entities/camera.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { SourceState, SourceView } from "#contract/entities/source.ts";
import type { Words } from "#contract/entities/text.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import type { FigureAges } from "#contract/readings/figure-ages.ts";
import { plannedUntilOf } from "../../state/maintenance.ts";

/** One line of the board. `rank` 0 is the worst. */
export type Problem = { key: string; rank: number; name: Words; sinceMs: number } & (
  | { kind: "source"; state: Exclude<SourceState, "ok"> }
  /** A source that is planned to be down: no fault, and said all the same. */
  | { kind: "planned"; untilMs: number }
  | { kind: "camera"; state: Exclude<CameraState, "ok" | "idle"> }
  /** How many places of the indicator are in this state, and as of when the oldest of them is. */
  | { kind: "figure"; indicator: string; state: "late" | "stale" | "lost"; places: number }
);

const sourceRank: Record<Exclude<SourceState, "ok">, number> = {
  failing: 0,
  refused: 0,
  "store-failed": 0,
  "mis-mapped": 1,
  late: 2,
  starting: 4,
};
const cameraRank: Record<Exclude<CameraState, "ok" | "idle">, number> = {
  "no-signal": 1,
  "wrong-password": 1,
  unsupported: 1,
  "gateway-missing": 1,
  frozen: 2,
  connecting: 4,
};
/** Below all that is not well. */
export const plannedRank = 9;
const figureRank = { lost: 1, stale: 2, late: 3 } as const;

const plannedProblem = (key: string, name: Words, sinceMs: number, untilMs: number): Problem => ({
  ...{ key, kind: "planned", name, sinceMs, untilMs, rank: plannedRank },
});

/** What is not well of a centre's own sources, as long as it can tell: when its line is cut, what it last told is old. */
function originProblems({ id, name, state, origins }: SourceView, nowMs: number): Problem[] {
  if (state !== "ok" && state !== "late") return [];
  return (origins?.sources ?? []).flatMap((one): Problem[] => {
    const untilMs = plannedUntil(one, nowMs);
    if (untilMs === undefined && (one.state === "ok" || one.state === "starting")) return [];
    const through = { vi: `${one.name.vi} · ${name.vi}`, en: `${one.name.en} · ${name.en}` };
    const { state, sinceMs } = one;
    if (untilMs !== undefined || state === "ok")
      return untilMs === undefined ? [] : [plannedProblem(`source/${id}/${one.id}`, through, sinceMs, untilMs)];
    return [{ key: `source/${id}/${one.id}`, kind: "source", name: through, state, sinceMs, rank: sourceRank[state] }];
  });
}

/**
 * All that is not well, the worst first and among equals the longest. Figures of one indicator in one state are one
 * line: when a platform goes silent its dozens of series must not hide the rest.
 */
export function findProblems(
  all: {
    sources: Iterable<SourceView>;
    cameras: Iterable<CameraView>;
    figureAges: Iterable<FigureAges>;
    indicatorOf: ReadonlyMap<string, IndicatorView>;
  },
  nowMs: number,
): Problem[] {
  const problems: Problem[] = [];
  const sources = new Map([...all.sources].map((source) => [source.id, source]));
  for (const source of sources.values()) {
    const { id, name, state, sinceMs } = source;
    if (isNotEnteredYet(source)) continue;
    const untilMs = plannedUntil(source, nowMs);
    if (untilMs !== undefined) problems.push(plannedProblem(`source/${id}`, name, sinceMs, untilMs));
    else if (state !== "ok")
      problems.push({ key: `source/${id}`, kind: "source", name, state, sinceMs, rank: sourceRank[state] });
    problems.push(...originProblems(source, nowMs));
  }
  for (const { id, name, state, sinceMs } of all.cameras)
    if (state !== "ok" && state !== "idle")
      problems.push({ key: `camera/${id}`, kind: "camera", name, state, sinceMs, rank: cameraRank[state] });
  const figures = new Map<string, Extract<Problem, { kind: "figure" }>>();
  for (const { indicator: code, ages } of all.figureAges) {
    const indicator = all.indicatorOf.get(code);
    if (indicator === undefined) continue;
    for (const { asOfMs, source, origin, places } of ages) {
      const state = freshnessOf(indicator.freshness, asOfMs, nowMs);
      if (state === "fresh") continue;
      // Told by its source's own line.
      if (plannedUntilOf({ source, origin }, nowMs, sources) !== undefined) continue;
      const key = `figure/${code}/${state}`;
      const known = figures.get(key);
      if (known === undefined)
        figures.set(key, {
          ...{ key, kind: "figure", indicator: code, name: indicator.name, state, places },
          ...{ sinceMs: asOfMs, rank: figureRank[state] },
        });
      else {
        known.places += places;
        known.sinceMs = Math.min(known.sinceMs, asOfMs);
      }
    }
  }
  problems.push(...figures.values());
  return problems.sort((a, b) => a.rank - b.rank || a.sinceMs - b.sinceMs || a.key.localeCompare(b.key));
}
