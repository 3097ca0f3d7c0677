import { createContext, useContext } from "react";
import type { ShownTile } from "#contract/entities/wall.ts";
import { useSite } from "./site.ts";
import type { OpenedTiles } from "./tiles.ts";

/** The scene that a tile stands in: on air, or only being prepared beside it. */
export type SceneAround = { tiles: readonly ShownTile[]; openedOf: OpenedTiles };

/** Set by who draws tiles of another scene than the site's own. */
export const SceneContext = createContext<SceneAround | null>(null);

const none: SceneAround = { tiles: [], openedOf: new Map() };

/** The scene of the tile that asks; the site's own where nothing else was said. */
export function useSceneAround(): SceneAround {
  const given = useContext(SceneContext);
  const site = useSite();
  if (given !== null) return given;
  return site === null ? none : { tiles: site.scene.tiles, openedOf: site.openedOf };
}
