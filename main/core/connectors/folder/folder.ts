import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { FolderSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { createBackoff } from "../backoff.ts";
import type { Connector } from "../connector.ts";
import { createIntake } from "../intake.ts";
import { unreachable } from "../network-failure.ts";
import { isReport, readReport } from "./reading.ts";
import { inTurn, readApart } from "./report-reader.ts";
import { type FolderWatch, watchFolder } from "./watching.ts";

/** Files waiting to be read. Past this many the newest names are left for the next start, and the source says so. */
const maxWaiting = 10_000;
const againAfterMs = 5_000;

/**
 * Reads reports (CSV, XLSX, JSON) as they are dropped into a folder, one after another. Files are never moved, changed or
 * deleted. What was read and stored is remembered by its content, so a restart reads only what is new.
 */
export const startFolder: Connector<FolderSource> = (config, context) => {
  // A mapping on trial runs apart in its own way; all others with the reading of the file.
  const intake = context.compile === undefined ? undefined : createIntake(config.mapping, context);
  const backoff = createBackoff(250, againAfterMs);
  const waiting = new Set<string>();
  let isStopped = false;
  let watching: FolderWatch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;
  const again = new Set<NodeJS.Timeout>();

  const onFile = (path: string): void => {
    if (waiting.size >= maxWaiting) {
      context.report({ kind: "unusable", reason: { code: "source.too-many", params: { limit: maxWaiting } } });
      return;
    }
    waiting.add(path);
    if (!isReading) void readAll();
  };

  const readAll = async (): Promise<void> => {
    isReading = true;
    // What is added to the set while it is walked is visited too.
    for (const path of waiting) {
      waiting.delete(path);
      if (isStopped) break;
      try {
        await readOne(path);
      } catch (error) {
        if (isStopped) break;
        if (!(error instanceof CodedError)) context.log.error({ err: error }, "file could not be handled");
        const reason =
          error instanceof CodedError
            ? error.toMessage()
            : { code: "source.file-unreadable", params: { file: basename(path), detail: String(error) } };
        context.report({ kind: "unusable", reason });
      }
    }
    isReading = false;
  };

  /** @returns null when there is nothing new in it */
  const open = async (path: string): Promise<{ hash: string; candidates: unknown[] } | null> => {
    const file = basename(path);
    const bytes = await readReport(path);
    if (bytes === undefined) return null;
    // The mapping counts as part of what was read: a corrected one reads the files anew.
    const hash = createHash("sha256").update(bytes).update("\0").update(config.mapping).digest("hex");
    if ((await context.memory.get(file)) === hash) return null;
    context.received(bytes, file);
    const receivedAt = new Date(context.now()).toISOString();
    const { delimiter } = config;
    const mapping = intake === undefined ? config.mapping : undefined;
    const content = await readApart({ file, bytes, delimiter, mapping, receivedAt });
    return { hash, candidates: (await intake?.map(content, { file })) ?? [content].flat() };
  };

  const readOne = async (path: string): Promise<void> => {
    const name = basename(path);
    const opened = await inTurn(() => open(path));
    if (opened === null || isStopped) return;
    const { hash, candidates } = opened;
    if (candidates.length === 0) throw new CodedError("source.nothing-given");
    const acceptance = context.emit(candidates);
    if (acceptance.isTurnedAway) {
      const retry = setTimeout(() => {
        again.delete(retry);
        onFile(path);
      }, againAfterMs);
      again.add(retry);
      return;
    }
    // Remembered only once all of it is on disk; waiting here also keeps us from reading faster than can be stored.
    const isStored = await acceptance.stored;
    if (isStored && acceptance.refused === 0) await context.memory.set(name, hash);
  };

  const start = async (): Promise<void> => {
    let folder: string;
    try {
      folder = await context.resolve(config.path);
    } catch (error) {
      if (isStopped) return;
      context.report({ kind: "failing", reason: unreachable("?", error) });
      timer = setTimeout(() => void start(), backoff.next());
      return;
    }
    if (isStopped) return;
    watching = watchFolder(folder, {
      isWanted: isReport,
      onFile,
      onFolder(isThere) {
        context.report(
          isThere
            ? { kind: "answering" }
            : { kind: "failing", reason: { code: "source.folder-missing", params: { folder } } },
        );
      },
    });
  };
  void start();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const retry of again) clearTimeout(retry);
      waiting.clear();
      await watching?.stop();
    },
  };
};
