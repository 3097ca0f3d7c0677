import type { FigureState } from "./figure.ts";

/** The state of several figures together: that of the worst that was ever heard of. */
export function worstFigure(states: readonly FigureState[]): FigureState {
  const heard = states.filter((state) => state !== "empty");
  if (heard.length === 0) return "empty";
  return (["lost", "stale", "late"] as const).find((state) => heard.includes(state)) ?? "fresh";
}
