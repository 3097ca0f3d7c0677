import { z } from "zod";
import { Id, Words } from "#contract/entities/text.ts";
import { outsideWall, type Scene, Tile, type WallPlan } from "#contract/entities/wall.ts";
import type { SceneMistake } from "#contract/entities/wall-state.ts";

const Named = z.looseObject({ id: Id, name: Words });
const tags = z.array(z.string().min(1).max(40)).max(20);
const mostTiles = 256;
const mostMistakes = 300;

export type ReadScene = { scene: Scene; tags: string[]; mistakes: SceneMistake[] };

/**
 * A scene as it is kept, as far as it can be shown: a tile that cannot be read is left out and told, and so is one that
 * lies outside the wall; what a newer program added is passed over. undefined where there is neither id nor name.
 */
export function readScene(document: unknown, plan: Pick<WallPlan, "columns" | "rows">): ReadScene | undefined {
  const named = Named.safeParse(document);
  if (!named.success) return undefined;
  const { id, name } = named.data;
  const given = Array.isArray(named.data.tiles) ? (named.data.tiles as unknown[]) : [];
  const tiles: Tile[] = [];
  const mistakes: SceneMistake[] = [];
  for (const one of given.slice(0, mostTiles)) {
    const tile = Tile.strip().safeParse(one);
    if (!tile.success) {
      const at = tile.error.issues[0]?.path.join(".") || "tile";
      mistakes.push({ tile: nameOf(one), reason: { code: "tile.unreadable", params: { at } } });
      continue;
    }
    const outside = outsideWall(tile.data, plan);
    if (outside !== undefined) mistakes.push({ tile: tile.data.id, reason: { code: "tile.outside", params: outside } });
    tiles.push(tile.data);
  }
  const read = tags.safeParse(named.data.tags);
  return {
    scene: { id, name, tiles },
    tags: read.success ? read.data : [],
    mistakes: mistakes.slice(0, mostMistakes),
  };
}

function nameOf(tile: unknown): string | null {
  const id = (tile as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id.slice(0, 100) : null;
}

/**
 * What is saved of an edited scene: the tiles as they are now, and of the former document everything that this program does
 * not understand: fields of the scene, fields of its tiles, and tiles that could not be shown, hence not edited.
 */
export function mergedDocument(
  former: unknown,
  edited: { id: string; name: Words; tags: readonly string[]; tiles: readonly Tile[] },
): Record<string, unknown> {
  const old = (typeof former === "object" && former !== null ? former : {}) as Record<string, unknown>;
  const oldTiles = Array.isArray(old.tiles) ? (old.tiles as unknown[]) : [];
  const unreadable = oldTiles.filter((one) => !Tile.strip().safeParse(one).success);
  const formerOf = new Map(
    oldTiles.flatMap((one): [unknown, object][] =>
      typeof one === "object" && one !== null ? [[(one as { id?: unknown }).id, one]] : [],
    ),
  );
  const tiles = edited.tiles.map((tile) => ({ ...formerOf.get(tile.id), ...tile }));
  return { ...old, ...edited, tiles: [...tiles, ...unreadable] };
}
