import type { Profile } from "#contract/entities/profile.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { givenUp } from "../connectors/connector.ts";
import type { Taker } from "../connectors/taker.ts";
import type { Appended, NewReading, ReadingsRepository } from "../store/reading-repositories.ts";
import { createAdmission } from "./admission.ts";
import { createOfficialness } from "./officialness.ts";
import { createRefusals, type OnRefused } from "./refusals.ts";
import type { Storing } from "./storing.ts";
import { createWriteQueue } from "./write-queue.ts";

export type IngestOptions = {
  profile: Profile;
  /** Of `createStoring`. */
  store: Storing["store"];
  /** What is stored already: statistics are held against it. */
  readings: Pick<ReadingsRepository, "revisions">;
  /** Epoch ms. */
  now(): number;
  onRefused?: OnRefused;
  /** The store fails, or fails in another way than before, and these sources have readings waiting for it. */
  onStoreFailure(reason: CodedMessage, sourceIds: readonly string[]): void;
};

/** An unknown source is a mistake of the caller, and throws. */
export type Ingest = Taker & {
  /** What is taken from whom is another from now on; what was taken is stored all the same. */
  replace(profile: Profile): void;
  /** null while the store works; otherwise why it does not. */
  storeFailure(): CodedMessage | null;
  /** Stores what is queued (one last try when the store fails) and takes nothing more. */
  stop(): Promise<void>;
};

/** Between sources and store: nothing is shown that was not checked and stored before. */
export function createIngest(options: IngestOptions): Ingest {
  const { now } = options;
  let admission = createAdmission(options.profile, now);
  const refusals = createRefusals(now, options.onRefused);

  let officialness = createOfficialness(options.profile, options.readings);

  /** What is less official than what counts already is written nowhere, and told like any refusal. */
  const append = async (batch: readonly NewReading[]): Promise<Appended[]> => {
    const told = await officialness(batch);
    if (told.every((reason) => reason === null)) return options.store(batch);
    const stored = await options.store(batch.filter((_, at) => told[at] === null));
    let next = 0;
    return batch.map((reading, at): Appended => {
      const reason = told[at] ?? null;
      if (reason === null) return stored[next++] as Appended;
      refusals.add(reading.source, reason);
      return { outcome: "repeated", reading: { ...reading, revision: 0 }, isNewest: false };
    });
  };
  const queue = createWriteQueue({ append, onFailure: options.onStoreFailure });

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
        const nothing = { refusals: told, outcome: Promise.resolve(givenUp) };
        return { valid: 0, refused, reason: pushed.reason, hasNoRoom: true, ...nothing };
      }
      const { outcome } = pushed;
      return { valid: readings.length, refused, reason, hasNoRoom: false, refusals: told, outcome };
    },
    admit(sourceId, candidate) {
      const admitted = admission(sourceId, candidate);
      return "refused" in admitted ? admitted : { admitted };
    },
    replace(profile) {
      admission = createAdmission(profile, now);
      officialness = createOfficialness(profile, options.readings);
    },
    refusals: (sourceId) => refusals.of(sourceId),
    storeFailure: () => queue.failure(),
    stop: () => queue.stop(),
  };
}
