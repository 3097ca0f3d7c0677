/** Where playback stands, in seconds of the stream. */
export type Playback = {
  currentS: number;
  /** The buffered piece that ends last; null while nothing is buffered. */
  buffered: { startS: number; endS: number } | null;
  /** How far behind the newest picture playback should stay, so that the next one is there in time. */
  cushionS: number;
};

export type Steering = { seekToS: number } | { rate: number };

/** Beyond this much more than the cushion, hurrying would take too long. */
const jumpBeyondS = 1.2;

/**
 * How to stay at the live edge: pictures that wait longer than they have to are played a little faster, a lot of them are
 * jumped over. Without it every hiccup would add to the delay for ever.
 */
export function steer({ currentS, buffered, cushionS }: Playback): Steering {
  if (buffered === null) return { rate: 1 };
  const { startS, endS } = buffered;
  const aheadS = endS - currentS;
  // Before the piece (a gap, a stream that began anew) or so far behind that it would be seen as slow.
  if (currentS < startS - 0.01 || aheadS > cushionS + jumpBeyondS || aheadS < -0.5)
    return { seekToS: Math.max(startS, endS - cushionS) };
  if (aheadS > cushionS * 2 + 0.15) return { rate: 1.25 };
  if (aheadS > cushionS + 0.06) return { rate: 1.06 };
  if (aheadS < cushionS * 0.5) return { rate: 0.96 };
  return { rate: 1 };
}

const leastCushionS = 0.08;
const mostCushionS = 1;

/** The cushion after playback had to wait for a picture: the line is less even than it was thought to be. */
export const widened = (cushionS: number): number => Math.min(mostCushionS, cushionS * 1.3 + 0.03);

/** The cushion after a second without waiting; never so small that the next picture could not be there. @param pictureS how long one lasts */
export const narrowed = (cushionS: number, pictureS: number): number =>
  Math.min(mostCushionS, Math.max(leastCushionS, pictureS * 1.2, cushionS * 0.97));
