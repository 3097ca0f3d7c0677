import { isDeepStrictEqual } from "node:util";
import { mostCameras } from "#contract/entities/camera.ts";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { CodedError } from "#contract/errors.ts";
import type { TableMistake } from "#contract/tables.ts";
import type { Mistake } from "../profile/documents.ts";
import { invalidProfile } from "../profile/loading.ts";
import type { Column } from "../tables/columns.ts";
import type { Raw } from "../tables/import-history.ts";
import { stillOnScenes } from "./changes.ts";
import { secretOf } from "./columns.ts";
import type { ReadCamera } from "./reading.ts";

/** Which rows say something else than the profile's cameras do. */
export class ChangingRows {
  readonly #own: ReadonlyMap<string, { camera: CameraConfig; values: Record<string, unknown> }>;

  /** @param base the profile's cameras, before they are parsed */
  constructor(base: readonly Raw[], columns: readonly Column<CameraConfig>[]) {
    this.#own = new Map(
      base.flatMap((raw) => {
        const { data: camera } = CameraConfig.safeParse(raw);
        if (camera === undefined) return [];
        const values = columns.flatMap((column) => {
          const cell = column.write(camera, "vi");
          return cell === null ? [] : [[column.path.join("."), column.read(cell)]];
        });
        return [[camera.id, { camera, values: Object.fromEntries(values) }]];
      }),
    );
  }

  isChanging({ id, values }: ReadCamera): boolean {
    const own = this.#own.get(id);
    return own === undefined || !isDeepStrictEqual(own.values, Object.fromEntries(values));
  }

  /** A password that stands in the profile is not copied into a list; so it would be lost. */
  passwordMistakes(rows: readonly ReadCamera[]): TableMistake[] {
    return rows.flatMap(({ id, values, spotOf }) => {
      const own = this.#own.get(id)?.camera;
      const hasOther =
        own !== undefined &&
        own.stream.type !== "test" &&
        own.stream.password !== undefined &&
        secretOf(own) === undefined;
      if (!hasOther || values.has("secret") || !values.has("stream.username")) return [];
      return [{ ...spotOf(["secret"]), message: { code: "camera-list.password-in-profile", params: {} } }];
    });
  }
}

/** The row with which there are too many. */
export function surplus(merged: readonly unknown[], rows: readonly ReadCamera[]): TableMistake[] {
  const over = merged.length - mostCameras;
  const first = rows.at(-over);
  if (over <= 0 || first === undefined) return [];
  return [{ ...first.spotOf(["id"]), message: { code: "camera-list.too-many", params: { limit: mostCameras } } }];
}

/** The cells of what was found in the cameras as a profile has them. @throws CodedError `profile.invalid` for its own */
export function inTable(
  mistakes: readonly Mistake[],
  merged: readonly { isOver: boolean; at: number }[],
  rows: readonly ReadCamera[],
  profile: string,
): TableMistake[] {
  return mistakes.flatMap((mistake): TableMistake[] => {
    const [list, at, ...path] = mistake.path;
    // Too many of them are told at their row.
    if (list !== "cameras" || at === undefined) return [];
    const place = merged[Number(at)];
    const row = place?.isOver ? rows[place.at] : undefined;
    if (row === undefined) throw invalidProfile(profile, [mistake]);
    const cell = path[1] === "password" ? ["secret"] : path[1] === "pattern" ? ["stream", "url"] : path;
    return [{ ...row.spotOf(cell), message: mistake.message }];
  });
}

/** What is wrong beside the cameras is no part of the table. @throws CodedError `profile.invalid` */
export function elsewhere(mistakes: readonly Mistake[], profile: string): void {
  const others = mistakes.filter(({ path }) => path[0] !== "cameras");
  if (others.length > 0) throw invalidProfile(profile, others);
}

/** Why going back was refused, where the profile has come to show a camera that would go; else the error as it was. */
export function neededByProfile(error: unknown, gone: readonly string[], scenes: unknown): unknown {
  if (!(error instanceof CodedError) || error.code !== "profile.invalid") return error;
  const [shown] = stillOnScenes(Array.isArray(scenes) ? scenes : [], gone);
  return shown === undefined ? error : new CodedError("camera-list.still-shown", shown.params, { cause: error });
}
