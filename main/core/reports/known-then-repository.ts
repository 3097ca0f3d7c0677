import type { SourceThen } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";

/** A run of this program: what was known is complete from its start until `untilMs`; `catalogue` is the imported one, null: the profile's own. */
export type KnownRun = { startedAtMs: number; untilMs: number; catalogue: number | null };
/** Of one source, run, whole minute and code. */
export type KeptRefusals = { source: string; minuteMs: number; code: string; count: number; last: Refusal };
type Refusal = { atMs: number; reason: CodedMessage };

/** What was known when, besides readings: 400 days back. Moments in epoch ms. */
export type KnownThenRepository = {
  beginRun(run: Omit<KnownRun, "untilMs">): Promise<void>;
  /**
   * All or nothing: what has changed, and that nothing else has until a moment. Of a minute that comes again the count and the
   * last one are replaced.
   */
  put(run: number, untilMs: number, states: readonly KeptState[], refusals: readonly KeptRefusals[]): Promise<void>;
  /** From when on it is kept; null where nothing is. */
  sinceMs(): Promise<number | null>;
  /** The run that knew a moment; undefined where none did. */
  runAt(atMs: number): Promise<KnownRun | undefined>;
  /** The newest state of each source from the start of a run to a moment. */
  statesAt(run: KnownRun, atMs: number): Promise<SourceThen[]>;
  /** Of whole minutes of a run before a moment, by code; and the newest 20 of the last ones, oldest first. */
  refusalsBefore(
    source: string,
    run: KnownRun,
    beforeMs: number,
  ): Promise<{ byCode: Record<string, number>; last: Refusal[] }>;
  /** Drops what is older than 400 days, and the oldest of more than 100,000 states or minutes. */
  tidy(nowMs: number): Promise<void>;
};
export type KeptState = { atMs: number; view: SourceThen };
