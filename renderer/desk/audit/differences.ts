/** A value that is another before and after, by the names that lead to it. null: it is not there. */
export type Difference = { path: readonly string[]; before: string | null; after: string | null };

/** More are not shown; an entry holds some thousand letters. */
const mostShown = 400;

/**
 * What an entry tells of before and after, value by value. Texts that are no JSON (such as one that was cut) stand whole, under no name.
 */
export function differencesOf(before: string | null, after: string | null): Difference[] {
  const [one, other] = [read(before), read(after)];
  if (one === unread || other === unread) return [{ path: [], before, after }];
  const found: Difference[] = [];
  compare(one, other, [], found);
  return found.filter((each) => each.before !== each.after).slice(0, mostShown);
}

const unread = Symbol("no JSON");

function read(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return unread;
  }
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

function compare(before: unknown, after: unknown, path: readonly string[], found: Difference[]): void {
  if (!isBranch(before) && !isBranch(after)) {
    found.push({ path, before: written(before), after: written(after) });
    return;
  }
  const [one, other] = [isBranch(before) ? before : {}, isBranch(after) ? after : {}];
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
    compare(one[key], other[key], [...path, key], found);
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
