import { isDeepStrictEqual } from "node:util";

/** What a feature tells the audit trail of a request: what there was before and is after, never a secret, and what it was done to. */
export type Audited = { before?: unknown; after?: unknown; target?: string };

type Document = Readonly<Record<string, unknown>>;

/**
 * Two states of a thing as an entry of the audit trail has them: only what differs, so that much fits. In a list of things with an id only those
 * that differ, by it. A state that there is not is null.
 */
export function differing(before: unknown, after: unknown): { before: unknown; after: unknown } {
  const [one, other] = [keyed(before), keyed(after)];
  if (!isDocument(one) || !isDocument(other)) return { before: one ?? null, after: other ?? null };
  const left: Record<string, unknown> = {};
  const right: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (isDeepStrictEqual(one[key], other[key])) continue;
    const inner = differing(one[key], other[key]);
    left[key] = inner.before;
    right[key] = inner.after;
  }
  return { before: left, after: right };
}

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list of things with ids as an object by them; everything else as it is. */
function keyed(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0) return value;
  const ids = value.map((one: unknown) => (isDocument(one) && typeof one.id === "string" ? one.id : undefined));
  if (ids.includes(undefined) || new Set(ids).size < ids.length) return value;
  return Object.fromEntries(
    value.map((one: Document) => [one.id, Object.fromEntries(Object.entries(one).filter(([key]) => key !== "id"))]),
  );
}
