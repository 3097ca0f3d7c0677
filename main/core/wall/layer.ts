import { z } from "zod";
import { Id, Words } from "#contract/entities/text.ts";
import { EpochMs } from "#contract/entities/time.ts";
import { Tile } from "#contract/entities/wall.ts";
import {
  type Control,
  mostRulesAtOnce,
  ProgrammeView,
  type Push,
  type RuleView,
  Who,
} from "#contract/entities/wall-state.ts";
import type { WallDocument } from "./wall-document.ts";

/** What a rule has been set off to show, and until when. Made out when it is set off; later changes of a scene do not touch it. */
export const RuleHold = z.strictObject({
  rule: Id,
  /** Of the rule: another one ends it. */
  version: z.int(),
  name: Words,
  priority: z.int(),
  what: Words,
  sinceMs: EpochMs,
  untilMs: EpochMs.nullable(),
  take: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("scene"), scene: Id }),
    z.strictObject({ kind: z.literal("display"), display: z.int().min(1), tiles: z.array(Tile).max(256) }),
  ]),
});
export type RuleHold = z.infer<typeof RuleHold>;

/** A programme at its step. */
export const ProgrammeRun = z.strictObject({
  ...ProgrammeView.shape,
  scene: Id.nullable(),
  /** What is left of the step where its time stands still. */
  leftMs: z.int().min(0),
  startedAtMs: EpochMs,
  who: Who.nullable(),
});
export type ProgrammeRun = z.infer<typeof ProgrammeRun>;

/** What runs by itself, below what operators do; kept over restarts, and apart from what they can take back. */
export const Layer = z.strictObject({
  run: ProgrammeRun.nullable(),
  /** The one that goes before all others first. */
  holds: z.array(RuleHold).max(mostRulesAtOnce),
  /** Rules whose condition lasts and that have had their turn. */
  spent: z.array(Id).max(200),
  /** Number of the last event of a camera that rules were asked of; null: none was yet. Written with what it set off. */
  eventsSeen: z.int().nullable().default(null),
  /** When it was last changed. */
  atMs: EpochMs,
});
export type Layer = z.infer<typeof Layer>;

/** Priority first, then the newer one. */
export const inOrder = (holds: readonly RuleHold[]): RuleHold[] =>
  [...holds].sort((a, b) => b.priority - a.priority || b.sinceMs - a.sinceMs);

/** What stands on the wall of what all want there: operator over rule over programme. */
export type Standing = { scene: string; control: Control; pushes: Push[]; rules: RuleView[] };

/** @param isScene whether there is such a scene; one that is gone gives way to what is below */
export function standing(document: WallDocument, layer: Layer, isScene: (id: string) => boolean): Standing {
  const isHeld = document.control.by === "operator";
  const { run, holds } = layer;
  const scenic = holds.find(({ take }) => take.kind === "scene" && isScene(take.scene));
  const ofRule = scenic?.take.kind === "scene" ? scenic.take.scene : undefined;
  const ofRun = run?.scene != null && isScene(run.scene) ? run.scene : undefined;

  const pushes: Push[] = [...document.pushes];
  const rules = holds.map((hold): RuleView => {
    const { rule: id, name, priority, what, sinceMs, untilMs, take } = hold;
    const about = { id, name, priority, what, sinceMs, untilMs };
    if (take.kind === "scene") {
      const behind = isHeld ? "operator" : hold === scenic ? null : "rule";
      return { ...about, display: null, behind };
    }
    const { display, tiles } = take;
    const before = pushes.find((push) => push.display === display);
    const behind = isHeld || (before !== undefined && before.rule === null) ? "operator" : before ? "rule" : null;
    if (behind === null) pushes.push({ display, what, tiles, sinceMs, untilMs, who: null, rule: name });
    return { ...about, display, behind };
  });

  if (isHeld) return { scene: document.scene, control: document.control, pushes, rules };
  const scene = ofRule ?? ofRun ?? document.scene;
  if (scenic !== undefined) {
    const { name: what, sinceMs, untilMs } = scenic;
    return { scene, control: { by: "rule", who: null, what, sinceMs, untilMs }, pushes, rules };
  }
  if (run !== null) {
    const { name: what, who, startedAtMs: sinceMs } = run;
    return { scene, control: { by: "programme", who, what, sinceMs, untilMs: null }, pushes, rules };
  }
  return { scene, control: document.control, pushes, rules };
}

/** What screens are told of the programme. */
export function programmeView({ run }: Layer): ProgrammeView | null {
  if (run === null) return null;
  const { scene: _scene, leftMs: _left, startedAtMs: _started, who: _who, ...view } = run;
  return view;
}

export const emptyLayer: Layer = { run: null, holds: [], spent: [], eventsSeen: null, atMs: 0 };
