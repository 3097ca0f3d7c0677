/** Samples kept; the oldest goes when a newer comes. At one heartbeat in 2 s this is about a minute. */
const keptSamples = 32;
/** A jump this large is a clock that was set or a machine that slept, not a slow line: start over. */
const jumpMs = 2_000;

/**
 * The core's clock as seen from here. Every message tells the core's time when it was sent; it arrives late by the
 * line's delay, so the sample that puts the core furthest ahead is the one that was delayed least.
 */
export type ClockOffset = {
  /** @param coreNowMs epoch ms told by the core · @param localMs the local monotonic clock when it arrived */
  hear(coreNowMs: number, localMs: number): void;
  /** Epoch ms on the core's clock at a local monotonic time; undefined before the first message. */
  at(localMs: number): number | undefined;
};

export function createClockOffset(): ClockOffset {
  let samples: number[] = [];
  let offsetMs: number | undefined;
  return {
    hear(coreNowMs, localMs) {
      const sample = coreNowMs - localMs;
      if (offsetMs !== undefined && Math.abs(sample - offsetMs) > jumpMs) samples = [];
      samples.push(sample);
      if (samples.length > keptSamples) samples.shift();
      offsetMs = Math.max(...samples);
    },
    at: (localMs) => (offsetMs === undefined ? undefined : offsetMs + localMs),
  };
}
