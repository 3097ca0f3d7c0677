import type { CodedMessage } from "#contract/errors.ts";

/** A tile's settings as its panel kind's rules read them, or what is wrong with them. */
export type OpenedTile = { settings: unknown } | { wrong: CodedMessage };

/** By the tile's id. */
export type OpenedTiles = ReadonlyMap<string, OpenedTile>;
