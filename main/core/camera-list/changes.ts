import type { CameraListReport } from "#contract/camera-list.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Column } from "../tables/columns.ts";
import type { ReadCamera } from "./reading.ts";

type Changes = Pick<CameraListReport, "added" | "changed">;

/** What another list would change: none goes by it. */
export function changesBetween(
  before: readonly CameraConfig[],
  after: readonly CameraConfig[],
  columns: readonly Column<CameraConfig>[],
): Changes {
  const former = new Map(before.map((camera) => [camera.id, camera]));
  const changes: Changes = { added: [], changed: [] };
  for (const camera of after) {
    const old = former.get(camera.id);
    if (old === undefined) {
      changes.added.push(camera.id);
      continue;
    }
    const headings = columns
      .filter(({ write }) => write(old, "vi") !== write(camera, "vi"))
      .map(({ heading }) => heading.vi);
    if (headings.length > 0) changes.changed.push({ id: camera.id, headings });
  }
  return changes;
}

/** More are counted. */
const namedAtMost = 20;

/** Cameras that a list does not name, and so leaves as they are. */
export function inNoRow(cameras: readonly CameraConfig[], rows: readonly ReadCamera[]): CodedMessage[] {
  const named = new Set(rows.map(({ id }) => id));
  const ids = cameras.flatMap(({ id }) => (named.has(id) ? [] : [id]));
  if (ids.length === 0) return [];
  const told = [...ids.slice(0, namedAtMost), ...(ids.length > namedAtMost ? ["…"] : [])].join(", ");
  return [{ code: "camera-list.stays", params: { count: ids.length, ids: told } }];
}

/** Most often one of them was copied and its address forgotten. */
export function sameAddresses(cameras: readonly ReadCamera[]): CodedMessage[] {
  const rows = new Map<unknown, number>();
  return cameras.flatMap(({ row, values }): CodedMessage[] => {
    const url = values.get("stream.url");
    if (url === undefined || String(url).startsWith("test:")) return [];
    const other = rows.get(url);
    if (other === undefined) rows.set(url, row);
    return other === undefined ? [] : [{ code: "camera-list.same-address", params: { row: other, other: row } }];
  });
}

/** Scenes that show a camera which is gone. */
export function stillOnScenes(scenes: readonly StoredScene[], removed: readonly string[]): CodedMessage[] {
  const ids = new Set(removed);
  return scenes.flatMap(({ id: scene, tiles }) => {
    const shown = new Set(tiles.flatMap(({ settings }) => textsIn(settings)).filter((text) => ids.has(text)));
    return [...shown].map((id) => ({ code: "camera-list.on-scene", params: { id, scene } }));
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
