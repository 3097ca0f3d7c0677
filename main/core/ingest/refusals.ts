import type { CodedMessage } from "#contract/errors.ts";

export type Refusal = { atMs: number; reason: CodedMessage };

const maxKept = 20;

/** What was refused of each source since the start: how often by which code, and the last ones. */
export function createRefusals(now: () => number) {
  const log = new Map<string, { byCode: Map<string, number>; last: Refusal[] }>();
  return {
    add(sourceId: string, reason: CodedMessage, count = 1): void {
      let entry = log.get(sourceId);
      if (entry === undefined) {
        entry = { byCode: new Map(), last: [] };
        log.set(sourceId, entry);
      }
      entry.byCode.set(reason.code, (entry.byCode.get(reason.code) ?? 0) + count);
      entry.last.push({ atMs: now(), reason });
      if (entry.last.length > maxKept) entry.last.shift();
    },
    of(sourceId: string): { byCode: Record<string, number>; last: Refusal[] } {
      const entry = log.get(sourceId);
      return { byCode: Object.fromEntries(entry?.byCode ?? []), last: [...(entry?.last ?? [])] };
    },
  };
}
