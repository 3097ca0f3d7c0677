import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { Comparator } from "../../figures/comparator-settings.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import type { ShownAgainst } from "../../state/tiles.ts";
import { defineRule } from "../rule.ts";

export const KeyFigureSettings = z.strictObject({
  indicator: IndicatorId,
  /** A shorter name for the tile, where the indicator's own does not fit. */
  title: Words.optional(),
  /** Absent: the site's own place. */
  place: PlaceId.optional(),
  comparator: Comparator.optional(),
  /** How far back the quiet line reaches; absent for published figures, which have no past to draw. */
  trend: Span.optional(),
});
export type KeyFigureSettings = z.output<typeof KeyFigureSettings>;

export const keyFigureRule = defineRule({
  kind: "key-figure",
  settings: KeyFigureSettings,
  needs: ({ indicator, place, comparator }) => ({
    series: [
      { indicator, place, against: againstOf(comparator) },
      ...(comparator?.kind === "indicator" ? [{ indicator: comparator.indicator, place: comparator.place }] : []),
    ],
  }),
});

/** A note is words of the scene's own. */
function againstOf(comparator: KeyFigureSettings["comparator"]): ShownAgainst | undefined {
  if (comparator === undefined || comparator.kind === "note") return undefined;
  return comparator.kind === "earlier" ? { kind: "earlier", spanMs: comparator.span } : comparator;
}
