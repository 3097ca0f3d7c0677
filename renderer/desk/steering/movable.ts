import type { CameraView } from "#contract/entities/camera.ts";
import type { Tile } from "#contract/entities/wall.ts";

/**
 * The camera that somebody who looks at these tiles would want to move: the first that can be, a large one before the others of a grid.
 * @returns undefined where none can be
 */
export function movableIn(
  tiles: readonly Pick<Tile, "settings">[],
  cameras: ReadonlyMap<string, CameraView>,
): string | undefined {
  const named = tiles.flatMap(({ settings }) => [settings.camera, settings.focus, settings.cameras].flat());
  return named.find((id): id is string => typeof id === "string" && cameras.get(id)?.steering !== undefined);
}
