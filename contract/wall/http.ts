import { z } from "zod";
import { Id } from "../entities/text.ts";
import { Scene } from "../entities/wall.ts";
import { SceneMistake, StoredScene, WallEntry, WallState, Who } from "../entities/wall-state.ts";

export const SnapshotQuery = z.strictObject({ scale: z.coerce.number().positive().max(1).default(0.5) });

/** `GET routes.scenes`: the newest version of each, by name. */
export const SceneList = z.strictObject({ scenes: z.array(StoredScene).max(2_000) });
export type SceneList = z.infer<typeof SceneList>;
/** `GET routes.scene(ID)`: with `version` a former one. */
export const SceneQuery = z.strictObject({ version: z.coerce.number().int().min(1).optional() });
/**
 * `PUT routes.scene(ID)`: a new version; answers the `StoredScene`. 409 `scene.changed` where `basedOn` (0 for a new scene)
 * is no longer the newest: somebody else has saved meanwhile.
 */
export const SceneToSave = z.strictObject({
  name: StoredScene.shape.name,
  tags: StoredScene.shape.tags.default([]),
  tiles: Scene.shape.tiles,
  basedOn: z.int().min(0),
  /** The scene that a new one was copied from: what this program does not understand of that one comes along. */
  copyOf: Id.optional(),
});
export type SceneToSave = z.infer<typeof SceneToSave>;

/**
 * Scenes, programmes, rules, holidays and surfaces as a file: `GET` gives it, `POST routes.sceneFile` takes it in. What a newer program has written is taken as far as
 * it can be read and kept whole; a scene is left out only where it has neither id nor name.
 */
export const sceneFileSchema = 3;
export const sceneFileLimitBytes = 8 * 1024 * 1024;
export const SceneFile = z.looseObject({
  format: z.literal("ioc-wall-scenes"),
  schema: z.int().min(1),
  scenes: z.array(z.looseObject({})).max(2_000),
  /** Since form 2; absent: the file says nothing of them. */
  programmes: z.array(z.looseObject({})).max(200).optional(),
  rules: z.array(z.looseObject({})).max(200).optional(),
  holidays: z.looseObject({}).optional(),
  /** Since form 3, where somebody has said so at the desk: monitors that are one surface each (`Surfaces`). */
  surfaces: z.unknown().optional(),
});
export type SceneFile = z.infer<typeof SceneFile>;
/** What became of a file: the scenes that are new or changed now, and what of them cannot be shown as it stands. */
export const SceneImport = z.strictObject({
  saved: z.array(Id),
  /** Programmes, rules, "holidays" and "surfaces" that are new or changed now. */
  savedAutomations: z.array(Id),
  /** Those that were the same already. */
  unchanged: z.int(),
  mistakes: z
    .array(
      z.strictObject({
        scene: z.string().max(200).nullable(),
        /** The programme or rule it is about. */
        automation: z.string().max(200).optional(),
        ...SceneMistake.shape,
      }),
    )
    .max(500),
});
export type SceneImport = z.infer<typeof SceneImport>;

/** Answer to a `WallCommand`: how the wall is now, and the monitors that were not ready when a change was shown. */
export const WallAnswer = z.strictObject({ wall: WallState, late: z.array(z.int()) });
export type WallAnswer = z.infer<typeof WallAnswer>;

export const WallEntryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().optional(),
});
/** The newest first. `you`: whoever asks; `toUndo`, `toRedo`: what he can take back next, or do again; null: none. */
export const WallEntryList = z.strictObject({
  entries: z.array(WallEntry).max(200),
  you: Who,
  toUndo: z.int().nullable(),
  toRedo: z.int().nullable(),
});
export type WallEntryList = z.infer<typeof WallEntryList>;
