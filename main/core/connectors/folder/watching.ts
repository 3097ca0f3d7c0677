import { stat, statfs } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type FSWatcher, watch } from "chokidar";

/** The folder itself is looked for this often: drives are mounted late, and folders are renamed under a program. */
const lookEveryMs = 2_000;
/** A file is whole when its size has stood still this long. */
const stableMs = 500;
const pollEveryMs = 1_000;
/** File systems on which the kernel tells nothing of what other machines write: NFS, SMB, CIFS, SMB2, FUSE. */
const remoteFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546]);

export type FolderWatch = { stop(): Promise<void> };

/**
 * Watches the files directly in a folder, as soon and as often as the folder is there.
 * @param listener onFile: a file is there or changed, and is written to its end; onFolder: whether the folder is there,
 *   told at the start and on every change
 */
export function watchFolder(
  folder: string,
  listener: { onFile(path: string): void; onFolder(isThere: boolean): void; isWanted(path: string): boolean },
): FolderWatch {
  let watcher: FSWatcher | undefined;
  let mustPoll = false;
  let wasThere: boolean | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const open = async (): Promise<void> => {
    const usePolling = mustPoll || (await isRemote(folder));
    const opened = watch(folder, {
      depth: 0,
      usePolling,
      interval: pollEveryMs,
      awaitWriteFinish: { stabilityThreshold: stableMs, pollInterval: 100 },
      ignored: (path, stats) => stats?.isFile() === true && !listener.isWanted(path),
    });
    watcher = opened;
    // The library waits for the end of writing only from "ready" on. What lies there already may be half a file too, so it
    // is looked at twice; if it grew meanwhile, its change will be told.
    const found = new Map<string, string>();
    let isReady = false;
    const onFile = (path: string): void => {
      if (isReady) listener.onFile(path);
      else found.set(path, "");
    };
    opened.on("add", onFile);
    opened.on("change", onFile);
    opened.on("ready", async () => {
      isReady = true;
      for (const path of found.keys()) found.set(path, await stateOf(path));
      await pause(stableMs);
      for (const [path, state] of found)
        if (watcher === opened && state !== "" && (await stateOf(path)) === state) listener.onFile(path);
      found.clear();
    });
    opened.on("error", () => {
      // Out of watches (inotify), or a file system without them: look by ourselves from now on.
      if (watcher !== opened) return;
      mustPoll = true;
      watcher = undefined;
      void opened.close();
    });
  };

  const look = async (): Promise<void> => {
    const isThere = await isFolder(folder);
    if (isStopped) return;
    if (!isThere && watcher !== undefined) {
      const gone = watcher;
      watcher = undefined;
      await gone.close();
    }
    if (isThere && watcher === undefined) await open();
    if (isThere !== wasThere) {
      wasThere = isThere;
      listener.onFolder(isThere);
    }
  };

  let looking: Promise<void> = Promise.resolve();
  const run = (): void => {
    looking = look()
      .catch(() => {
        // Whatever went wrong with the watch itself, polling needs less.
        mustPoll = true;
      })
      .then(() => {
        if (!isStopped) timer = setTimeout(run, lookEveryMs);
      });
  };
  run();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      const last = watcher;
      watcher = undefined;
      await last?.close();
    },
  };
}

/** Changes with every write; "" when the file is gone. */
const stateOf = (path: string): Promise<string> =>
  stat(path).then(
    (found) => `${found.size} ${found.mtimeMs} ${found.ino}`,
    () => "",
  );

const isFolder = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );

const isRemote = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    (found) => remoteFileSystems.has(found.type >>> 0),
    () => false,
  );
