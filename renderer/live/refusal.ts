import type { CodedMessage } from "#contract/errors.ts";

/**
 * said: the core says no, and why · unreachable: there is no way to it, or the way broke · silent: nothing came back in time, as over a
 * line that was cut without a word · unreadable: what came back is of another form than this page knows.
 */
export type RefusedFor = "said" | "unreachable" | "silent" | "unreadable";

/** again: the page asks again by itself · try: somebody may · unsure: it was to change something, and nobody knows whether it did. */
export type WhatNext = "again" | "try" | "unsure";

/** Why a question to the core has no answer. What of it people are told is in i18n/use-reason.ts. */
export class Refusal extends Error {
  readonly why: RefusedFor;
  /** What the core says; null: it has said nothing. */
  readonly coded: CodedMessage | null;
  readonly next: WhatNext;
  /** How long an answer was waited for, ms. */
  readonly waitedMs: number;

  constructor(what: CodedMessage | Exclude<RefusedFor, "said">, next: WhatNext = "try", waitedMs = 0) {
    super(typeof what === "string" ? what : what.code);
    this.name = "Refusal";
    this.why = typeof what === "string" ? what : "said";
    this.coded = typeof what === "string" ? null : what;
    this.next = next;
    this.waitedMs = waitedMs;
  }
}

/** Of whatever was thrown: what is no refusal is a fault of this page, which may be older than its core. */
export const refusalOf = (error: unknown): Refusal => (error instanceof Refusal ? error : new Refusal("unreadable"));

/** The same where the page asks again by itself: what the core says no to stays no, and nothing else is worth a person's while. */
export const askedAgain = ({ why, coded, waitedMs }: Refusal): Refusal =>
  new Refusal(why === "said" ? (coded ?? "unreadable") : why, "again", waitedMs);
