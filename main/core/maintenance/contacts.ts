import type { Profile } from "#contract/entities/profile.ts";
import type { Contact, Contacts, ToldContact } from "#contract/maintenance/contact.ts";

type Asked = Pick<Profile, "units" | "sources" | "indicators"> & { cameras: readonly Profile["cameras"][number][] };

/** Whom to call about each source, camera and indicator: its own contact, or else that of the unit which answers for it. */
export function contactsOf({ units, sources, cameras, indicators }: Asked): Contacts {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const told = (own: Contact | undefined, unitId: string | undefined): ToldContact | undefined => {
    const unit = unitId === undefined ? undefined : unitOf.get(unitId);
    const contact = own ?? unit?.contact;
    if (contact === undefined && unit === undefined) return undefined;
    return { ...(contact === undefined ? {} : { contact }), ...(unit === undefined ? {} : { unit: unit.name }) };
  };
  const byId = <One>(list: readonly One[], key: (one: One) => string, find: (one: One) => ToldContact | undefined) =>
    Object.fromEntries(
      list.flatMap((one): [string, ToldContact][] => {
        const found = find(one);
        return found === undefined ? [] : [[key(one), found]];
      }),
    );
  return {
    sources: byId(
      sources,
      ({ id }) => id,
      ({ contact, unit }) => told(contact, unit),
    ),
    cameras: byId(
      cameras,
      ({ id }) => id,
      ({ contact, unit }) => told(contact, unit),
    ),
    indicators: byId(
      indicators,
      ({ code }) => code,
      ({ owner }) => told(undefined, owner),
    ),
  };
}
