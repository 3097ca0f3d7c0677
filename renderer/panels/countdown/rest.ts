const dayMs = 86_400_000;

/** A span taken apart as people count it. Of a coming moment it is rounded up to the second: "0" is said when it is there. */
export type Rest = { isOver: boolean; days: number; hours: number; minutes: number; seconds: number };

/** @param toMs @param nowMs epoch ms on the core's clock */
export function restUntil(toMs: number, nowMs: number): Rest {
  const isOver = nowMs >= toMs;
  const spanMs = isOver ? nowMs - toMs : Math.ceil((toMs - nowMs) / 1_000) * 1_000;
  const seconds = Math.floor(spanMs / 1_000);
  return {
    isOver,
    days: Math.floor(spanMs / dayMs),
    hours: Math.floor(seconds / 3_600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}
