const firstMs = 250;
const mostMs = 3_000;
/** A line that stood this long was a good one: its loss is answered at once again. */
const goodAfterMs = 5_000;

export type BackOff = {
  /** How long to wait before the next attempt, ms; the first is at once, later ones grow to 3 s with jitter. */
  next(upForMs: number): number;
};

/** @param random from 0 to 1; spreads the screens of a site that all lost the core together */
export function createBackOff(random: () => number = Math.random): BackOff {
  let attempts = 0;
  return {
    next(upForMs) {
      if (upForMs >= goodAfterMs) attempts = 0;
      attempts += 1;
      if (attempts === 1) return 0;
      const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempts - 2, 10));
      return ceiling * (0.5 + random() / 2);
    },
  };
}
