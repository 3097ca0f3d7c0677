import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { Rule } from "#contract/entities/rule.ts";
import { mostRulesAtOnce } from "#contract/entities/wall-state.ts";
import { inOrder, type Layer, type RuleHold } from "../layer.ts";
import type { ConditionWatch, Truth } from "./condition-watch.ts";
import type { Names } from "./mistakes.ts";
import { holdOf } from "./rule-hold.ts";
import type { SiteNow } from "./site-now.ts";
import type { SiteTimetable } from "./site-timetable.ts";

/** Something that happened at a moment and does not last. */
export type CameraEvent = { camera: string; event: CameraEventKind };

export type RuleStep = {
  layer: Layer;
  took: RuleHold[];
  gaveBack: RuleHold[];
  /** Set off, and left out because so many were at one time. */
  leftOut: RuleHold[];
};

/** A time of day that passed longer ago, because the machine was off or asleep, sets nothing off any more. */
const tooLateAfterMs = 60_000;

/** @returns what becomes of the rules at a moment; the same layer where nothing does. To be called at least every second. */
export function createRules(around: {
  rules(): { version: number; rule: Rule }[];
  names: Names;
  timetable: SiteTimetable;
  watch: ConditionWatch;
  site: SiteNow;
}): (layer: Layer, events: readonly CameraEvent[], lastMs: number, nowMs: number) => RuleStep {
  const { names, timetable, watch, site } = around;

  const truthOf = ({ when }: Rule, nowMs: number, wasSo: boolean): Truth | undefined => {
    const at = (forS: number) => ({ forMs: forS * 1_000, nowMs, wasSo });
    switch (when.kind) {
      case "figure":
        return watch.judge(when, site.figure(when, nowMs), at(when.forS));
      case "source-lost":
        return watch.judge(when, site.source(when.source, nowMs), at(when.forS));
      case "camera-lost":
        return watch.judge(when, site.camera(when.camera), at(when.forS));
      default:
        return undefined;
    }
  };
  /** The event or the time of day that sets it off now; undefined: none does. */
  const momentOf = ({ when }: Rule, events: readonly CameraEvent[], lastMs: number, nowMs: number) => {
    if (when.kind === "camera-event")
      return events.findLast(
        ({ camera, event }) =>
          (when.camera === null || when.camera === camera) && (when.event === null || when.event === event),
      );
    if (when.kind !== "time") return undefined;
    const next = timetable.nextOf(when, Math.max(lastMs, nowMs - tooLateAfterMs));
    return next !== null && next <= nowMs ? { camera: undefined } : undefined;
  };

  return (layer, events, lastMs, nowMs) => {
    const rules = around.rules().filter(({ rule }) => rule.isEnabled);
    const versionOf = new Map(rules.map(({ rule, version }) => [rule.id, version]));
    const isStill = ({ rule, version, untilMs }: RuleHold) =>
      versionOf.get(rule) === version && (untilMs === null || untilMs > nowMs);
    const ended = layer.holds.filter((hold) => !isStill(hold));
    // An edited rule has its turn again.
    const edited = new Set(
      layer.holds.filter(({ rule, version }) => versionOf.get(rule) !== version).map(({ rule }) => rule),
    );
    let holds = layer.holds.filter(isStill);
    const spent = new Set(layer.spent.filter((id) => versionOf.has(id) && !edited.has(id)));
    const took: RuleHold[] = [];

    const setOff = (one: { rule: Rule; version: number }, camera?: string): void => {
      const hold = holdOf(one, site.subjectOf(one.rule.when, camera), names, nowMs);
      if (hold === undefined) return;
      holds = holds.filter(({ rule }) => rule !== hold.rule);
      holds.push(hold);
      took.push(hold);
    };
    for (const one of rules) {
      const { id } = one.rule;
      const truth = truthOf(one.rule, nowMs, spent.has(id));
      if (truth === undefined) {
        const moment = momentOf(one.rule, events, lastMs, nowMs);
        if (moment !== undefined) setOff(one, moment.camera);
      } else if (truth === "so") {
        if (spent.has(id)) continue;
        spent.add(id);
        setOff(one);
      } else if (truth === "not") {
        spent.delete(id);
        const lasting = holds.find(({ rule, untilMs }) => rule === id && untilMs === null);
        if (lasting === undefined) continue;
        ended.push(lasting);
        holds = holds.filter((hold) => hold !== lasting);
      }
    }
    const isSpentSame = spent.size === layer.spent.length && layer.spent.every((id) => spent.has(id));
    if (took.length === 0 && ended.length === 0 && isSpentSame) return { layer, took: [], gaveBack: [], leftOut: [] };
    const ordered = inOrder(holds);
    const leftOut = ordered.slice(mostRulesAtOnce);
    return {
      layer: { ...layer, holds: ordered.slice(0, mostRulesAtOnce), spent: [...spent] },
      took: took.filter((hold) => !leftOut.includes(hold)),
      // One that is set off again at the same moment gives nothing back.
      gaveBack: ended.filter(({ rule }) => !took.some((hold) => hold.rule === rule)),
      leftOut,
    };
  };
}
