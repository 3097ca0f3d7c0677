import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { displayKey } from "../keys.ts";
import { collection } from "../kind.ts";
import { Surfaces, SurfaceView } from "./surface.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";
import { unitsPerDisplay } from "./units.ts";

export { unitsPerDisplay };

/** The monitors of a room, numbered row by row from the top left, from 1. */
export const WallPlan = z.strictObject({
  columns: z.int().min(1).max(8),
  rows: z.int().min(1).max(8),
  /** Metres from the readers' eyes to the wall; with the size it decides how large type must be (ISO 9241-303). */
  viewingDistanceM: z.number().min(0.3).max(60),
  /** Diagonal of one monitor's picture, inches. */
  diagonalInch: z.number().min(5).max(300),
  /** Pixels of one monitor, for windowed and virtual walls and for the browser; a real monitor tells its own. */
  resolution: z.strictObject({ width: z.int().min(320).max(16_384), height: z.int().min(180).max(16_384) }),
  /**
   * What lies between the pictures of two neighbouring monitors, both frames and the air between them, millimetres. A map, camera
   * or picture that spans them goes on behind it; absent: nothing is left out.
   */
  bezelMm: z.strictObject({ x: z.number().min(0).max(200), y: z.number().min(0).max(200) }).optional(),
  /** Monitors that are one surface as long as nobody has said otherwise at the desk. */
  surfaces: Surfaces.optional(),
});
export type WallPlan = z.infer<typeof WallPlan>;

/** A tile of a scene. x, y, width, height in grid units from the wall's top left. */
export const Tile = z.strictObject({
  id: Id,
  panel: Id,
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Parsed by the panel kind's own schema on the screen: an older screen shows what is wrong, the rest goes on. */
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type Tile = z.infer<typeof Tile>;

/** How large a wall is in grid units, where a tile does not lie wholly on it; undefined where it does. */
export function outsideWall(
  tile: Pick<Tile, "x" | "y" | "width" | "height">,
  { columns, rows }: Pick<WallPlan, "columns" | "rows">,
): { width: number; height: number } | undefined {
  const size = { width: columns * unitsPerDisplay, height: rows * unitsPerDisplay };
  return tile.x + tile.width > size.width || tile.y + tile.height > size.height ? size : undefined;
}

export const Scene = z.strictObject({ id: Id, name: Words, tiles: z.array(Tile).max(256) });
export type Scene = z.infer<typeof Scene>;

/** A tile as the monitors show it: `except` are monitors, by their place in the wall, on which something else covers it. */
export const ShownTile = z.strictObject({
  ...Tile.shape,
  except: z.array(z.strictObject({ column: z.int().min(0), row: z.int().min(0) })).optional(),
});
export type ShownTile = z.infer<typeof ShownTile>;

/** What is on the wall: a scene, and over it what was pushed to single monitors. Tiles of both are at most so many together. */
export const ShownScene = z.strictObject({ ...Scene.shape, tiles: z.array(ShownTile).max(2_048) });
export type ShownScene = z.infer<typeof ShownScene>;

export const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
export type Bounds = z.infer<typeof Bounds>;

/** What a tile says it shows, told by the window itself once its pixels are there. */
export const TileReport = z.strictObject({
  tile: Id,
  panel: Id,
  /** Freshness of what it shows, or a camera's presentation, or "error". */
  state: z.enum([
    "fresh",
    "late",
    "stale",
    "lost",
    "empty",
    "error",
    "connecting",
    "live",
    "frozen",
    "last-picture",
    "no-signal",
    "wrong-password",
    "unsupported",
  ]),
  /** What else an operator should know of it, such as that the map had to be drawn another way. */
  note: CodedMessage.optional(),
});
export type TileReport = z.infer<typeof TileReport>;

/**
 * What a window does without because its machine bears no more: its cameras but the focused one, which are named.
 * 1: small streams · 2: of those a picture a second.
 */
export const TurnedDown = z.strictObject({
  level: z.union([z.literal(1), z.literal(2)]),
  cameras: z.array(Id).max(256),
});
export type TurnedDown = z.infer<typeof TurnedDown>;

/**
 * starting: window made, page not painted · ok · wrong-bounds: the window does not cover its monitor exactly ·
 * page-hung: the page has not answered for 5 s · page-lost: the page died and is being reloaded · no-line: the window is
 * there, but its page has no line to the core, so nothing new reaches it · missing: the plan has this monitor, the machine
 * does not.
 */
export const DisplayState = z.enum(["starting", "ok", "wrong-bounds", "page-hung", "page-lost", "no-line", "missing"]);
export type DisplayState = z.infer<typeof DisplayState>;

/** Something of the program was ended, or ended, and was started anew by the program itself. */
export const Restart = z.strictObject({ atMs: EpochMs, reason: CodedMessage });
export type Restart = z.infer<typeof Restart>;

export const WindowView = z.strictObject({
  bounds: Bounds,
  state: DisplayState,
  /** When the page first painted content from the core; null before. */
  paintedAtMs: EpochMs.nullable(),
  /** Times the page had to be loaded again since the program started. */
  reloads: z.int(),
  /** The last of them; absent: none. */
  lastReload: Restart.optional(),
});

/** A monitor as the shell of a machine reports it. */
export const DisplayView = z.strictObject({
  number: z.int().min(1),
  state: DisplayState,
  bounds: Bounds.nullable(),
  scaleFactor: z.number().positive(),
  /** Of a surface that is spanned: the one window of all its monitors. */
  window: WindowView.nullable(),
  /** The surface it is to be part of. */
  surface: SurfaceView.optional(),
});
export type DisplayView = z.infer<typeof DisplayView>;

/** A display as told to screens and in the status: the shell's view and what the page says its tiles show. */
export const DisplayStatus = z.strictObject({
  ...DisplayView.shape,
  machine: z.string(),
  tiles: z.array(TileReport),
  turnedDown: TurnedDown.optional(),
});
export type DisplayStatus = z.infer<typeof DisplayStatus>;

/** The monitors of the wall and what their tiles show. */
export const displaysKind = collection({
  name: "displays",
  schema: DisplayStatus,
  keyOf: displayKey,
  isToldWhole: true,
  right: "read",
  scope: "yes-or-no",
  rate: "at-once",
  isInEverySnapshot: true,
});
