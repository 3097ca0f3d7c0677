import type { CameraView } from "#contract/entities/camera.ts";
import type { FigureCondition } from "#contract/entities/figure-condition.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { RuleTrigger } from "#contract/entities/rule.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { compare } from "./condition-watch.ts";
import type { Subject } from "./rule-hold.ts";

/** The newest of what conditions look at. */
export type Newest = {
  reading(indicator: string, place: string): Reading | undefined;
  source(id: string): SourceView | undefined;
  camera(id: string): CameraView | undefined;
};

export type SiteNow = {
  /** How it stands to a condition on a figure; undefined: the figure says nothing, it is missing, bad or lost. */
  figure(condition: FigureCondition, nowMs: number): { begins: boolean; isOver: boolean } | undefined;
  source(id: string, nowMs: number): { begins: boolean; isOver: boolean } | undefined;
  camera(id: string): { begins: boolean; isOver: boolean } | undefined;
  subjectOf(when: RuleTrigger, camera?: string): Subject | undefined;
};

const either = (isSo: boolean) => ({ begins: isSo, isOver: !isSo });

export function createSiteNow(
  { indicators, place: ownPlace }: Pick<Profile, "indicators" | "place">,
  newest: Newest,
): SiteNow {
  const indicatorOf = new Map(indicators.map((one) => [one.code, one]));
  return {
    figure(condition, nowMs) {
      const indicator = indicatorOf.get(condition.indicator);
      const reading = newest.reading(condition.indicator, condition.place ?? ownPlace);
      if (indicator === undefined || reading === undefined) return undefined;
      if (reading.value === null || reading.quality === "bad") return undefined;
      if (freshnessOf(indicator.freshness, reading.asOfMs, nowMs) === "lost") return undefined;
      return compare(condition, reading.value);
    },
    source(id, nowMs) {
      const view = newest.source(id);
      if (view === undefined || view.state === "starting") return undefined;
      // A planned downtime sets nothing off, and what was set off before it is not over by it.
      if (view.state !== "ok" && plannedUntil(view, nowMs) !== undefined) return undefined;
      return either(view.state !== "ok");
    },
    camera(id) {
      const state = newest.camera(id)?.state;
      if (state === undefined || state === "connecting") return undefined;
      return either(state !== "ok" && state !== "idle");
    },
    subjectOf(when, camera) {
      const id = camera ?? ("camera" in when ? when.camera : null);
      const view = id === null ? undefined : newest.camera(id);
      if (view !== undefined) return { kind: "camera", camera: view.id, name: view.name };
      if (when.kind !== "figure") return undefined;
      const indicator = indicatorOf.get(when.indicator);
      return indicator && { kind: "figure", indicator: indicator.code, place: when.place, name: indicator.name };
    },
  };
}
