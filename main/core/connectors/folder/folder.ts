import { basename } from "node:path";
import type { FolderSource } from "#contract/entities/source-config.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { createBackoff } from "../../outbound/backoff.ts";
import { unreachable } from "../../outbound/network-failure.ts";
import type { Connector } from "../connector.ts";
import { createIntake } from "../intake.ts";
import { keptBytes } from "../last-answer.ts";
import { oneByOne, openApart, readApart } from "./report-reader.ts";
import type { FolderListener, FolderWatch } from "./watching.ts";
import { watchReports } from "./watching-apart.ts";

/** Files waiting to be read. Past this many the newest names are left for the next start, and the source says so. */
const maxWaiting = 10_000;
const againAfterMs = 5_000;
/** A drive that did not answer is tried again by what lies on it. */
const hungAgainAfterMs = 60_000;

/**
 * Reads reports (CSV, XLSX, JSON; edXML where it gives documents) as they are dropped into a folder, one after another. Files are never moved, changed or
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
        context.report({ kind: "unusable", reason: reasonOf(error, basename(path)) });
        if (error instanceof CodedError && error.code === "source.file-hangs") retry(path, hungAgainAfterMs);
      }
    }
    isReading = false;
  };

  const retry = (path: string, afterMs: number): void => {
    const timer = setTimeout(() => {
      again.delete(timer);
      onFile(path);
    }, afterMs);
    again.add(timer);
  };

  /** @returns null when there is nothing new in it */
  const open = async (path: string): Promise<{ hash: string; candidates: unknown[] } | null> => {
    const file = basename(path);
    // The mapping counts as part of what was read: a corrected one reads the files anew.
    const opened = await openApart({
      ...{ path, salt: config.mapping, known: await context.memory.get(file), headBytes: keptBytes },
    });
    if (opened === "gone" || opened === "known") return null;
    const { hash } = opened;
    context.received(opened.head, file, opened.bytes);
    const receivedAt = new Date(context.now()).toISOString();
    const { delimiter } = config;
    const mapping = intake === undefined ? config.mapping : undefined;
    const content = await readApart({ file, bytes: "opened", delimiter, mapping, receivedAt });
    return { hash, candidates: (await intake?.map(content, { file })) ?? [content].flat() };
  };

  const readOne = async (path: string): Promise<void> => {
    const name = basename(path);
    const opened = await oneByOne(() => open(path));
    if (opened === null || isStopped) return;
    const { hash, candidates } = opened;
    if (candidates.length === 0) throw new CodedError("source.nothing-given");
    const acceptance = context.emit(candidates, name);
    if (acceptance.hasNoRoom) return retry(path, againAfterMs);
    // Remembered only once all of it is on disk; waiting here also keeps us from reading faster than can be stored.
    const { isStored } = await acceptance.outcome;
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
    const listener: FolderListener = {
      onFile,
      onUnreadable: (reason) => context.report({ kind: "unusable", reason }),
      onFolder: (trouble) =>
        context.report(trouble === null ? { kind: "answering" } : { kind: "failing", reason: trouble }),
    };
    const kind = config.gives === "documents" ? "documents" : "tables";
    watching = watchReports(folder, config.settledAfter, listener, kind);
  };
  void start();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const waits of again) clearTimeout(waits);
      waiting.clear();
      await watching?.stop();
    },
  };
};

/** Why nothing came of a file, with its name: of many files one is to be found again. */
function reasonOf(error: unknown, file: string): CodedMessage {
  if (!(error instanceof CodedError))
    return { code: "source.file-unreadable", params: { file, detail: String(error).slice(0, 160) } };
  const { code, params } = error.toMessage();
  const isNamed = Object.values(params).includes(file);
  return { code, params: isNamed ? params : { ...params, inFile: file } };
}
