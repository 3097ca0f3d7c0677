import type { Profile } from "./profile.ts";
import type { Words } from "./text.ts";

/**
 * What whoever answers for an indicator is called: the unit's name in both languages, where the profile names it by its id or by the name that
 * people read; else the name as it is written, which is a name of its own in either language. Undefined where nobody is named.
 */
export function ownerNames(owner: string | undefined, units: Profile["units"]): Words | undefined {
  if (owner === undefined || owner === "") return undefined;
  const unit = units.find(({ id }) => id === owner) ?? units.find(({ name }) => name.vi === owner);
  return unit?.name ?? { vi: owner, en: owner };
}
