import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { nodeModules } from "../../build/paths.mjs";
import { hashOfFile } from "../../build/stamps.mjs";
import { keptLoop } from "../../main/simulator/pictures/scene-loop.ts";
import { type Pattern, scenes } from "../../main/simulator/pictures/scenes.ts";
import { type Window, windowOf } from "../../main/simulator/pictures/views.ts";
import { encodeScene } from "./encoded-scene.ts";
import { projectRoot } from "./programs.ts";

const kept = join(nodeModules, ".cache", "pictures");
const source = join(projectRoot, "main/simulator/pictures");
/** What they were made by, file by file: anything else makes them anew. */
const madeBy = createHash("sha256");
for (const name of readdirSync(source).toSorted()) madeBy.update(`${name} ${hashOfFile(join(source, name))}\n`);
const folder = join(kept, madeBy.digest("hex").slice(0, 16));
/** All of every scene, and of the one whose camera is turned what it sees at rest. */
const loops: readonly (readonly [Pattern, Window | null])[] = [
  ...(Object.keys(scenes) as Pattern[]).map((pattern) => [pattern, null] as const),
  ["highway", windowOf({ pan: 0, tilt: 0, zoom: 0 })],
];

/** Makes what is to be kept, where it is not: some eleven seconds of processor, once for a state of its source. */
export async function keepPictures(): Promise<void> {
  if ((await readdir(folder).catch(() => [])).length > 0) return;
  // What was made by another source goes.
  await rm(kept, { recursive: true, force: true });
  const next = `${folder}.${process.pid}`;
  await mkdir(next, { recursive: true });
  for (const [pattern, window] of loops) await encodeScene(next, pattern, window);
  for (const [pattern] of loops) await rm(join(next, `${pattern}-scene`), { recursive: true, force: true });
  await rename(next, folder);
}

/**
 * Gives a core that has not run yet the scenes of its test cameras as an earlier run of it would have left them: painting and
 * encoding them takes some seven seconds of processor, and whether it does that well is for main/simulator/pictures and
 * e2e/built-in. The simulator takes from its disk only what is whole; anything else it makes anew, and all
 * where nothing is kept.
 * @param data the core's data folder; what is kept there already stays
 */
export async function giveKeptPictures(data: string): Promise<void> {
  await giveKeptPicturesTo(join(data, "simulator", "pictures"));
}

/** The same for a simulator's cameras without a core. @param pictures the folder in which they keep their scenes */
export async function giveKeptPicturesTo(pictures: string): Promise<void> {
  if ((await readdir(pictures).catch(() => [])).length > 0) return;
  await mkdir(pictures, { recursive: true });
  for (const name of await readdir(folder).catch(() => [])) await copyFile(join(folder, name), join(pictures, name));
}

/**
 * A scene as the simulator keeps it, for who has it served or read: what is kept of this run's, or encoded anew where it is not.
 * @param parent where the simulator looks for it. @returns the file
 */
export async function keptScene(parent: string, pattern: Pattern, window: Window | null = null): Promise<string> {
  const file = keptLoop(parent, pattern, window);
  const known = join(folder, basename(file));
  if (!existsSync(known)) return encodeScene(parent, pattern, window);
  await copyFile(known, file);
  return file;
}
