import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Raw, Step } from "./import-history.ts";

/** The items of a list of a profile: the key that names one, and what one means. */
export type ItemsOf = { name: "code" | "id"; schema: z.ZodType<object> };

/**
 * Rows of a table in the words of the profile where both mean the same: `120s` stays so where the table says 2 minutes.
 * @param raw as the profile's files have them
 * @param after what the rows mean, in their order
 * @param before what `raw` means; absent: found out
 */
export function withWordsKept(
  raw: unknown,
  rows: readonly Raw[],
  { name, schema }: ItemsOf,
  after: readonly object[],
  before?: readonly object[],
): Raw[] {
  const former = new Map((Array.isArray(raw) ? (raw as Raw[]) : []).map((item) => [item?.[name], item] as const));
  const meant = new Map(before?.map((one) => [(one as Raw)[name], one as Raw] as const));
  return rows.map((row, at) => {
    const old = former.get(row[name]);
    if (old === undefined || old === row) return row;
    const was = meant.get(row[name]) ?? (schema.safeParse(old).data as Raw | undefined);
    const is = after[at] as Raw | undefined;
    if (was === undefined || is === undefined) return row;
    const kept: Raw = {};
    for (const key of new Set([...Object.keys(old), ...Object.keys(row)])) {
      const value = isDeepStrictEqual(was[key], is[key]) ? old[key] : row[key];
      if (value !== undefined) kept[key] = value;
    }
    return kept;
  });
}

/**
 * A list as it was before a step. `putBack`: what of it was kept, as it was kept. Names of what was changed by hand since, and so
 * `stayed`; of what the step had added, and is `gone`.
 */
export type WayBack = { rows: Raw[]; putBack: Raw[]; stayed: string[]; gone: string[] };

export type KeptItemsOf = Pick<ItemsOf, "name"> & {
  /** An item without what is kept nowhere but in the profile, such as passwords. */
  keptItem(item: Raw): Raw;
  /** One to be written again. @param present the item as it is, for what was not kept */
  restored(kept: Raw, present: Raw | undefined): Raw;
};

/**
 * What there was before an import, with what was changed by hand since.
 * @param now as it is
 * @param step the whole list as it was imported, and as it was before
 */
export function goneBack(now: readonly Raw[], step: Step, { name, keptItem, restored }: KeptItemsOf): WayBack {
  const byName = (list: readonly Raw[]) => new Map(list.map((item) => [item[name], plain(keptItem(item))] as const));
  const [current, given, former] = [byName(now), byName(step.given), byName(step.before)];
  const present = new Map(now.map((item) => [item[name], item] as const));
  const isByHand = (one: unknown) => !isDeepStrictEqual(current.get(one), given.get(one));
  const isSame = (one: unknown) => isDeepStrictEqual(current.get(one), former.get(one));
  const isBack = (one: unknown) => !isByHand(one) && !isSame(one);
  const back = step.before.flatMap((item) => {
    const known = present.get(item[name]);
    if (isBack(item[name])) return [restored(item, known)];
    return known === undefined ? [] : [known];
  });
  const more = now.filter((item) => !former.has(item[name]) && isByHand(item[name]));
  const rows = [...back, ...more];
  const left = new Set(rows.map((item) => item[name]));
  // What the import did not change would not be changed by going back either.
  const isChanged = (one: unknown) => !isDeepStrictEqual(given.get(one), former.get(one)) && !isSame(one);
  return {
    rows,
    putBack: step.before.filter((item) => isBack(item[name])),
    stayed: [...new Set([...given.keys(), ...former.keys()])]
      .filter((one) => isByHand(one) && isChanged(one))
      .map(String),
    gone: now.flatMap((item) => (left.has(item[name]) ? [] : [String(item[name])])),
  };
}

/** As a file has it: without what is undefined. */
const plain = (item: Raw): Raw => JSON.parse(JSON.stringify(item));
