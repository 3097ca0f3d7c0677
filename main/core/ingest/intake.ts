import type { Logger } from "pino";
import type { CodedMessage } from "#contract/errors.ts";
import { type Acceptance, givenUp, type Outcome } from "../connectors/connector.ts";
import { writeFailure } from "../store/failures.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { createRefusals, type OnRefused, type Refusal } from "./refusals.ts";

/** Sets that wait to be written. Events with pictures are some 8 MB a set at most. */
const mostWaiting = 32;

export type IntakeOptions<Admitted> = {
  /** What may be kept of a candidate, or why it may not. */
  admit(candidate: unknown): { admitted: Admitted } | { refused: CodedMessage };
  /** Writes a set. @returns what became of each, in their order */
  write(source: string, set: readonly Admitted[]): Promise<Outcome["each"]>;
  /** Called after a set, written or not. */
  onDone(): void;
  /** Whether a set without anything in it is an answer too: so it stands. */
  isNothingAnAnswer: boolean;
  /** The code that refuses a set for which there is no room to wait; it is told the `limit`. */
  tooMany: CodedMessage["code"];
  /** Of the store, named in failures. */
  folder: string;
  /** Logged where a set could not be written. */
  complaint: string;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  onRefused: OnRefused | undefined;
};

export type Intake = {
  /** Checks candidates and writes the good ones. Never throws for what a platform sends. */
  accept(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** How often each code was refused since the start, and the last 20 refusals. */
  refusals(sourceId: string): { byCode: Record<string, number>; last: Refusal[] };
  /** Does something between two sets, once those that wait are written. */
  oneByOne<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * Takes in what platforms tell beside readings, a set after the other. Nothing is queued for a better time: a set that cannot be
 * written is given up, and who told it is told so and tells it again.
 */
export function createIntake<Admitted>(options: IntakeOptions<Admitted>): Intake {
  const { admit, write, folder, now, log } = options;
  const refusals = createRefusals(now, options.onRefused);
  const oneByOne = oneAtATime();
  let waiting = 0;

  const writeSet = async (source: string, set: readonly Admitted[], isAnswer: boolean): Promise<Outcome> => {
    try {
      const each = await write(source, set);
      return { isStored: true, each, storedAtMs: isAnswer ? Math.round(now()) : null, failure: null };
    } catch (error) {
      const failure = writeFailure(error, folder);
      log.error({ err: failure, source }, options.complaint);
      return { ...givenUp, failure: failure.toMessage() };
    }
  };

  return {
    accept(sourceId, candidates) {
      const set: Admitted[] = [];
      const told = candidates.map((candidate) => {
        const checked = admit(candidate);
        if ("admitted" in checked) {
          set.push(checked.admitted);
          return null;
        }
        refusals.add(sourceId, checked.refused);
        return checked.refused;
      });
      const reason = told.findLast((one) => one !== null) ?? null;
      const refused = told.length - set.length;
      if (waiting >= mostWaiting) {
        const busy = { code: options.tooMany, params: { limit: mostWaiting } };
        refusals.add(sourceId, busy, set.length);
        const nothing = { valid: 0, hasNoRoom: true, outcome: Promise.resolve(givenUp) };
        return { ...nothing, refused, reason: busy, refusals: told };
      }
      const isAnswer = set.length > 0 || (options.isNothingAnAnswer && candidates.length === 0);
      waiting += 1;
      const outcome = oneByOne(() => writeSet(sourceId, set, isAnswer)).finally(() => {
        waiting -= 1;
        options.onDone();
      });
      return { valid: set.length, refused, reason, hasNoRoom: false, refusals: told, outcome };
    },
    refusals: (sourceId) => refusals.of(sourceId),
    oneByOne,
  };
}
