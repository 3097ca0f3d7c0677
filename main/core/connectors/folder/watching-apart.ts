import { type ChildProcess, fork } from "node:child_process";
import type { CodedMessage } from "#contract/errors.ts";
import { bareEnvironment } from "../../apart/asking.ts";
import { ownProgram } from "../../run/programs.ts";
import { type FolderKind, isReport } from "./reading.ts";
import { type FolderListener, type FolderWatch, watchFolder } from "./watching.ts";

/** What the process that watches is told, and what it tells. */
export type WatchRequest = { folder: string; settledAfterMs: number; kind: FolderKind };
export type WatchNews =
  | { kind: "looked" }
  | { kind: "file"; path: string }
  | { kind: "unreadable"; reason: CodedMessage }
  | { kind: "folder"; trouble: CodedMessage | null };

/** A look that takes longer waits for a drive that does not answer. */
const hangsAfterMs = 15_000;
const againAfterMs = 5_000;
const memoryMb = 96;

const program = ownProgram("watching-worker");

/**
 * Watches the reports in a folder. A file system that does not answer keeps a thread waiting for as long as it likes, and the
 * core has four of them for all its files and names: so what can hang is looked at from a process of its own.
 */
export function watchReports(
  folder: string,
  settledAfterMs: number,
  listener: FolderListener,
  kind: FolderKind = "tables",
): FolderWatch {
  let isStopped = false;
  let watching: FolderWatch;
  const onRisk = (): void => {
    if (!isStopped) watching = watchApart({ folder, settledAfterMs, kind }, listener);
  };
  watching = watchFolder(folder, { settledAfterMs, isWanted: (path) => isReport(path, kind), onRisk }, listener);
  return {
    async stop() {
      isStopped = true;
      await watching.stop();
    },
  };
}

function watchApart(request: WatchRequest, listener: FolderListener): FolderWatch {
  const { folder } = request;
  let child: ChildProcess | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let isHanging = false;
  let told: CodedMessage | null | undefined;

  const awaitLook = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isHanging = true;
      listener.onFolder({ code: "source.folder-hangs", params: { folder, seconds: hangsAfterMs / 1_000 } });
    }, hangsAfterMs);
  };
  const onNews = (news: WatchNews): void => {
    if (isStopped) return;
    awaitLook();
    if (news.kind === "file") listener.onFile(news.path);
    if (news.kind === "unreadable") listener.onUnreadable(news.reason);
    if (news.kind === "folder") told = news.trouble;
    const isBack = isHanging && told !== undefined;
    if (told !== undefined && (news.kind === "folder" || isBack)) listener.onFolder(told);
    isHanging = false;
  };
  const start = (): void => {
    // Each file that hangs keeps a thread.
    const env = { ...bareEnvironment(), UV_THREADPOOL_SIZE: "16" };
    const started = fork(program, {
      ...{ execArgv: [`--max-old-space-size=${memoryMb}`], env, serialization: "advanced" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child = started;
    started.unref();
    started.channel?.unref();
    started.on("message", onNews);
    let isOver = false;
    const onEnd = (): void => {
      if (isStopped || isOver) return;
      isOver = true;
      clearTimeout(timer);
      timer = setTimeout(start, againAfterMs);
    };
    started.once("error", onEnd);
    started.once("exit", onEnd);
    started.send(request, () => {});
    awaitLook();
  };
  start();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      // Not waited for: what waits for a dead drive may not even be killed.
      child?.kill("SIGKILL");
    },
  };
}
