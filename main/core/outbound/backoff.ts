/**
 * Pauses that double from `firstMs` up to `lastMs`, each shortened by up to a quarter at random, so that many clients of
 * a platform that comes back do not all knock at the same moment.
 */
export function createBackoff(firstMs: number, lastMs: number) {
  let failures = 0;
  return {
    next(): number {
      const fullMs = Math.min(lastMs, firstMs * 2 ** Math.min(failures, 30));
      failures++;
      return Math.round(fullMs * (1 - Math.random() / 4));
    },
    reset(): void {
      failures = 0;
    },
  };
}
