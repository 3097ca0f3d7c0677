import { z } from "zod";
import { AutomationKind } from "#contract/entities/automation.ts";
import { Id } from "#contract/entities/text.ts";
import { mostRulesAtOnce } from "#contract/entities/wall-state.ts";
import { type Layer, ProgrammeRun, RuleHold } from "./layer.ts";
import { WallDocument, type WallPart } from "./wall-document.ts";

const version = z.int().min(0);

/** What taking an entry back or doing it again brings: each that is named is put back; versions are of documents, 0: none. */
export const Effect = z.strictObject({
  wall: WallDocument.optional(),
  scenes: z.array(z.strictObject({ id: Id, version })).optional(),
  automations: z.array(z.strictObject({ kind: AutomationKind, id: Id, version })).optional(),
  /** The programme that ran, and where; null: none. */
  run: ProgrammeRun.nullable().optional(),
  /** What rules had and were told to give back. */
  holds: z.strictObject({ add: z.array(RuleHold), drop: z.array(Id) }).optional(),
});
export type Effect = z.infer<typeof Effect>;

/**
 * What an effect is about, by names that two effects share where one could undo the other.
 * @param parts of the wall, where it has an effect on that
 */
export const touchesOf = (effect: Effect, parts: readonly WallPart[] = []): string[] => [
  ...(effect.wall === undefined ? [] : parts),
  ...(effect.scenes ?? []).map(({ id }) => `scene ${id}`),
  ...(effect.automations ?? []).map(({ kind, id }) => `${kind} ${id}`),
  ...(effect.run === undefined ? [] : ["run"]),
  ...(effect.holds?.add ?? []).map(({ rule }) => `hold ${rule}`),
  ...(effect.holds?.drop ?? []).map((rule) => `hold ${rule}`),
];

/** What runs by itself once an effect is there. @returns undefined where it has none on that */
export function layerAfter({ run, holds }: Effect, layer: Layer, nowMs: number): Layer | undefined {
  if (run === undefined && holds === undefined) return undefined;
  const { add = [], drop = [] } = holds ?? {};
  const left = layer.holds.filter(({ rule }) => !drop.includes(rule));
  const back = add.filter(
    ({ rule, untilMs }) => (untilMs === null || untilMs > nowMs) && !left.some((one) => one.rule === rule),
  );
  return {
    ...layer,
    // Its time begins again when it is seen.
    run: run === undefined ? layer.run : run === null ? null : { ...run, nextAtMs: null },
    holds: [...left, ...back].slice(0, mostRulesAtOnce),
  };
}
