import { join } from "node:path";
import type { Status } from "#contract/http.ts";
import { access, printedLink, projectRoot, type RunningCore, waitForCore } from "./core.ts";
import { freePort } from "./free-port.ts";
import { startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

export interface RunningWall extends RunningCore {
  /** The X display of the virtual wall, for `setOutput` of build/virtual-wall.mjs. */
  readonly display: string;
  /** Status as soon as all monitors are shown well; fails at the deadline with what was seen last. */
  whenAllDisplaysAreOk(withinMs?: number): Promise<Status>;
}

export interface WallOptions {
  profile?: string;
  /** Default: a new temporary folder. */
  data?: string;
  /** "2x2@1280x720"; small monitors are kinder to a machine without a GPU. Default 2x2@1280x720. */
  size?: string;
  /** Further arguments of npm start. */
  args?: readonly string[];
  env?: Record<string, string | undefined>;
}

/** The real program on a virtual wall, started as a person does; waits until every monitor of the wall is shown well. */
export async function startWall(options: WallOptions = {}): Promise<RunningWall> {
  const own = options.data === undefined ? await temporaryFolder("ioc-wall") : null;
  const data = options.data ?? own?.path ?? "";
  const size = options.size ?? "2x2@1280x720";
  const [columns = 0, rows = 0] = size.split(/[x@]/).map(Number);
  const started = await startProcess(
    process.execPath,
    [
      ...[
        join(projectRoot, "build/start.mjs"),
        "--virtual-wall",
        size,
        "--data",
        data,
        "--port",
        String(await freePort()),
      ],
      ...["--profile", options.profile ?? "lang-son", ...(options.args ?? [])],
    ],
    // It ends its monitors and windows itself.
    { cwd: projectRoot, env: { INIT_CWD: undefined, ...options.env }, lastSignal: "SIGTERM" },
  );
  const stop = async () => void (await started.stop("SIGTERM", 40_000));
  const remove = async () => {
    await stop();
    await own?.remove();
  };
  try {
    const run = await waitForCore(data, started, 60_000);
    const [, display = ""] = await started.waitForOutput(/ (:\d+)\.\n/);
    const core = access(run);
    const whenAllDisplaysAreOk = async (withinMs = 60_000) => {
      let seen: Status | null = null;
      return until(
        async () => {
          seen = await core.status();
          const isOk = seen.displays.length === columns * rows && seen.displays.every((each) => each.state === "ok");
          return isOk ? seen : null;
        },
        { withinMs, everyMs: 100, what: `${columns * rows} displays ok` },
      ).catch((error: Error) => {
        throw new Error(
          `${error.message}; last seen: ${JSON.stringify(seen)}; it wrote:\n${started.output().slice(-4_000)}`,
        );
      });
    };
    await whenAllDisplaysAreOk();
    return {
      process: started,
      data,
      display,
      ...core,
      viewerLink: () => printedLink(started),
      whenAllDisplaysAreOk,
      stop,
      remove,
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
