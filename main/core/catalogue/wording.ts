import { isDeepStrictEqual } from "node:util";
import { Indicator } from "#contract/entities/indicator.ts";

/** An indicator as a profile has it, before it is parsed. */
export type Raw = Record<string, unknown>;

/**
 * Rows of a table in the words of the profile where both mean the same: `120s` stays so where the table says 2 minutes.
 * @param raw as the profile's files have them
 * @param after what the rows mean, in their order
 * @param before what `raw` means; absent: found out
 */
export function withWordsKept(
  raw: unknown,
  rows: readonly Raw[],
  after: readonly Indicator[],
  before?: readonly Indicator[],
): Raw[] {
  const former = new Map((Array.isArray(raw) ? (raw as Raw[]) : []).map((item) => [item?.code, item] as const));
  const meant = new Map(before?.map((one) => [one.code, one] as const));
  return rows.map((row, at) => {
    const old = former.get(row.code);
    if (old === undefined) return row;
    const was = (meant.get(String(row.code)) ?? Indicator.safeParse(old).data) as Raw | undefined;
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
 * What there was before an import, with what was changed by hand since.
 * @param now as it is @param imported as it was imported
 */
export function goneBack(now: readonly Raw[], imported: readonly Raw[], before: readonly Raw[]): Raw[] {
  const byCode = (list: readonly Raw[]) => new Map(list.map((item) => [item.code, plain(item)] as const));
  const [current, given, former] = [byCode(now), byCode(imported), byCode(before)];
  const isByHand = (code: unknown) => !isDeepStrictEqual(current.get(code), given.get(code));
  const back = before.flatMap((item) => {
    const stays = isByHand(item.code) ? current.get(item.code) : item;
    return stays === undefined ? [] : [stays];
  });
  const more = now.filter(({ code }) => !former.has(code) && isByHand(code));
  return [...back, ...more];
}

/** As a file has it: without what is undefined. */
const plain = (item: Raw): Raw => JSON.parse(JSON.stringify(item));
