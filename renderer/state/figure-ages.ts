import type { FigureAges } from "#contract/readings/figure-ages.ts";
import { makeKeyed } from "./keyed.ts";
import { collectionStore } from "./kinds.ts";

export const figureAges = makeKeyed(({ indicator }: FigureAges) => indicator, collectionStore("figureAges"));

/** As they were told last, by indicator. They are looked at every so often, as they grow old without being told of, and are not followed. */
export const figureAgesNow = (): ReadonlyMap<string, FigureAges> => figureAges.store.getState();

/** How many figures that are. */
export const figureCount = (told: Iterable<FigureAges>): number =>
  [...told].reduce((sum, { ages }) => ages.reduce((of, { places }) => of + places, sum), 0);
