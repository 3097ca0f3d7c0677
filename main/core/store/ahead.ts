/**
 * Clocks of platforms run apart a little; an as-of time more than this ahead of its receipt is a wrong clock, and would
 * never look old. Ingest refuses it, so what was known at a moment is at most this much later: queries stand on it.
 */
export const maxAheadMs = 5 * 60_000;
