import { setImmediate as letOthersRun } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { DossierSettings } from "#contract/dossiers/settings.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { ReadingInput } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { DaysBetween } from "./counting.ts";
import { figuresOf, type PlaceTally, readingsOf } from "./figures.ts";
import { eachUnit, monthAt, monthBefore, tallyPlace, togetherAt } from "./register.ts";
import type { DossiersRepository } from "./repository.ts";

const hourMs = 3_600_000;

export type CountersOptions = {
  repository: Pick<DossiersRepository, "inHand" | "units">;
  daysBetween: DaysBetween;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Hands readings to the one way of a reading, as of a source. @returns whether there was room for them */
  tell(source: string, readings: readonly ReadingInput[]): boolean;
};

/** What is counted and told where. */
export type CountingPlan = {
  /** The source that says how dossiers are counted. */
  source: string;
  settings: DossierSettings;
  indicators: ReadonlyMap<string, Indicator>;
  /** The place of all units together. */
  home: string;
};

export type Counters = {
  /** The counts of a unit may be others now; absent: of all. */
  touch(units?: readonly string[]): void;
  /** Counts what was touched, and all once an hour, and tells what is another than before. @param atMs up to which moment */
  count(plan: CountingPlan, atMs: number): Promise<void>;
};

/** Counts the register into readings; a unit that nothing was told of is not looked at again within the hour. */
export function createCounters(options: CountersOptions): Counters {
  const { repository, daysBetween, offsetMs, tell } = options;
  let now = new Map<string, PlaceTally>();
  let before = new Map<string, PlaceTally>();
  let touched: Set<string> | "all" = "all";
  let last: { atMs: number; plan: CountingPlan } | undefined;
  /** What was told last of each series, so that what stays the same is not told again. */
  const toldOf = new Map<string, ReadingInput>();

  const tellNew = ({ source }: CountingPlan, readings: readonly ReadingInput[]): void => {
    const keyOf = ({ indicator, place = "", asOf }: ReadingInput) =>
      `${seriesKey(indicator, place)}/${monthAt(asOf, offsetMs).fromMs}`;
    const fresh = readings.filter((reading) => !isDeepStrictEqual(toldOf.get(keyOf(reading)), reading));
    // What there was no room for is told again with the next count of its place.
    if (fresh.length > 0 && tell(source, fresh)) for (const reading of fresh) toldOf.set(keyOf(reading), reading);
  };

  return {
    touch(units) {
      if (units === undefined) touched = "all";
      else if (touched !== "all") for (const unit of units) touched.add(unit);
    },
    async count(plan, atMs) {
      const isSamePlan =
        last !== undefined && isDeepStrictEqual([last.plan.settings, last.plan.home], [plan.settings, plan.home]);
      const isSameHour = last !== undefined && Math.floor(last.atMs / hourMs) === Math.floor(atMs / hourMs);
      const [span, former] = [monthAt(atMs, offsetMs), monthBefore(atMs, offsetMs)];
      const isSameMonth = last !== undefined && monthAt(last.atMs, offsetMs).fromMs === span.fromMs;
      const isWhole = touched === "all" || !isSamePlan || !isSameHour;
      if (!isWhole && touched !== "all" && touched.size === 0) return;
      const units = isWhole || touched === "all" ? await repository.units() : [...touched];
      touched = new Set();
      last = { atMs, plan };
      if (!isSameMonth) {
        now = new Map();
        before = new Map();
        // What was told of former months is not told anew.
        for (const key of toldOf.keys()) if (!key.endsWith(`/${former.fromMs}`)) toldOf.delete(key);
      }
      const figures = figuresOf(plan.settings);
      const told = { indicators: plan.indicators, offsetMs };
      // Of a unit with thousands each of these takes milliseconds; nobody but this count looks at what is counted by then.
      await eachUnit(repository, units, former.fromMs, async (unit, dossiers) => {
        await letOthersRun();
        now.set(unit, tallyPlace(dossiers, span, plan.settings, daysBetween));
        await letOthersRun();
        before.set(unit, tallyPlace(dossiers, former, plan.settings, daysBetween));
        await letOthersRun();
        tellNew(plan, readingsOf(unit, now.get(unit) as PlaceTally, figures, { ...told, atMs, isOver: false }));
        if (before.get(unit)?.all.counts.size)
          tellNew(
            plan,
            readingsOf(unit, before.get(unit) as PlaceTally, figures, { ...told, atMs: former.toMs, isOver: true }),
          );
      });
      const home = togetherAt(now.values(), plan.settings);
      const homeBefore = togetherAt(before.values(), plan.settings);
      tellNew(plan, readingsOf(plan.home, home, figures, { ...told, atMs, isOver: false }));
      if (homeBefore.all.counts.size > 0)
        tellNew(plan, readingsOf(plan.home, homeBefore, figures, { ...told, atMs: former.toMs, isOver: true }));
    },
  };
}
