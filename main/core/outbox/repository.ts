import type { Delivery } from "#contract/entities/deed.ts";
import type { CodedMessage } from "#contract/errors.ts";

export type OutboxRepository = {
  /** The oldest that waits for a centre and was not refused; undefined when none does. */
  next(centre: string): Promise<{ number: number; delivery: Delivery } | undefined>;
  /** The centre has it on its disk. Twice does no harm. */
  delivered(number: number, atMs: number): Promise<void>;
  /** The centre cannot take it: kept and told, and passed over until `tryAgain`. */
  refuse(number: number, reason: CodedMessage, atMs: number): Promise<void>;
  /** Those that were refused wait again: the centre may be another version by now. */
  tryAgain(): Promise<void>;
  /** By centre, those for which anything is kept. */
  counts(): Promise<{ centre: string; waiting: number; refused: number; oldestAtMs: number | null }[]>;
};

export type InboxRepository = {
  /** Takes what people did at another core. @param machine as this core knows that one */
  take(delivery: Delivery, machine: string, atMs: number): Promise<"accepted" | "repeated">;
};
