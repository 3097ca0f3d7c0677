import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { NewReading, ReadingsRepository } from "../store/reading-repositories.ts";

/** From least to most official. */
const byOfficialness: readonly Reading["status"][] = ["simulated", "estimated", "preliminary", "official"];
const rankOf = (status: Reading["status"]): number => byOfficialness.indexOf(status);

/** So many are looked up before everything else has its turn: some 5 ms. */
const lookedUpAtOnce = 50;

/** Statistics, which go from an estimate to the official figure; of what is measured the last answer counts. */
const statistical: readonly Indicator["period"][] = ["month", "quarter", "year"];

/**
 * Which readings of a set would take the place of a more official one of their instant: the estimate of a month that is sent again,
 * without its time of issue, when the official figure is there. Decision 4 has arrival decide between two without one. What was
 * issued before is none of them: the store keeps it as a former revision. What a centre sends is judged there.
 *
 * @returns of each reading why it is not taken; null: it is
 */
export function createOfficialness(profile: Profile, readings: Pick<ReadingsRepository, "revisions">) {
  const judged = new Set(
    profile.indicators.filter(({ period }) => statistical.includes(period)).map(({ code }) => code),
  );
  const centres = new Set(profile.sources.filter(({ type }) => type === "centre").map(({ id }) => id));

  return async (batch: readonly NewReading[]): Promise<(CodedMessage | null)[]> => {
    /** What counts by then of the instants of this set; undefined: nothing does. */
    const counting = new Map<string, Pick<Reading, "status" | "issuedAtMs" | "receivedAtMs"> | undefined>();
    const told: (CodedMessage | null)[] = [];
    for (const reading of batch) {
      if (!judged.has(reading.indicator) || centres.has(reading.source)) {
        told.push(null);
        continue;
      }
      const { indicator, place, asOfMs, status } = reading;
      const key = `${seriesKey(indicator, place)}@${asOfMs}`;
      if (!counting.has(key)) {
        if (counting.size % lookedUpAtOnce === lookedUpAtOnce - 1) await letOthersRun();
        const [newest] = await readings.revisions({ indicator, place, fromMs: asOfMs, toMs: asOfMs, limit: 1 });
        counting.set(key, newest);
      }
      const before = counting.get(key);
      const isLater =
        reading.issuedAtMs === undefined || reading.issuedAtMs >= (before?.issuedAtMs ?? before?.receivedAtMs ?? 0);
      const isLess = before !== undefined && isLater && rankOf(status) < rankOf(before.status);
      told.push(isLess ? { code: "reading.less-official", params: { indicator, asOf: dayOf(asOfMs) } } : null);
      if (!isLess && isLater) counting.set(key, reading);
    }
    return told;
  };
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString();
