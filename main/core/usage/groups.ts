import { fewestPersons, others } from "#contract/usage/http.ts";

/** What is known of somebody who did something: never more than this. */
export type Member = { unit: string | null; role: string };
export type Group = { unit: string | null; role: string };

/** All whose unit and role are shared by fewer than five, together. */
export const otherGroup: Group = { unit: null, role: others };

const keyOf = ({ unit, role }: Member): string => JSON.stringify([unit, role]);

/**
 * Puts people into groups that tell nobody apart: a unit and role of at least five, and all others together. Where these others would be
 * fewer than five, the smallest group goes to them, since the whole less all groups is the others. Where all are fewer than five there is no
 * group, and nothing is counted.
 * @param people everybody who may do something, at this moment
 * @returns the group of somebody; undefined: he is not counted
 */
export function groupsOf(people: readonly Member[]): (member: Member) => Group | undefined {
  const sizes = new Map<string, { group: Group; size: number }>();
  for (const { unit, role } of people) {
    const key = keyOf({ unit, role });
    const found = sizes.get(key) ?? { group: { unit, role }, size: 0 };
    found.size += 1;
    sizes.set(key, found);
  }
  const large = new Map([...sizes].filter(([, { size }]) => size >= fewestPersons));
  let merged = people.length - [...large.values()].reduce((sum, { size }) => sum + size, 0);
  if (merged > 0 && merged < fewestPersons) {
    const [smallest] = [...large].sort(([a, one], [b, other]) => one.size - other.size || (a < b ? -1 : 1));
    if (smallest !== undefined) {
      large.delete(smallest[0]);
      merged += smallest[1].size;
    }
  }
  const hasOthers = merged >= fewestPersons;
  return (member) => large.get(keyOf(member))?.group ?? (hasOthers ? otherGroup : undefined);
}
