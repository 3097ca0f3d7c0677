import type { Logger } from "pino";
import type { OriginView } from "#contract/entities/source.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { CompiledMapping } from "../mapping/mapping.ts";

/** When a line that is down is tried again, epoch ms, and whether the circuit breaker is open. */
export type NextTry = { atMs: number; isResting: boolean };

/**
 * What a connector tells of its line. answering: the platform is there and speaks · failing: no line or no answer ·
 * refused: it says no to the account · unusable: it answered with something that cannot be read or mapped.
 */
export type LineEvent =
  | { kind: "answering" }
  | { kind: "failing"; reason: CodedMessage; next?: NextTry }
  | { kind: "refused"; reason: CodedMessage; next?: NextTry }
  | { kind: "unusable"; reason: CodedMessage };

/** What became of a set of candidates once it was taken in. */
export type Acceptance = {
  /** Well-formed ones, on their way into the store. */
  valid: number;
  refused: number;
  /** Why: the last refusal, or `store.full`/`store.failed` when the queue took none. */
  reason: CodedMessage | null;
  /** The queue is at its limit because the store fails: nothing of this set was taken. */
  hasNoRoom: boolean;
  /** One for each candidate in their order: why it was refused, null for a valid one. */
  refusals: readonly (CodedMessage | null)[];
  /** What became of the valid ones, once that is known. Never rejects. */
  outcome: Promise<Outcome>;
};

export type Outcome = {
  /** All valid ones are on the disk; false: they were given up, at the end of the program or as they could not be written. */
  isStored: boolean;
  /** One for each valid candidate in their order; none where they were given up. */
  each: readonly ("stored" | "repeated")[];
  /** When the source was last heard by it, epoch ms; null where nothing of it was new. */
  storedAtMs: number | null;
  /** Why they could not be written. */
  failure: CodedMessage | null;
};

export const givenUp: Outcome = { isStored: false, each: [], storedAtMs: null, failure: null };

export type ConnectorContext = {
  /** Hands over what a mapping gave; candidates are parsed on the other side. */
  /** @param inFile where they stood, named in the reason when all are refused */
  emit(candidates: readonly unknown[], inFile?: string): Acceptance;
  report(event: LineEvent): void;
  /**
   * What came, before it is looked at: counted, and the beginning of the last one kept for diagnosis.
   * @param from topic, file, event or path, for people
   * @param bytes of all of it, where `raw` is only its beginning
   */
  received(raw: Uint8Array | string, from: string, bytes?: number): void;
  /** Fills in references of an address at the moment of use. Rejects with a CodedError (`secret.missing`, `simulator.failed`). */
  resolve(address: string): Promise<string>;
  /** A secret that was not in the profile (a token it was traded for): masked wherever raw answers are shown. */
  conceal(secret: string): void;
  /** What this site has: its indicators that are neither derived here nor retired, and its places. Another core may send more. */
  site: { indicators: ReadonlySet<string>; places: ReadonlySet<string> };
  /** What another core tells of its own sources. */
  tellOrigins(sources: readonly OriginView[]): void;
  /**
   * By which a peer that keeps something for us knows this source of this data folder again: 20 letters and figures, the same at
   * each start. Absent in a trial, for which nothing is kept.
   */
  knownAs?: string;
  /** What this source remembers over restarts. */
  memory: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  /** How mappings are compiled; absent: by `compileMapping`. A trial has them run apart. */
  compile?: (expression: string) => CompiledMapping;
  log: Logger;
  /** The site's, IANA name. */
  timeZone: string;
  /** Epoch ms. */
  now(): number;
};

export type RunningConnector = { stop(): Promise<void> };

/** Starts at once and never throws for what the platform does: that is reported. */
export type Connector<Config extends SourceConfig> = (config: Config, context: ConnectorContext) => RunningConnector;
