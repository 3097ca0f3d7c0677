import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { until } from "./until.ts";

export interface Exit {
  /** Exit code, null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** For IPC: `child.send`, `child.on("message")`. */
  readonly child: ChildProcess;
  /** All it wrote so far (the last megabyte), both streams in the order they came. */
  output(): string;
  stdout(): string;
  stderr(): string;
  isRunning(): boolean;
  /** Fulfilled when it has ended and its streams are closed; never rejected. */
  readonly exited: Promise<Exit>;
  /** Waits for text in its output. Fails at the deadline (default 15 s), or at once when it ended without writing it. */
  waitForOutput(pattern: RegExp, withinMs?: number): Promise<RegExpMatchArray>;
  /** Asks it to end, insists after `graceMs` (default 10 s), and gives how it ended. Twice does no harm. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<Exit>;
}

export interface ProcessOptions {
  cwd?: string;
  /** Added to this process's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** Opens an IPC channel. */
  withIpc?: boolean;
  /** Written to its standard input, which is closed then. */
  input?: string;
  /** What it gets when this process ends in whatever way before it; default SIGKILL. See `spawnBound`. */
  lastSignal?: "SIGKILL" | "SIGTERM";
}

const outputLimit = 1_000_000;

/** Children that still run. Where the system does not end them with the test process, this does when it ends in order. */
const running = new Map<ChildProcess, NodeJS.Signals>();
process.once("exit", () => {
  for (const [child, signal] of running) child.kill(signal);
});

/** Linux sends a signal to a process whose starter is gone. The program in front asks for that and becomes the other one. */
const setpriv = process.platform === "linux" ? "/usr/bin/setpriv" : "";
const canBind = existsSync(setpriv);

/**
 * `spawn` of a program that ends when this process does, also when this one is killed and can tell nobody any more: it
 * gets `lastSignal` (default SIGKILL). A program that has to end others itself is to get SIGTERM. The starter is the
 * thread: start nothing from a worker thread that is to outlive it.
 */
export function spawnBound(
  command: string,
  args: readonly string[],
  { lastSignal = "SIGKILL", ...options }: SpawnOptions & { lastSignal?: "SIGKILL" | "SIGTERM" } = {},
): ChildProcess {
  // What is not there is to fail as it always does.
  const bound = canBind && isProgram(command, options.env ?? process.env);
  const child = bound
    ? spawn(setpriv, ["--pdeathsig", lastSignal.slice("SIG".length), "--", command, ...args], options)
    : spawn(command, args, options);
  running.set(child, lastSignal);
  child.once("close", () => running.delete(child));
  child.once("error", () => child.pid === undefined && running.delete(child));
  return child;
}

function isProgram(command: string, { PATH = "" }: NodeJS.ProcessEnv): boolean {
  const places = command.includes("/") ? [command] : PATH.split(delimiter).map((folder) => join(folder, command));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts a program. Fails when it cannot be started at all (no such program). */
export async function startProcess(
  command: string,
  args: readonly string[] = [],
  options: ProcessOptions = {},
): Promise<RunningProcess> {
  const child = spawnBound(command, args, {
    ...(options.lastSignal === undefined ? {} : { lastSignal: options.lastSignal }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe", ...(options.withIpc ? (["ipc"] as const) : [])],
  });
  const texts = { all: "", out: "", err: "" };
  const keep = (stream: "out" | "err", chunk: string) => {
    texts.all = (texts.all + chunk).slice(-outputLimit);
    texts[stream] = (texts[stream] + chunk).slice(-outputLimit);
  };
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => keep("out", chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => keep("err", chunk));
  // A program that never reads closes the pipe early; that is its right.
  child.stdin?.on("error", () => {}).end(options.input ?? "");

  const exited = new Promise<Exit>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  // Later errors (a signal or message that could not be sent) show in what the test waits for.
  child.on("error", () => {});
  let hasEnded = false;
  void exited.then(() => {
    hasEnded = true;
  });

  const stop = async (signal: NodeJS.Signals = "SIGTERM", graceMs = 10_000): Promise<Exit> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
    try {
      return await exited;
    } finally {
      clearTimeout(insist);
    }
  };

  return {
    pid: child.pid ?? -1,
    child,
    output: () => texts.all,
    stdout: () => texts.out,
    stderr: () => texts.err,
    isRunning: () => !hasEnded,
    exited,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
    async waitForOutput(pattern, withinMs = 15_000) {
      const found = await until(
        () => {
          const match = texts.all.match(pattern);
          // Ended without it: waiting on would only hide the reason, which is in its output.
          return match ?? (hasEnded ? "ended" : null);
        },
        { withinMs, what: `${pattern} in the output of ${command}` },
      ).catch((error: Error) => {
        throw new Error(`${error.message}; it wrote:\n${texts.all.slice(-4_000)}`);
      });
      if (found === "ended")
        throw new Error(`${command} ended without writing ${pattern}:\n${texts.all.slice(-4_000)}`);
      return found;
    },
  };
}

/** Runs a program to its end, which must come within `withinMs` (default 30 s; it is killed then). */
export async function runProcess(
  command: string,
  args: readonly string[] = [],
  options: ProcessOptions & { withinMs?: number } = {},
): Promise<Exit & { stdout: string; stderr: string }> {
  const started = await startProcess(command, args, options);
  const guard = setTimeout(() => started.child.kill("SIGKILL"), options.withinMs ?? 30_000);
  const exit = await started.exited;
  clearTimeout(guard);
  return { ...exit, stdout: started.stdout(), stderr: started.stderr() };
}
