import { createHash } from "node:crypto";
import type { RawItem, WizardList } from "#contract/wizards/http.ts";
import { isItem, itemsIn, nameOfItem } from "../profile/lists.ts";

/** The items of a list by their names, as files write them. */
export const itemsOf = (data: Readonly<Record<string, unknown>>, list: WizardList): Map<string, RawItem> =>
  new Map(
    itemsIn(data[list]).flatMap((item) => {
      const name = nameOfItem(list, item);
      return name === undefined || !isItem(item) ? [] : [[name, item] as const];
    }),
  );

/** What tells whether an item still says what somebody has looked at. */
export const markOf = (item: unknown): string =>
  createHash("sha256").update(JSON.stringify(item)).digest("hex").slice(0, 32);

const dots = "•••";
const concealedKeys = new Set(["password", "secret", "bearer", "client", "token"]);
const isReference = (text: string): boolean => /^\$\{[^}]*\}$/.test(text);

/** The same item without what is to stay secret where somebody wrote that in clear: references stay, as they tell nothing. */
export function concealed(item: RawItem): RawItem {
  const walk = (value: unknown, key: string, isInHeaders: boolean): unknown => {
    if (typeof value === "string") {
      if ((concealedKeys.has(key) || isInHeaders) && !isReference(value) && !/^https?:/.test(value)) return dots;
      return value.replace(/(:\/\/)[^/@\s]+@/, `$1${dots}@`);
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, key, isInHeaders));
    if (!isItem(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, walk(one, name, isInHeaders || name === "headers")]),
    );
  };
  return walk(item, "", false) as RawItem;
}
