import { isCondensed } from "#contract/entities/retention.ts";
import { startBackups, startUpkeep } from "../store/upkeep.ts";
import type { Ground } from "./ground.ts";

/** Condenses what is old and takes backups, for as long as the core runs. */
export function startHousekeeping({ profile, store, dayOffsetMs, onClose, now, log }: Ground): void {
  const condensed = new Set(profile.indicators.filter(isCondensed).map((indicator) => indicator.code));
  const upkeep = startUpkeep({
    store,
    rule: { retention: profile.retention, isCondensed: (code) => condensed.has(code), dayOffsetMs },
    now,
    log,
  });
  const backups = startBackups({ upkeep: store.upkeep, now, log });
  onClose(() => Promise.all([upkeep.stop(), backups.stop()]).then(() => {}));
}
