import type { MaintenanceWindow } from "#contract/maintenance/maintenance.ts";

export type MaintenanceRepository = {
  /** Those that neither were ended nor are over at a moment, of all sources; the earliest first. */
  open(atMs: number): Promise<MaintenanceWindow[]>;
  /** Of a source, those that are over or were ended; the newest first. */
  past(source: string, atMs: number, limit: number): Promise<MaintenanceWindow[]>;
  /** Written on the disk itself; drops what is older than 400 days, and the oldest of more than 5,000. Rejects with store.full, store.failed. */
  add(window: MaintenanceWindow): Promise<void>;
  /** Fails as `add` does. The first end stays. */
  end(ids: readonly string[], ended: NonNullable<MaintenanceWindow["ended"]>): Promise<void>;
};
