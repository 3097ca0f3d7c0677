import type { Acknowledgement, Outage, SourceOutage, StoreOutage } from "#contract/entities/outage.ts";

/** A source's outage as it is counted; while it lasts `toMs` is null. */
export type KeptOutage = Pick<
  SourceOutage,
  "id" | "source" | "name" | "cause" | "fromMs" | "caughtUp" | "plannedUntilMs"
> & {
  toMs: number | null;
  indicators: { indicator: string; expected: number; late: number }[];
};

export type OutagesRepository = {
  /** Writes them down or what has changed of them. What was acknowledged stays acknowledged. */
  put(outages: readonly KeptOutage[]): Promise<void>;
  /** Told once for each moment at which a database was set aside. */
  putSetAside(outage: Pick<StoreOutage, "id" | "fromMs" | "toMs" | "reason">): Promise<void>;
  /** Those of this machine that last, and those that were over after a moment; the newest first, at most `limit`. */
  recent(afterMs: number, limit: number): Promise<KeptOutage[]>;
  /** Those that are over, the newest first, of all machines. @param before the id of one: only those that come after it */
  list(limit: number, before?: string, asOfMs?: number): Promise<Outage[]>;
  /**
   * Acknowledges it, and in the same transaction lays that into the outbox for each of the centres. Rejects with outbox.full
   * when one of those takes no more: then nothing is acknowledged.
   * @returns it as it is then; undefined where there is none that is over. The first acknowledgement stays.
   */
  acknowledge(
    id: string,
    said: Omit<Acknowledgement, "forwarding">,
    centres: readonly string[],
  ): Promise<Outage | undefined>;
  /** Drops what is older than 400 days, and the oldest of more than 10,000. @returns how many */
  tidy(nowMs: number): Promise<number>;
  /** When this program last said that it runs, epoch ms; null where it never did. */
  aliveAtMs(): Promise<number | null>;
  sayAlive(atMs: number): Promise<void>;
};
