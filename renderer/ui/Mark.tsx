/**
 * up: a limit is passed, or somebody's attention is wanted; alarm: the worse of the two. What rises, falls or stays is an arrow of
 * another form: rise, fall, level.
 */
export type MarkShape =
  | "up"
  | "down"
  | "flat"
  | "rise"
  | "fall"
  | "level"
  | "alarm"
  | "late"
  | "live"
  | "cross"
  | "none";

const paths: Record<Exclude<MarkShape, "none">, string> = {
  up: "M6 2 11 10.5H1Z",
  down: "M6 10.5 1 2H11Z",
  flat: "M1 4.75H11V7.25H1Z",
  rise: "M4.2 1.2H10.8V7.8H9V4.27L2.47 10.8 1.2 9.53 7.73 3H4.2Z",
  fall: "M4.2 10.8H10.8V4.2H9V7.73L2.47 1.2 1.2 2.47 7.73 9H4.2Z",
  level: "M6.6 1.6 11 6 6.6 10.4 5.33 9.13 7.56 6.9H1V5.1H7.56L5.33 2.87Z",
  alarm: "M6 0.6 11.4 6 6 11.4 0.6 6Z",
  late: "M6 1A5 5 0 1 1 6 11 5 5 0 0 1 6 1ZM6 2.7A3.3 3.3 0 1 0 6 9.3 3.3 3.3 0 0 0 6 2.7Z",
  live: "M6 2A4 4 0 1 1 6 10 4 4 0 0 1 6 2Z",
  cross: "M2.6 1 6 4.4 9.4 1 11 2.6 7.6 6 11 9.4 9.4 11 6 7.6 2.6 11 1 9.4 4.4 6 1 2.6Z",
};

/** A shape that stands beside a word, so that nothing is told by colour alone. Drawn, since fonts lack these glyphs. */
export function Mark({ shape }: { shape: MarkShape }) {
  if (shape === "none") return null;
  return (
    <svg className={`mark mark-${shape}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={paths[shape]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
