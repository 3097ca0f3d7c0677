import type { Topics } from "#contract/told.ts";
import { makeStore } from "../../state/store.ts";

/** What a page wants to be told as long as it is open; what is not named is not wanted. */
export type Wants = {
  series?: readonly string[];
  /** By code, at every place. */
  indicators?: readonly string[];
  sources?: "all" | readonly string[];
  cameras?: "all" | readonly string[];
  warnings?: boolean;
  figureAges?: boolean;
  forecasts?: readonly string[];
};

/** Of each page or part that is open. The live line, which is loaded after the first painting, asks for all of it together. */
export const wantsStore = makeStore<ReadonlyMap<object, Wants>>(new Map());

/** @returns its undo */
export function want(wants: Wants): () => void {
  const own = {};
  wantsStore.setState((all) => new Map([...all, [own, wants]]), true);
  return () => wantsStore.setState((all) => new Map([...all].filter(([key]) => key !== own)), true);
}

const most = 1_000;
const all = <Item>(lists: readonly (readonly Item[] | undefined)[]): Item[] =>
  [...new Set(lists.flatMap((list) => list ?? []))].slice(0, most);
const ids = (lists: readonly ("all" | readonly string[] | undefined)[]): "all" | string[] =>
  lists.includes("all") ? "all" : all(lists.map((list) => (list === "all" ? [] : list))).slice(0, 500);

/** All of it as the core is asked for it. @param nothing the topics of who wants nothing */
export function topicsOf(wanted: ReadonlyMap<object, Wants>, nothing: Topics): Topics {
  const every = [...wanted.values()];
  const series = all(every.map((one) => one.series));
  const indicators = all(every.map((one) => one.indicators));
  const forecasts = all(every.map((one) => one.forecasts));
  return {
    ...nothing,
    readings: {
      ...(series.length > 0 ? { series } : {}),
      ...(indicators.length > 0 ? { indicators } : {}),
    },
    sources: ids(every.map((one) => one.sources)),
    cameras: ids(every.map((one) => one.cameras)),
    ...(every.some((one) => one.warnings) ? { warnings: true } : {}),
    ...(every.some((one) => one.figureAges) ? { figureAges: true } : {}),
    ...(forecasts.length > 0 ? { forecasts: { series: forecasts } } : {}),
  };
}
