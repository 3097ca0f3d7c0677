import type { FigureState } from "./figure.ts";

const order: readonly FigureState[] = ["empty", "fresh", "late", "stale", "lost"];

/** The state of several figures together: that of the worst that was ever heard of. */
export function worstFigure(states: readonly FigureState[]): FigureState {
  return states.reduce<FigureState>(
    (worst, state) => (order.indexOf(state) > order.indexOf(worst) ? state : worst),
    "empty",
  );
}
