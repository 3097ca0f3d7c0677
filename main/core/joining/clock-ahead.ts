/** Samples kept; with one every two seconds the clocks of two computers drift apart by well under a millisecond meanwhile. */
const keptSamples = 16;
/** A jump this large is a clock that was set, not a slow line: what was measured before says nothing any more. */
const jumpMs = 1_000;

/** `aheadMs`: so far the other clock is ahead of this one · `withinMs`: it may be wrong by so much. */
export type ClockAhead = { aheadMs: number; withinMs: number };

/**
 * Another machine's clock against this one's, as NTP measures it (RFC 5905): the other's time is taken to be told in the
 * middle of a round trip. Of several the quickest counts, since it leaves the least room for being wrong.
 */
export function createClockAhead(): {
  /** All epoch ms: sent and heard by this clock, told by the other. A round trip of negative length is left out. */
  hear(sentAtMs: number, toldAtMs: number, heardAtMs: number): void;
  /** undefined until something was heard. */
  best(): ClockAhead | undefined;
} {
  let samples: ClockAhead[] = [];
  const best = (): ClockAhead | undefined =>
    samples.reduce<ClockAhead | undefined>(
      (one, other) => (one === undefined || other.withinMs < one.withinMs ? other : one),
      undefined,
    );
  return {
    hear(sentAtMs, toldAtMs, heardAtMs) {
      if (heardAtMs < sentAtMs) return;
      const sample = {
        aheadMs: toldAtMs - (sentAtMs + heardAtMs) / 2,
        withinMs: (heardAtMs - sentAtMs) / 2,
      };
      const known = best();
      if (known !== undefined && Math.abs(sample.aheadMs - known.aheadMs) > jumpMs + sample.withinMs) samples = [];
      samples.push(sample);
      if (samples.length > keptSamples) samples.shift();
    },
    best,
  };
}
