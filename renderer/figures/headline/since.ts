import { looksBackOf } from "#contract/entities/crossing.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { HistoryRequest } from "../../state/history.ts";

export { crossedSince, type Since } from "#contract/entities/crossing.ts";

/** What is asked of the past to find since when a limit is passed, the finest first. */
export const looksBack = (indicator: string, place: string, period: IndicatorView["period"]): HistoryRequest[] =>
  looksBackOf(period).map((look) => ({ indicator, place, ...look }));
