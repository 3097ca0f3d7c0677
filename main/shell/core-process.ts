import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { utilityProcess } from "electron";
import type { z } from "zod";
import type { CodedMessage } from "#contract/errors.ts";
import { type CoreReady, FromCore, type ToCore } from "#contract/supervision.ts";
import type { Options } from "./options.ts";

type Ready = z.infer<typeof CoreReady>;

/** The core as the shell sees it. Tokens stay the same over restarts, so windows reconnect without being told. */
export type CoreProcess = {
  readonly wallToken: string;
  readonly shellToken: string;
  readonly deskToken: string;
  /** Ends it when it is there but no longer answers; the restart follows from its exit, and is told with this reason. */
  kill(reason: CodedMessage): void;
  /** Resolves once it has ended by itself; killed after 5 s. */
  stop(): Promise<void>;
};

type Events = {
  onReady(ready: Ready): void;
  /** A core was ready once; it ended, or the one after it could not start (`hasStarted` false), and is being started again. */
  onLost(reason: CodedMessage, hasStarted: boolean): void;
  /** It ended before it was ever ready: bad profile, port in use. The program cannot go on. */
  onFatal(exitCode: number, reason: CodedMessage | undefined): void;
};

type Child = {
  send(message: ToCore): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (exitCode: number) => void): void;
  kill(): void;
};

/**
 * A core that has served this long did not die of its start: it starts again at once, however often that happens, and is
 * back before a screen tells of it. One that dies sooner waits longer each time.
 */
const servedAfterMs = 1_000;
const longestWaitMs = 5_000;

/**
 * The warning is about a library's use of `url.parse`, which nobody in a control room can act on. The engine has half of its usual room
 * for what is short-lived (MB; 32 by itself): the whole of it costs 34 to 53 MB more at rest, and with a quarter or less what lives for a
 * second fills the old generation, which is then cleared every second. `build/serve.mjs`, which runs before anything is compiled, gives a
 * core without screens the same.
 */
const coreFlags = ["--disable-warning=DEP0169", "--max-semi-space-size=16"];

/**
 * Starts the core by file path, never by import: a crash of one leaves the other standing. It is started again
 * whenever it ends, as long as the program runs.
 */
export function superviseCore(options: Options, events: Events): CoreProcess {
  const tokens = {
    wallToken: randomBytes(32).toString("base64url"),
    shellToken: randomBytes(32).toString("base64url"),
    deskToken: randomBytes(32).toString("base64url"),
  };
  const file = path.join(options.rootFolder, "dist", "core", "index.mjs");
  const args = options.join ? ["--join", options.join] : ["--profile", options.profile];
  args.push("--port", String(options.port));
  if (options.dataFolder) args.push("--data", options.dataFolder);
  if (options.ffmpegPath) args.push("--ffmpeg", options.ffmpegPath);
  // Compiled code is not kept from start to start, though that would save a tenth of a second: with it Node 24.21 dies every
  // other time on today's core (SIGSEGV in V8, where a function of a class is compiled late from a scope out of the cache).
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  // Each thread of glibc's allocator would keep a heap of its own: 17 of 95 MB, for threads that hardly ever allocate at once.
  const env = { MALLOC_ARENA_MAX: "1", ...inherited };
  let child: Child;
  let hasBeenReady = false;
  let isStopping = false;
  let waitMs = 0;
  let whenStopped: (() => void) | undefined;
  /** Why it is being ended, until it has. */
  let ending: CodedMessage | undefined;

  const start = () => {
    let readyAtMs = Number.POSITIVE_INFINITY;
    let reason: CodedMessage | undefined;
    // Once it was ready it has the token, and somebody may have put another one there since.
    const own = hasBeenReady || !options.joinToken ? env : { ...env, IOC_JOIN_TOKEN: options.joinToken };
    child = options.nodePath ? spawnNode(options.nodePath, file, args, own) : spawnUtility(file, args, own);
    child.send({ type: "start", ...tokens });
    child.onMessage((raw) => {
      const message = FromCore.safeParse(raw);
      if (!message.success) return;
      if (message.data.type === "failed") reason = message.data.reason;
      else {
        hasBeenReady = true;
        readyAtMs = performance.now();
        events.onReady(message.data);
      }
    });
    child.onExit((exitCode) => {
      if (isStopping) whenStopped?.();
      else if (!hasBeenReady) events.onFatal(exitCode || 70, reason);
      else {
        const hasStarted = Number.isFinite(readyAtMs);
        events.onLost(ending ?? reason ?? { code: "core.died", params: { exit: exitCode } }, hasStarted);
        ending = undefined;
        waitMs = performance.now() - readyAtMs > servedAfterMs ? 0 : Math.min(longestWaitMs, waitMs * 2 + 100);
        setTimeout(start, waitMs);
      }
    });
  };
  start();

  return {
    ...tokens,
    kill(reason) {
      ending = reason;
      child.kill();
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        const timer = setTimeout(() => child.kill(), 5_000);
        whenStopped = () => {
          clearTimeout(timer);
          resolve();
        };
        child.send({ type: "stop" });
      }),
  };
}

function spawnNode(nodePath: string, file: string, args: string[], env: NodeJS.ProcessEnv): Child {
  const child: ChildProcess = spawn(nodePath, [...coreFlags, file, ...args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env,
  });
  // A message to a process that has just died is lost anyway; its exit tells.
  child.on("error", () => {});
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => child.on("exit", (code) => listener(code ?? 70)),
    kill: () => child.kill("SIGKILL"),
  };
}

function spawnUtility(file: string, args: string[], env: NodeJS.ProcessEnv): Child {
  const child = utilityProcess.fork(file, args, {
    serviceName: "ioc-core",
    stdio: "inherit",
    execArgv: coreFlags,
    env,
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => child.on("exit", listener),
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, "SIGKILL");
    },
  };
}
