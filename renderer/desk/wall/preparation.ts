import { unitsPerDisplay } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { openTiles } from "../../panels/rules.ts";
import type { Site } from "../../state/site.ts";
import type { Candidate } from "../search/search.ts";

/** What is looked at before it goes up: a whole scene, or a panel for one monitor. */
export type Preparation =
  | { kind: "scene"; scene: StoredScene }
  | { kind: "panel"; candidate: Extract<Candidate, { panel: string }> };

/** The site as it would look: with the scene on its wall, or as one monitor with the panel. */
export function prepared(preparation: Preparation, site: Site): Site {
  if (preparation.kind === "scene") {
    const { id, name, tiles } = preparation.scene;
    return { ...site, scene: { id, name, tiles }, openedOf: openTiles(tiles) };
  }
  const { key, name, panel, settings } = preparation.candidate;
  const whole = { x: 0, y: 0, width: unitsPerDisplay, height: unitsPerDisplay };
  const tile = { id: "push", panel, settings, ...whole };
  const plan = { ...site.wall, columns: 1, rows: 1 };
  return { ...site, wall: plan, scene: { id: key, name, tiles: [tile] }, openedOf: openTiles([tile]) };
}
