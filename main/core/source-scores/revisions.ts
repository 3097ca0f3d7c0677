import type { Reading, ReadingStatus } from "#contract/entities/reading.ts";

const official: readonly ReadingStatus[] = ["estimated", "preliminary", "official"];

type Value = Pick<Reading, "value" | "status">;

/**
 * Whether a later value of the same moment says that the one before was wrong. That an estimate becomes preliminary and that official
 * is the way of statistics and no mistake.
 * @param decimals of the indicator: less than half of the last digit is none
 */
export function isCorrection(before: Value, after: Value, decimals: number, toleranceShare: number): boolean {
  const [from, to] = [official.indexOf(before.status), official.indexOf(after.status)];
  if (from >= 0 && to > from) return false;
  if (typeof before.value !== "number" || typeof after.value !== "number") return before.value !== after.value;
  const tolerance = Math.max(toleranceShare * Math.abs(before.value), 0.5 * 10 ** -decimals);
  return Math.abs(after.value - before.value) > tolerance;
}
