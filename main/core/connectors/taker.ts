import type { z } from "zod";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceGives } from "#contract/entities/source.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { TrialReport } from "#contract/sources/http.ts";
import type { Acceptance } from "./connector.ts";

/** What a source gives. */
export type Given = "readings" | "camera-events" | "citizen-reports" | "warnings" | "documents" | "dossiers";

export const givenBy = (source: SourceConfig): Given => {
  if (source.type === "camera-events") return "camera-events";
  return ("gives" in source ? source.gives : undefined) ?? "readings";
};

/** Whether it says how things are that a source of these gives nothing; of readings it says nothing. */
export const isNothingAnAnswer = (gives: z.infer<typeof SourceGives> | undefined): boolean =>
  gives !== undefined && gives !== "readings";

/** Why a candidate would not be taken, or as it would be, as far as a trial shows it. */
export type Admitted =
  | { refused: CodedMessage }
  | { admitted: { reading?: Omit<Reading, "revision">; report?: TrialReport } };

/** Who takes what a source gives. */
export type Taker = {
  /** Checks candidates and takes in the good ones. Never throws for what a platform sends. */
  accept(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** For trials: nothing is counted or stored by it. */
  admit(sourceId: string, candidate: unknown): Admitted;
  /** How often each code was refused since the start, and the last 20 refusals. */
  refusals(sourceId: string): { byCode: Record<string, number>; last: { atMs: number; reason: CodedMessage }[] };
  /** Takes out of a raw answer what nobody is to see; such an answer is never written down. Absent: there is no such thing in it. */
  hide?(text: string): string;
  /** What may be shown of a candidate that was refused; absent: all of it. */
  shown?(candidate: unknown): unknown;
};

export type Takers = Readonly<Record<Given, Taker>>;
