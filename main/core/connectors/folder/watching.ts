import { type Dirent, type FSWatcher, type Stats, watch } from "node:fs";
import { lstat, opendir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { CodedMessage } from "#contract/errors.ts";
import { withinTime } from "./hanging.ts";
import { mayHang, remoteTypes } from "./mounts.ts";

/** How often the folder itself is looked for: drives are mounted late, and folders are renamed under a program. */
const lookEveryMs = 2_000;
/** Where the kernel tells of what changes, all files are looked at only this often, in case it told of something less. */
const lookAtAllEveryMs = 60_000;
/** Once the kernel has spoken. */
const soonMs = 100;
/** So many names are kept in mind; more is no folder of reports. */
const maxFiles = 100_000;
/** A file that has not said by then how large it is counts as hung. */
const hangsAfterMs = 3_000;
/** Each hung file keeps a thread of this process busy. */
const maxHung = 8;

export type FolderListener = {
  /** A file is there or changed, and is written to its end. */
  onFile(path: string): void;
  /** Something in the folder that is wanted and cannot be read, once each time it changes. */
  onUnreadable(reason: CodedMessage): void;
  /** Whether the folder can be looked into (null), or why not; told at the start and on every change. */
  onFolder(trouble: CodedMessage | null): void;
};
export type FolderWatch = { stop(): Promise<void> };
export type WatchOptions = {
  /** A file is whole when its size and time have stood still this long. */
  settledAfterMs: number;
  isWanted(name: string): boolean;
  /**
   * Called, and nothing looked at any more, before something is touched that can hang for ever: a network drive, or a link.
   * Absent where that does no harm.
   */
  onRisk?(): void;
  /** After each look. */
  onLooked?(): void;
};

type Seen = { mark: string; sinceMs: number; isTold: boolean };
class Risk extends Error {}

/** Watches the files directly in a folder, as soon and as often as the folder is there. */
export function watchFolder(folder: string, options: WatchOptions, listener: FolderListener): FolderWatch {
  const { settledAfterMs, isWanted, onRisk, onLooked } = options;
  const seen = new Map<string, Seen>();
  /** Names that the kernel spoke of, or that have not stood still for long enough. */
  const toLookAt = new Set<string>();
  const hung = new Set<string>();
  /** The kernel tells nothing of what changes at the other end of a link. */
  const links = new Set<string>();
  let kernel: FSWatcher | undefined;
  /** Out of watches (inotify), or a file system without them: looked at by ourselves. */
  let mustLook = false;
  let allSeenAtMs = Number.NEGATIVE_INFINITY;
  let folderMark = "";
  let told: string | undefined;
  let isTooManyTold = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let dueAtMs = 0;
  let looking: Promise<void> = Promise.resolve();

  const tellFolder = (trouble: CodedMessage | null): void => {
    const text = JSON.stringify(trouble);
    if (text === told || isStopped) return;
    told = text;
    listener.onFolder(trouble);
  };

  const leave = (): void => {
    kernel?.close();
    kernel = undefined;
    folderMark = "";
    seen.clear();
    toLookAt.clear();
    links.clear();
    allSeenAtMs = Number.NEGATIVE_INFINITY;
  };

  const listen = async (): Promise<void> => {
    // NFS, SMB and the like: the kernel tells nothing of what other machines write.
    mustLook ||= remoteTypes.has((await statfs(folder)).type >>> 0);
    if (mustLook) return;
    try {
      const opened = watch(folder, (_event, name) => {
        if (name === null) allSeenAtMs = Number.NEGATIVE_INFINITY;
        else if (isWanted(name)) toLookAt.add(name);
        if (toLookAt.size > 0) soon();
      });
      opened.on("error", () => {
        opened.close();
        if (kernel === opened) kernel = undefined;
        mustLook = true;
      });
      kernel = opened;
    } catch {
      mustLook = true;
    }
  };

  /** What a name stands for; undefined where there is nothing, or nothing yet. */
  const statsOf = async (name: string): Promise<Stats | "hung" | "loop" | "broken" | undefined> => {
    const path = join(folder, name);
    if (onRisk !== undefined) {
      const found = await lstat(path).catch(orNothing);
      if (found?.isSymbolicLink()) throw new Risk();
      return found;
    }
    if (hung.has(name)) return "hung";
    if (hung.size >= maxHung) throw new Error("ETIMEDOUT");
    let isLink = false;
    const asked = lstat(path).then((found) => {
      isLink = found.isSymbolicLink();
      if (isLink) links.add(name);
      else links.delete(name);
      return isLink ? stat(path) : found;
    });
    try {
      return await withinTime(asked, hangsAfterMs, () => {
        hung.add(name);
        const free = () => {
          hung.delete(name);
          toLookAt.add(name);
        };
        asked.then(free, free);
        return "hung" as const;
      });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ELOOP") return "loop";
      if (code === "ENOENT") return isLink ? "broken" : undefined;
      throw error;
    }
  };

  const lookAt = async (name: string): Promise<void> => {
    const found = await statsOf(name);
    if (found === undefined) {
      for (const names of [seen, toLookAt, links]) names.delete(name);
      return;
    }
    const mark = typeof found === "string" ? found : `${found.size} ${found.mtimeMs} ${found.ino} ${found.mode}`;
    const former = seen.get(name);
    const nowMs = performance.now();
    if (former?.mark !== mark) seen.set(name, { mark, sinceMs: nowMs, isTold: false });
    const entry = seen.get(name);
    if (entry === undefined || entry.isTold) return void toLookAt.delete(name);
    const isFile = typeof found !== "string" && found.isFile();
    if (isFile && nowMs - entry.sinceMs < settledAfterMs) return void toLookAt.add(name);
    entry.isTold = true;
    toLookAt.delete(name);
    if (isStopped) return;
    if (isFile) listener.onFile(join(folder, name));
    else if (typeof found === "string") listener.onUnreadable(troubleOf(found, name));
    else if (!found.isDirectory()) listener.onUnreadable({ code: "source.file-no-file", params: { file: name } });
  };

  const lookAtAll = async (): Promise<void> => {
    const names: string[] = [];
    const gone = new Set(seen.keys());
    for await (const entry of (await opendir(folder)) as AsyncIterable<Dirent>) {
      if (isStopped) return;
      if (!isWanted(entry.name)) continue;
      if (names.length >= maxFiles) {
        if (!isTooManyTold)
          listener.onUnreadable({ code: "source.folder-too-many", params: { folder, limit: maxFiles } });
        isTooManyTold = true;
        break;
      }
      names.push(entry.name);
      gone.delete(entry.name);
    }
    for (const name of gone) for (const all of [seen, toLookAt, links]) all.delete(name);
    for (const name of names.sort()) {
      if (isStopped) return;
      await lookAt(name);
    }
  };

  const look = async (): Promise<void> => {
    if (onRisk !== undefined && (await mayHang(folder))) throw new Risk();
    const found = await stat(folder);
    if (!found.isDirectory()) throw Object.assign(new Error("ENOTDIR"), { code: "ENOTDIR" });
    const mark = `${found.dev} ${found.ino}`;
    if (folderMark !== mark) {
      leave();
      await listen();
      folderMark = mark;
    }
    const nowMs = performance.now();
    if (kernel === undefined || nowMs - allSeenAtMs >= lookAtAllEveryMs) {
      allSeenAtMs = nowMs;
      await lookAtAll();
    } else {
      for (const name of new Set([...toLookAt, ...links])) {
        if (isStopped) return;
        await lookAt(name);
      }
    }
    tellFolder(null);
  };

  const run = (): void => {
    clearTimeout(timer);
    timer = undefined;
    looking = look()
      .catch((error: unknown) => {
        if (isStopped) return;
        if (error instanceof Risk) {
          isStopped = true;
          leave();
          onRisk?.();
          return;
        }
        leave();
        tellFolder(folderTrouble(folder, error));
      })
      .then(() => {
        if (isStopped) return;
        onLooked?.();
        const isWaiting = toLookAt.size > 0;
        again(isWaiting ? Math.min(500, settledAfterMs / 4) : lookEveryMs);
      });
  };
  const again = (afterMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
    dueAtMs = performance.now() + afterMs;
  };
  /** The kernel spoke: no need to wait out the pause. While it is being looked, what it spoke of is kept for the next time. */
  const soon = (): void => {
    if (timer !== undefined && !isStopped && dueAtMs - performance.now() > soonMs) again(soonMs);
  };
  run();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      leave();
    },
  };
}

const orNothing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== "ENOENT") throw error;
};

function troubleOf(found: "hung" | "loop" | "broken", file: string): CodedMessage {
  if (found === "hung") return { code: "source.file-hangs", params: { file, seconds: hangsAfterMs / 1_000 } };
  return { code: found === "loop" ? "source.file-link-loop" : "source.file-link-broken", params: { file } };
}

function folderTrouble(folder: string, error: unknown): CodedMessage {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "source.folder-missing", params: { folder } };
  return { code: "source.folder-unreadable", params: { folder, detail: code ?? String(error).slice(0, 160) } };
}
