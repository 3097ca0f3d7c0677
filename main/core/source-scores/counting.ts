import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { DayCounters } from "#contract/source-scores/counters.ts";
import type { ScoreDefinition } from "#contract/source-scores/score.ts";
import type { Acceptance } from "../connectors/connector.ts";
import { givenBy } from "../connectors/taker.ts";
import type { Appended } from "../store/reading-repositories.ts";
import { addRefused, nothingCounted } from "./counters.ts";

/** A source as it is counted today. */
export type Counted = {
  source: SourceConfig;
  counters: DayCounters;
  isChanged: boolean;
  /** Until when it may send what is old: it has just come back. */
  catchesUpUntilMs: number;
};

/** A reading that took another's place: whether that was a correction is looked at later, apart from its way. */
export type Revised = { source: string; indicator: string; place: string; asOfMs: number };

/** Revisions that wait to be looked at; what is beyond counts as none, as nobody knows. */
export const mostRevised = 2_000;

/**
 * Counts what sources send. On the way of a reading this is a look-up and an addition; whatever needs the store is done later.
 * @param of undefined for what is none of the site's sources, such as what is derived
 */
export function createCounting(options: {
  of(source: string): Counted | undefined;
  definition(): ScoreDefinition;
  onRevised(revised: Revised): void;
  now(): number;
}) {
  const { of, definition, onRevised, now } = options;

  const isMalformed = (code: string): boolean => {
    const { right, ours } = definition().refusals;
    return !right.includes(code) && !ours.includes(code);
  };

  return {
    /** A set that came, as it was taken in. */
    onSet(sourceId: string, candidates: number, acceptance: Acceptance): void {
      const counted = of(sourceId);
      if (counted === undefined || candidates === 0 || acceptance.hasNoRoom) return;
      const { counters } = counted;
      counted.isChanged = true;
      counters.deliveries += 1;
      if (acceptance.refused > 0) {
        let hasMalformed = false;
        for (const reason of acceptance.refusals) {
          if (reason === null) continue;
          addRefused(counters, reason);
          hasMalformed ||= isMalformed(reason.code);
        }
        if (hasMalformed) counters.malformed += 1;
      }
      const isReadings = givenBy(counted.source) === "readings";
      const sendsItself = definition().sendByThemselves.includes(counted.source.type);
      if (isReadings && !sendsItself) return;
      void acceptance.outcome.then(({ each }) => {
        const known = each.filter((one) => one === "repeated").length;
        // The day may have turned: it counts where it became known.
        const today = of(sourceId)?.counters;
        if (today === undefined) return;
        if (!isReadings) today.taken += each.length - known;
        const isNothingNew = each.length > 0 && known === each.length && acceptance.refused === 0;
        if (sendsItself && isNothingNew) today.repeated += 1;
      });
    },
    /** What came could not be read or mapped. */
    onUnusable(sourceId: string, reason: CodedMessage): void {
      const counted = of(sourceId);
      if (counted === undefined) return;
      counted.isChanged = true;
      counted.counters.unusable += 1;
      counted.counters.lastUnusable = reason;
    },
    /** Readings that were stored, as one transaction had them. */
    onStored(appended: readonly Appended[]): void {
      /** Of a source: whether anything of it was the newest of its series. */
      let late: Map<string, boolean> | undefined;
      for (const { outcome, reading, isNewest } of appended) {
        if (outcome !== "stored") continue;
        const counted = of(reading.source);
        if (counted === undefined || givenBy(counted.source) !== "readings") continue;
        counted.isChanged = true;
        counted.counters.taken += 1;
        if (reading.revision > 0) {
          const { source, indicator, place, asOfMs } = reading;
          onRevised({ source, indicator, place, asOfMs });
        } else if (counted.catchesUpUntilMs <= now()) {
          late ??= new Map();
          late.set(reading.source, (late.get(reading.source) ?? false) || isNewest);
        }
      }
      for (const [source, hasNewest] of late ?? []) {
        const counters = hasNewest ? undefined : of(source)?.counters;
        if (counters !== undefined) counters.outOfOrder += 1;
      }
    },
  };
}

/** A day's counters, taken apart from whoever goes on counting. */
export const copyOf = (counters: DayCounters): DayCounters => DayCounters.parse(structuredClone(counters));
export const freshCounted = (source: SourceConfig, counters = nothingCounted(), catchesUpUntilMs = 0): Counted => ({
  ...{ source, counters, isChanged: false, catchesUpUntilMs },
});
