import type { Profile } from "#contract/entities/profile.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { startBackups, startUpkeep } from "../store/upkeep.ts";
import type { Ground } from "./ground.ts";

/** Condenses what is old and takes backups, for as long as the core runs. */
export function startHousekeeping({ profile, site, store, dayOffsetMs, onClose, now, log }: Ground): void {
  const condensedIn = ({ indicators }: Profile) => new Set(indicators.filter(isCondensed).map(({ code }) => code));
  let condensed = condensedIn(profile);
  site.onChange(({ after }) => {
    condensed = condensedIn(after);
  });
  const upkeep = startUpkeep({
    store,
    rule: { retention: profile.retention, isCondensed: (code) => condensed.has(code), dayOffsetMs },
    now,
    log,
  });
  const backups = startBackups({ upkeep: store.upkeep, now, log });
  onClose(() => Promise.all([upkeep.stop(), backups.stop()]).then(() => {}));
}
