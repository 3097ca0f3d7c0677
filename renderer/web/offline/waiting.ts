import type { CodedMessage } from "#contract/errors.ts";
import type { Follows } from "#contract/follows/http.ts";
import type { OwnLimit } from "#contract/follows/limit.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";

/**
 * A figure that somebody follows from now on, or no longer. `chosen`: what was shown as followed, where he had never chosen. `limit`: from what
 * on he is told of it, null: by the site's thresholds; absent: as it is.
 */
export type FollowDeed = {
  kind: "follow";
  series: string;
  isWanted: boolean;
  chosen: readonly string[];
  limit?: OwnLimit | null;
};
/** What somebody did while the core could not be reached. */
export type Waiting = {
  id: string;
  /** Whose it is: nobody else sends it, nor sees it. */
  account: string;
  /** Epoch ms on this machine's clock. */
  atMs: number;
  deed: FollowDeed;
  /** The core said no, and why: it is not sent again. */
  refusal: CodedMessage | null;
};

/** So much waits of one person at most. */
export const mostWaiting = 50;
/** What waited longer is of another time. */
export const waitsForMs = 30 * 24 * 3_600_000;

/** What waits of whoever has this browser now. */
export const waitingStore = makeStore<readonly Waiting[]>([]);
/** Rows that he has entered and that the core has not answered; officer/deeds.ts keeps and sends them, under a key of their own. */
export const enteredStore = makeStore(0);
export const useEntered = (): number => useStoreValue(enteredStore);
export const useWaiting = (): readonly Waiting[] => useStoreValue(waitingStore);

/** @param kept what officer/deeds.ts keeps in this browser for somebody @returns how many rows; 0 where that cannot be read */
export function enteredRows(kept: string | null): number {
  try {
    const { rows } = JSON.parse(kept ?? "{}") as { rows?: unknown };
    return Array.isArray(rows) ? rows.length : 0;
  } catch {
    return 0;
  }
}

/**
 * What waits after one more was done. The same figure followed and left again is what was said last.
 * @returns undefined: no more can wait
 */
export function withDeed(waiting: readonly Waiting[], next: Waiting): Waiting[] | undefined {
  const isSame = ({ account, deed }: Waiting) => account === next.account && deed.series === next.deed.series;
  const rest = waiting.filter((one) => !isSame(one));
  if (rest.filter(({ account }) => account === next.account).length >= mostWaiting) return undefined;
  const limit = next.deed.isWanted && next.deed.limit === undefined ? waiting.find(isSame)?.deed.limit : undefined;
  return [...rest, limit === undefined ? next : { ...next, deed: { ...next.deed, limit } }];
}

/** The list that the core is to know, by what it knows now and what was done here meanwhile: another device's changes stay. */
export function followedAfter(known: readonly string[] | null, deeds: readonly FollowDeed[], most: number): string[] {
  const series = [...(known ?? deeds[0]?.chosen ?? [])];
  for (const deed of deeds) {
    const at = series.indexOf(deed.series);
    if (deed.isWanted && at < 0 && series.length < most) series.push(deed.series);
    if (!deed.isWanted && at >= 0) series.splice(at, 1);
  }
  return series;
}

/** The limits that the core is to know, likewise. */
export function limitsAfter(known: Follows["limits"], deeds: readonly FollowDeed[]): Follows["limits"] {
  const limits = { ...known };
  for (const { series, isWanted, limit } of deeds) {
    if (!isWanted || limit === null) delete limits[series];
    else if (limit !== undefined) limits[series] = limit;
  }
  return limits;
}
