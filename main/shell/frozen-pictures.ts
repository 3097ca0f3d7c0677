import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { WallWindow } from "./wall-window.ts";

/** The pictures of monitors that stand still, on the disk, so that a page or a program that starts anew shows the same one. */
export type FrozenPictures = {
  /** PNG; null where the page could not be taken. */
  take(window: WallWindow, display: number, sinceMs: number): Promise<Buffer | null>;
  /** The monitor goes on. */
  forget(display: number): Promise<void>;
};

/** @param folder made when absent; readable by the user alone, since a picture can show what a room should see only once */
export function createFrozenPictures(folder: string): FrozenPictures {
  const forget = async (display: number, but = "") => {
    const names = await readdir(folder).catch(() => []);
    for (const name of names)
      if (name.startsWith(`${display}-`) && name !== but) await rm(path.join(folder, name), { force: true });
  };
  /** Being taken: a monitor's window and the desk ask for the same one. */
  const coming = new Map<string, Promise<Buffer | null>>();
  return {
    forget: (display) => forget(display),
    take(window, display, sinceMs) {
      const name = `${display}-${sinceMs}.png`;
      const known = coming.get(name);
      if (known !== undefined) return known;
      const picture = take(window, display, name).finally(() => coming.delete(name));
      coming.set(name, picture);
      return picture;
    },
  };

  async function take(window: WallWindow, display: number, name: string): Promise<Buffer | null> {
    const file = path.join(folder, name);
    const kept = await readFile(file).catch(() => null);
    if (kept !== null) return kept;
    const picture = await window.window.webContents.capturePage(window.partOf(display)).catch(() => null);
    if (picture === null || picture.isEmpty()) return null;
    const png = picture.toPNG();
    // A disk that takes no file is no reason to go on: the picture stands until the page is loaded again.
    await keep(file, png).catch(() => {});
    await forget(display, name).catch(() => {});
    return png;
  }

  async function keep(file: string, png: Buffer): Promise<void> {
    const draft = `${file}.${process.pid}`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, png, { mode: 0o600 });
    await rename(draft, file);
  }
}
