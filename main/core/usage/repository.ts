import type { UsageKind } from "#contract/usage/http.ts";

/** counted: what people did was counted on that day, once. */
export type UsageWhat = "shown" | "opened" | "asked" | "taken" | "counted";

/** What was counted of a thing on a day, by whom together. There is nothing in it that tells one person from another of his group. */
export type UsageRow = {
  /** Of the site: 20261127; of whole months 20261100. */
  period: number;
  what: UsageWhat;
  kind: UsageKind;
  /** "": all that were too many to be told apart. */
  name: string;
  unit: string | null;
  /** "" of what nobody did. */
  role: string;
  count: number;
  ms: number;
};

export type UsageRepository = {
  /** Added to what is there. Fails with store.full, store.failed. */
  add(rows: readonly UsageRow[]): Promise<void>;
  /** The sums of periods from one to another. `period` is 0. */
  sums(from: number, to: number): Promise<UsageRow[]>;
  /** Makes whole months of the days before one, and drops what is before another. Fails as `add` does. */
  condense(before: number, dropBefore: number): Promise<void>;
};

/** As many rows of a day, and of a month: beyond them things are counted together. So 24 months stay below 50 MB. */
export const mostRowsADay = 5_000;
export const mostRowsAMonth = 20_000;
