import type { Words } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";

/** What a tile holds a figure against, as far as a scene's sentence may speak of it. */
export type ShownAgainst =
  /** Its plan, which it is to have reached by now. */
  | { kind: "plan" }
  /** Itself so long ago. */
  | { kind: "earlier"; spanMs: number }
  /** Another indicator, which may be its growth: "so với cùng kỳ". */
  | { kind: "indicator"; indicator: string; place?: string | undefined; label: Words };

/** One indicator at one place; without a place at the site's own. */
export type ShownSeries = { indicator: string; place?: string | undefined; against?: ShownAgainst | undefined };

/** The figures that a tile shows: series, and indicators at every place. */
export type TileFigures = {
  series?: readonly ShownSeries[];
  indicators?: readonly string[];
  /** Others that stand in its settings, beside them. */
  ownFigures?: true;
};

/** A tile's settings as its panel kind's rules read them, or what is wrong with them. */
export type OpenedTile = { settings: unknown; figures?: TileFigures } | { wrong: CodedMessage };

/** By the tile's id. */
export type OpenedTiles = ReadonlyMap<string, OpenedTile>;
