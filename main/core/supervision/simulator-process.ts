import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Logger } from "pino";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { SimulatorReady, type SimulatorTold } from "#contract/supervision.ts";
import { createBackoff } from "../outbound/backoff.ts";

/** A simulator that says nothing for this long is ended and started again. */
const readyWithinMs = 15_000;
const endsWithinMs = 3_000;
/** One that ran this long counts as healthy: its next end is answered at once again. */
const healthyAfterMs = 60_000;

export type SimulatorSupervisor = {
  /** The addresses once the simulator serves. Rejects with CodedError `simulator.failed` when it ends before. */
  ready(): Promise<SimulatorReady>;
  /** Tells the one that runs, and every later one. */
  tell(told: SimulatorTold): void;
  /** null while it runs or is starting for the first time; otherwise why it ended. */
  failure(): CodedMessage | null;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
};

/** Starts the simulator in a process of its own and again, with growing pauses, whenever it ends. */
export function superviseSimulator(options: {
  /** The simulator's program. */
  entry: string;
  /** Its folder, made when absent; what lies in it is the simulator's own. */
  folder: string;
  /** Where packs lie that tell it of their sectors; absent: it tells of them by what it has itself. */
  packsFolder?: string;
  /** By which its cameras' pictures are made; default: one named ffmpeg. */
  ffmpegPath?: string | null;
  /** IANA name, for the clock in them; default: Việt Nam's. */
  timeZone?: string;
  log: Logger;
}): SimulatorSupervisor {
  const { entry, folder, packsFolder, ffmpegPath, timeZone, log } = options;
  const args = [
    ...["--folder", folder],
    ...(packsFolder === undefined ? [] : ["--packs", packsFolder]),
    ...(ffmpegPath == null ? [] : ["--ffmpeg", ffmpegPath]),
    ...(timeZone === undefined ? [] : ["--time-zone", timeZone]),
  ];
  const backoff = createBackoff(250, 10_000);
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failure: CodedMessage | null = null;
  let isStopped = false;
  let told: SimulatorTold | undefined;
  let current = Promise.withResolvers<SimulatorReady>();
  // Nobody may be waiting when it fails.
  current.promise.catch(() => undefined);

  let isServing = false;
  /** Before it serves it does not listen either. One that is about to end hears nothing, and the next is told. */
  const hearing = (): void => {
    if (told !== undefined && isServing && child?.connected === true) child.send(told, () => undefined);
  };
  const start = (): void => {
    const startedAtMs = performance.now();
    let lastWords = "";
    let hasEnded = false;
    try {
      mkdirSync(folder, { recursive: true });
      child = fork(entry, args, {
        // Its garbage is small: the engine need not keep room for more.
        execArgv: ["--max-semi-space-size=1", "--optimize-for-size"],
        stdio: ["ignore", "ignore", "pipe", "ipc"],
        serialization: "json",
      });
    } catch (error) {
      onEnd(error instanceof Error ? error.message : String(error));
      return;
    }
    const started = child;
    const tooLate = setTimeout(() => started.kill("SIGKILL"), readyWithinMs);
    started.stderr?.setEncoding("utf8").on("data", (text: string) => {
      lastWords = (lastWords + text).slice(-500);
    });
    started.on("message", (message) => {
      const parsed = SimulatorReady.safeParse(message);
      if (!parsed.success || hasEnded) return;
      clearTimeout(tooLate);
      failure = null;
      log.info({ mqtt: parsed.data.mqtt, http: parsed.data.http, rtsp: parsed.data.rtsp }, "simulator serves");
      current.resolve(parsed.data);
      isServing = true;
      hearing();
    });
    started.on("error", (error) => ended(error.message));
    started.on("exit", (code, signal) => ended(lastWords.trim().split("\n").at(-1) || `${signal ?? code}`));

    function ended(detail: string): void {
      if (hasEnded) return;
      hasEnded = true;
      clearTimeout(tooLate);
      if (performance.now() - startedAtMs > healthyAfterMs) backoff.reset();
      onEnd(detail);
    }
  };

  const onEnd = (detail: string): void => {
    child = undefined;
    isServing = false;
    failure = { code: "simulator.failed", params: { detail } };
    const error = new CodedError("simulator.failed", { detail });
    current.reject(error);
    if (isStopped) return;
    log.warn({ detail }, "simulator ended");
    // From here on its addresses are those of the next run: who asks waits for that.
    current = Promise.withResolvers<SimulatorReady>();
    current.promise.catch(() => undefined);
    timer = setTimeout(start, backoff.next());
  };

  start();
  return {
    ready: () => current.promise,
    tell(next) {
      told = next;
      hearing();
    },
    failure: () => failure,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const ending = child;
      if (ending === undefined) return;
      const gone = new Promise<void>((resolve) => ending.once("exit", () => resolve()));
      // It ends by itself when the channel closes; the signals are for one that hangs.
      if (ending.connected) ending.disconnect();
      const hard = setTimeout(() => ending.kill("SIGKILL"), endsWithinMs);
      await gone;
      clearTimeout(hard);
    },
  };
}
