import type { Profile } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Acceptance, SourceOutcome } from "../connectors/connector.ts";
import type { NewReading, ReadingsRepository } from "../store/reading-repositories.ts";
import { createAdmission } from "./admission.ts";
import { createRefusals, type OnRefused, type Refusal } from "./refusals.ts";
import { createWriteQueue } from "./write-queue.ts";

export type IngestOptions = {
  profile: Profile;
  readings: Pick<ReadingsRepository, "append">;
  /** Epoch ms. */
  now(): number;
  /**
   * What has just been stored and is the newest of its series, in the order it came: safe to show. At most one reading a
   * series in a call.
   */
  onStored(readings: Reading[]): void;
  /** Called for every reading that was stored and is not a repetition, before `onOutcome`. */
  onEach?(reading: Reading): void;
  onRefused?: OnRefused;
  /** Called for each source after a set was stored, and when the store begins to fail. */
  onOutcome(sourceId: string, outcome: SourceOutcome): void;
};

export type Ingest = {
  /** Checks candidates and queues the good ones. Never throws for what a source sends; an unknown source is a mistake of the caller. */
  accept(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** How often each code was refused since the start, and the last 20 refusals. */
  refusals(sourceId: string): { byCode: Record<string, number>; last: Refusal[] };
  /** null while the store works; otherwise why it does not. */
  storeFailure(): CodedMessage | null;
  /** Stores what is queued (one last try when the store fails) and takes nothing more. */
  stop(): Promise<void>;
};

/** Between sources and store: nothing is shown that was not checked and stored before. */
export function createIngest(options: IngestOptions): Ingest {
  const { profile, now } = options;
  const admission = createAdmission(profile, now);
  const refusals = createRefusals(now, options.onRefused);

  const queue = createWriteQueue({
    append: (batch) => options.readings.append(batch),
    onAppended(appended) {
      const newest = new Map<string, Reading>();
      const outcomes = new Map<string, SourceOutcome>();
      for (const { outcome, reading, isNewest, source } of appended) {
        let sum = outcomes.get(source);
        if (sum === undefined) {
          sum = { accepted: 0, repeated: 0, storedAtMs: null, storeFailure: null };
          outcomes.set(source, sum);
        }
        if (outcome === "repeated") {
          sum.repeated++;
          continue;
        }
        sum.accepted++;
        options.onEach?.(reading);
        sum.storedAtMs = reading.receivedAtMs;
        if (isNewest) newest.set(seriesKey(reading.indicator, reading.place), reading);
      }
      if (newest.size > 0) options.onStored([...newest.values()]);
      for (const [source, outcome] of outcomes) options.onOutcome(source, outcome);
    },
    onFailure(reason, sources) {
      for (const source of sources)
        options.onOutcome(source, { accepted: 0, repeated: 0, storedAtMs: null, storeFailure: reason });
    },
  });

  return {
    accept(sourceId, candidates) {
      const readings: NewReading[] = [];
      let reason: CodedMessage | null = null;
      let refused = 0;
      const told: (CodedMessage | null)[] = [];
      for (const candidate of candidates) {
        const admitted = admission(sourceId, candidate);
        if ("reading" in admitted) {
          readings.push(admitted.reading);
          told.push(null);
          continue;
        }
        refused++;
        reason = admitted.refused;
        told.push(reason);
        refusals.add(sourceId, reason);
      }
      const pushed = queue.push(sourceId, readings);
      if (!pushed.isTaken) {
        refusals.add(sourceId, pushed.reason, readings.length);
        const nothing = { refusals: told, outcomes: [], stored: Promise.resolve(false) };
        return { valid: 0, refused, reason: pushed.reason, hasNoRoom: true, ...nothing };
      }
      const { stored, outcomes } = pushed;
      return { valid: readings.length, refused, reason, hasNoRoom: false, refusals: told, outcomes, stored };
    },
    refusals: (sourceId) => refusals.of(sourceId),
    storeFailure: () => queue.failure(),
    stop: () => queue.stop(),
  };
}
