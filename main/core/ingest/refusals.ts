import type { CodedMessage } from "#contract/errors.ts";

export type Refusal = { atMs: number; reason: CodedMessage };

const maxKept = 20;

/** To be told of everything that is refused: the source, why, and how many. */
export type OnRefused = (sourceId: string, reason: CodedMessage, count: number) => void;

/** What was refused of each source since the start: how often by which code, and the last ones. */
export function createRefusals(now: () => number, onRefused: OnRefused = () => {}) {
  const log = new Map<string, { byCode: Map<string, number>; last: Refusal[] }>();
  return {
    add(sourceId: string, reason: CodedMessage, count = 1): void {
      onRefused(sourceId, reason, count);
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
