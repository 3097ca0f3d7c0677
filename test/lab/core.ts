import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Health, routes, Status } from "#contract/http.ts";
import { RunFile } from "#contract/supervision.ts";
import { giveKeptPictures } from "./kept-pictures.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { entryOf, projectRoot } from "./programs.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

export { projectRoot };

export interface RunningCore extends AsyncDisposable {
  readonly process: RunningProcess;
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly port: number;
  readonly adminToken: string;
  /** The data folder; it stays until `remove()`, also after `stop()`. */
  readonly data: string;
  /** The browser's link with a viewer's token, as the core printed it. */
  viewerLink(): Promise<string>;
  /** What `ioc status --json` prints. */
  status(): Promise<Status>;
  /** fetch with the administrator's token; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
  /** Ends it and deletes the data folder when it was made here. */
  remove(): Promise<void>;
}

export interface CoreOptions {
  /** Name of a built-in profile, or a folder. */
  profile: string;
  /** Default: a new temporary folder. */
  data?: string;
  /** Default 0: a free one. */
  port?: number;
  /** Further arguments, such as --ffmpeg. */
  args?: readonly string[];
  env?: Record<string, string | undefined>;
  withinMs?: number;
  /** It has test cameras, and their scenes are there as an earlier run of it left them. */
  hasPictures?: boolean;
}

/** Runs the core and waits until it answers. Fails at once, with its output, when it ends before. */
export async function startCore(options: CoreOptions): Promise<RunningCore> {
  const own = options.data === undefined ? await temporaryFolder("ioc-core") : null;
  const data = options.data ?? own?.path ?? "";
  if (options.hasPictures === true) await giveKeptPictures(data);
  const started = await startProcess(
    process.execPath,
    [
      ...[entryOf("core"), "--profile", options.profile],
      ...["--data", data, "--port", String(options.port ?? 0), ...(options.args ?? [])],
    ],
    { cwd: projectRoot, ...(options.env ? { env: options.env } : {}) },
  );
  const remove = async () => {
    await started.stop();
    await own?.remove();
  };
  try {
    const run = await waitForCore(data, started, options.withinMs, started.pid);
    return {
      process: started,
      data,
      ...access(run),
      viewerLink: () => printedLink(started),
      stop: async () => void (await started.stop()),
      remove,
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Waits for the run file of the core that uses this data folder and for its answer; `pid` tells it from a former one. */
export async function waitForCore(
  data: string,
  starter: RunningProcess,
  withinMs = 30_000,
  pid?: number,
): Promise<RunFile> {
  const found = await until(
    async () => {
      if (!starter.isRunning()) return "ended";
      const run = RunFile.parse(JSON.parse(await readFile(join(data, "core.json"), "utf8")));
      if (pid !== undefined && run.pid !== pid) return null;
      const answer = await fetch(new URL(routes.health, run.origin), { signal: AbortSignal.timeout(2_000) });
      return Health.safeParse(await answer.json()).success ? run : null;
    },
    { withinMs, what: "the core's answer" },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it wrote:\n${starter.output().slice(-4_000)}`);
  });
  if (found === "ended") {
    const exit = await starter.exited;
    throw new Error(
      `it ended with ${exit.code ?? exit.signal} before the core answered:\n${starter.output().slice(-4_000)}`,
    );
  }
  return found;
}

/** How to talk to a running core as an administrator. */
export function access(run: RunFile) {
  const call = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${run.adminToken}`);
    return fetch(new URL(path, run.origin), { signal: AbortSignal.timeout(15_000), ...init, headers });
  };
  return {
    origin: new URL(run.origin).origin,
    port: Number(new URL(run.origin).port),
    adminToken: run.adminToken,
    fetch: call,
    async status() {
      return Status.parse(await (await call(routes.status)).json());
    },
  };
}

export async function printedLink(started: RunningProcess): Promise<string> {
  const [link] = await started.waitForOutput(/https?:\/\/[^\s"]+[?&]token=[^\s"]+/);
  return link;
}
