import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { Origin } from "./documents.ts";
import { isItem, itemsIn } from "./lists.ts";
import type { Complain, Path } from "./mistake.ts";

/** The most monitors a pack's scene is made for. */
const mostMonitors = 16;

type Laid = { item: unknown; origin: Origin };
type Size = { columns: number; rows: number };
type Number4 = { x: number; y: number; width: number; height: number };

/**
 * A scene of a pack says what stands on each of its monitors (`monitors`) and not where these are, as no pack knows the wall. Here its monitors are
 * laid on those of the wall, row by row. One with more monitors than the wall has becomes several: ID, ID-2, …
 * @param origin of the scene as the pack has it
 * @returns the scene as it is where it has tiles of its own
 */
export function laidOnWall(scene: unknown, origin: Origin, wall: Size, complain: Complain): Laid[] {
  if (!isItem(scene) || !("monitors" in scene)) return [{ item: scene, origin }];
  const { monitors, ...said } = scene;
  const complainAt = (rest: Path, ...told: [Parameters<Complain>[1], Parameters<Complain>[2]?]) =>
    complain(rest, ...told);
  if (!Array.isArray(monitors) || monitors.length === 0 || monitors.length > mostMonitors || "tiles" in scene) {
    complainAt(["monitors"], "mistake.pack-monitors", { most: mostMonitors });
    return [];
  }
  const perScene = Math.max(1, wall.columns * wall.rows);
  const chunks = Array.from({ length: Math.ceil(monitors.length / perScene) }, (_, at) => at * perScene);
  return chunks.map((from, chunk): Laid => {
    /** Of each tile of the scene: which of which monitor it is in the pack. */
    const came: [number, number][] = [];
    const tiles = monitors.slice(from, from + perScene).flatMap((monitor: unknown, at) => {
      const column = at % wall.columns;
      const row = Math.floor(at / wall.columns);
      return itemsIn(isItem(monitor) ? monitor.tiles : undefined).map((tile, index) => {
        came.push([from + at, index]);
        if (!isPlaced(tile)) return tile;
        const { x, y, width, height } = tile;
        if (x + width > unitsPerDisplay || y + height > unitsPerDisplay)
          complainAt(["monitors", from + at, "tiles", index], "mistake.outside-wall", {
            width: unitsPerDisplay,
            height: unitsPerDisplay,
          });
        return { ...tile, x: x + column * unitsPerDisplay, y: y + row * unitsPerDisplay };
      });
    });
    const item = chunk === 0 ? { ...said, tiles } : { ...said, ...numbered(said, chunk + 1), tiles };
    return {
      item,
      origin: (rest) => {
        const [key, at, ...deeper] = rest;
        const [monitor, index] = (key === "tiles" && came[Number(at)]) || [];
        if (key === "tiles" && monitor === undefined) return origin(["monitors"]);
        return origin(monitor === undefined ? rest : ["monitors", monitor, "tiles", index as number, ...deeper]);
      },
    };
  });
}

const isPlaced = (tile: unknown): tile is Number4 =>
  isItem(tile) && ["x", "y", "width", "height"].every((key) => typeof tile[key] === "number");

function numbered(scene: Record<string, unknown>, number: number): Record<string, unknown> {
  const name = isItem(scene.name)
    ? Object.fromEntries(Object.entries(scene.name).map(([language, text]) => [language, `${text} (${number})`]))
    : scene.name;
  return { id: `${scene.id}-${number}`, name };
}
