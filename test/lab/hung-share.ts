import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir } from "node:fs/promises";

export type HungShare = Disposable & {
  /** A folder under which every look-up waits for a server that never answers. */
  readonly path: string;
};

/**
 * What a network drive is when its server has died: a file system (FUSE) whose other side says nothing. undefined where
 * this user may not mount.
 */
export async function hungShare(path: string): Promise<HungShare | undefined> {
  await mkdir(path);
  let device: number;
  try {
    device = openSync("/dev/fuse", "r+");
  } catch {
    return undefined;
  }
  const options = "fd=3,rootmode=40000,user_id=0,group_id=0,allow_other";
  const mounted = spawnSync("mount", ["-i", "-t", "fuse", "-o", options, "treo", path], {
    stdio: ["ignore", "ignore", "ignore", device],
  });
  if (mounted.status !== 0) {
    closeSync(device);
    return undefined;
  }
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    process.off("exit", end);
    // Whoever waits is told that the other side is gone.
    closeSync(device);
    spawnSync("umount", ["-l", path]);
  };
  process.once("exit", end);
  return { path, [Symbol.dispose]: end };
}
