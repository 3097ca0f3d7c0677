import type { NewPushSubscription } from "#contract/push/http.ts";

export type StoredSubscription = NewPushSubscription & {
  id: string;
  account: string;
  /** Of the account: with its end the device is told nothing more. */
  session: string;
  sinceMs: number;
  takenAtMs: number | null;
};

/** What somebody was last told of something, so that he is told once. */
export type Told = { subject: string; state: string; atMs: number };

export type PushRepository = {
  /** The oldest first. */
  ofAccount(account: string): Promise<StoredSubscription[]>;
  accounts(): Promise<string[]>;
  /** Takes the place of one with the same endpoint, whosever it was: the browser is now his. Rejects with store.full, store.failed. */
  put(subscription: StoredSubscription): Promise<void>;
  /** False: there is none such. */
  remove(id: string): Promise<boolean>;
  taken(id: string, atMs: number): Promise<void>;
  told(account: string): Promise<Told[]>;
  setTold(account: string, told: Told): Promise<void>;
  /** Of what lies back longer. */
  dropTold(beforeMs: number): Promise<void>;
};
