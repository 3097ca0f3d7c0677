import type { FigureCondition } from "#contract/entities/figure-condition.ts";

/** unknown: what it is about says nothing at present; then nothing begins and nothing ends by it. */
export type Truth = "so" | "not" | "unknown";

type Memory = { isSo: boolean; sinceMs: number | null };

/**
 * Remembers of each condition how long it has been so. By the object of the condition: an edited one begins anew, one that
 * is gone is forgotten.
 */
export type ConditionWatch = {
  /**
   * To be asked again and again, at least every second.
   * @param now undefined: not known
   * @param now.begins whether what it takes to begin is there
   * @param now.isOver whether what it takes to end is there
   * @param at.wasSo how it is known from before a restart to have been; counts the first time only
   */
  judge(
    condition: object,
    now: { begins: boolean; isOver: boolean } | undefined,
    at: { forMs: number; nowMs: number; wasSo?: boolean },
  ): Truth;
  /** When it will have been so for long enough if it stays as it is; null: it is not on the way there. */
  dueMs(condition: object, forMs: number): number | null;
};

export function createConditionWatch(): ConditionWatch {
  const memories = new WeakMap<object, Memory>();
  return {
    judge(condition, now, { forMs, nowMs, wasSo = false }) {
      const memory = memories.get(condition) ?? { isSo: wasSo, sinceMs: null };
      memories.set(condition, memory);
      if (now === undefined) {
        memory.sinceMs = null;
        return "unknown";
      }
      if (memory.isSo) memory.isSo = !now.isOver;
      else if (!now.begins) memory.sinceMs = null;
      else {
        memory.sinceMs ??= nowMs;
        memory.isSo = nowMs - memory.sinceMs >= forMs;
      }
      if (memory.isSo) memory.sinceMs = null;
      return memory.isSo ? "so" : "not";
    },
    dueMs(condition, forMs) {
      const sinceMs = memories.get(condition)?.sinceMs ?? null;
      return sinceMs === null ? null : sinceMs + forMs;
    },
  };
}

/** How a figure stands to a condition on it. @returns undefined where the two cannot be compared */
export function compare(
  { is, value: limit, overAt }: FigureCondition,
  value: number | string,
): { begins: boolean; isOver: boolean } | undefined {
  if (is === "equal") return { begins: value === limit, isOver: value !== limit };
  if (typeof value !== "number" || typeof limit !== "number") return undefined;
  const end = overAt ?? limit;
  return is === "above"
    ? { begins: value > limit, isOver: value <= end }
    : { begins: value < limit, isOver: value >= end };
}
