import type { Tile } from "#contract/entities/wall.ts";
import { unitsPerDisplay } from "#contract/entities/wall.ts";
import type { SceneTemplate } from "#contract/scene-templates.ts";
import { changed, freshTileId, type Work } from "./draft.ts";
import {
  type Alignment,
  aligned,
  type Hold,
  inside,
  type Place,
  type Plan,
  pulled,
  roomFor,
  sizeOf,
  wholeOf,
} from "./placing.ts";

type Ids = readonly string[];

const withPlaces = (work: Work, placeOf: (tile: Tile) => Place | undefined, step: string | null = null): Work =>
  changed(
    work,
    {
      ...work.draft,
      tiles: work.draft.tiles.map((tile) => {
        const place = placeOf(tile);
        if (place === undefined) return tile;
        const { x, y, width, height } = place;
        return { ...tile, x, y, width, height };
      }),
    },
    step,
  );

/**
 * Tiles taken by a hold and moved; several keep their places to one another.
 * @param from where they were when they were taken hold of; absent: where they are
 */
export function pulledTiles(
  work: Work,
  ids: Ids,
  pull: { hold: Hold; x: number; y: number; from?: readonly Tile[]; step?: string },
  plan: Plan,
): Work {
  const from = (pull.from ?? work.draft.tiles).filter(({ id }) => ids.includes(id));
  const wall = sizeOf(plan);
  let { x, y } = pull;
  if (pull.hold === "" && from.length > 1) {
    const least = (values: number[]) => Math.min(...values);
    x = Math.max(x, -least(from.map((tile) => tile.x)));
    y = Math.max(y, -least(from.map((tile) => tile.y)));
    x = Math.min(x, least(from.map((tile) => wall.width - tile.x - tile.width)));
    y = Math.min(y, least(from.map((tile) => wall.height - tile.y - tile.height)));
  }
  const places = new Map(from.map((tile) => [tile.id, pulled(tile, pull.hold, { x, y }, plan)]));
  return withPlaces(work, ({ id }) => places.get(id), pull.step ?? null);
}

export const placed = (work: Work, id: string, place: Place, plan: Plan): Work =>
  withPlaces(work, (tile) => (tile.id === id ? inside(place, plan) : undefined));

/** All but the first brought into line with the first. */
export function alignedTiles(work: Work, [first, ...others]: Ids, how: Alignment, plan: Plan): Work {
  const to = work.draft.tiles.find(({ id }) => id === first);
  if (to === undefined) return work;
  return withPlaces(work, (tile) => (others.includes(tile.id) ? aligned(tile, to, how, plan) : undefined));
}

/** Two tiles each in the place of the other. */
export function swapped(work: Work, ids: Ids): Work {
  const [a, b] = ids.map((id) => work.draft.tiles.find((tile) => tile.id === id));
  if (a === undefined || b === undefined || ids.length !== 2) return work;
  return withPlaces(work, ({ id }) => (id === a.id ? b : id === b.id ? a : undefined));
}

export const removedTiles = (work: Work, ids: Ids): Work =>
  changed(work, { ...work.draft, tiles: work.draft.tiles.filter(({ id }) => !ids.includes(id)) });

export const withSettings = (work: Work, id: string, settings: Tile["settings"], step: string | null): Work =>
  changed(
    work,
    { ...work.draft, tiles: work.draft.tiles.map((tile) => (tile.id === id ? { ...tile, settings } : tile)) },
    step,
  );

export type NewTile = Pick<Tile, "panel" | "settings" | "width" | "height">;

/** The contract's limit on tiles of a scene; what goes beyond is not added. */
const mostTiles = 256;

/** New tiles where there is room, begun with a monitor. @returns also their ids */
export function addedTiles(
  work: Work,
  tiles: readonly NewTile[],
  display: number,
  plan: Plan,
): { work: Work; ids: string[] } {
  let next = work.draft.tiles;
  const ids: string[] = [];
  for (const { panel, settings, width, height } of tiles.slice(0, mostTiles - next.length)) {
    const size = {
      width: Math.min(width, unitsPerDisplay * plan.columns),
      height: Math.min(height, unitsPerDisplay * plan.rows),
    };
    const id = freshTileId(panel, { ...work, draft: { ...work.draft, tiles: next } });
    next = [...next, { id, panel, ...roomFor(size, next, display, plan), settings }];
    ids.push(id);
  }
  return { work: changed(work, { ...work.draft, tiles: next }), ids };
}

/**
 * A template laid over a monitor, or over the whole wall where it is made for that: what stood in its room goes, but as far as
 * a tile of the same kind is wanted there, it stays in its new place with what it shows.
 */
export function withTemplate(work: Work, template: SceneTemplate, display: number, plan: Plan): Work {
  const room: Place = template.for === "wall" ? { x: 0, y: 0, ...sizeOf(plan) } : wholeOf(display, plan);
  const scale = (at: number, length: number) => Math.round((at / unitsPerDisplay) * length);
  const isIn = (tile: Tile) =>
    tile.x < room.x + room.width &&
    tile.x + tile.width > room.x &&
    tile.y < room.y + room.height &&
    tile.y + tile.height > room.y;
  const former = work.draft.tiles.filter(isIn);
  let tiles = work.draft.tiles.filter((tile) => !isIn(tile));
  for (const slot of template.tiles) {
    const at = former.findIndex(({ panel }) => panel === slot.panel);
    const kept = at < 0 ? undefined : former.splice(at, 1)[0];
    const [x, y] = [scale(slot.x, room.width), scale(slot.y, room.height)];
    const place = {
      x: room.x + x,
      y: room.y + y,
      width: scale(slot.x + slot.width, room.width) - x,
      height: scale(slot.y + slot.height, room.height) - y,
    };
    const id = kept?.id ?? freshTileId(slot.panel, { ...work, draft: { ...work.draft, tiles } });
    tiles = [...tiles, { id, panel: slot.panel, ...place, settings: kept?.settings ?? slot.settings }];
  }
  return changed(work, { ...work.draft, tiles: tiles.slice(0, mostTiles) });
}
