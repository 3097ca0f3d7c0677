import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export type Limits = { memoryMb: number; withinMs: number };

/** The process was ended by a limit, or by a mistake in native code: its message is how much, or the signal. */
export class Overrun extends Error {
  /** Which: `mistake` is the one in native code. */
  readonly of: "time" | "memory" | "mistake";

  constructor(of: Overrun["of"], message: string) {
    super(message);
    this.of = of;
  }
}

/**
 * Asks a program one thing, in a process of its own that is gone afterwards. A process and not a thread: SQLite's
 * library can take a whole process down when a thread that has loaded it ends (WiseLibs/better-sqlite3#1476), and a file
 * that breaks native code must not reach the core.
 * @param program a file that calls `answerOne`
 * @param request anything that can be cloned
 * Rejects with Overrun at a limit, with an Error of the program's own last words when it ends by a mistake in it.
 */
export async function askApart(program: string, request: unknown, { memoryMb, withinMs }: Limits): Promise<unknown> {
  const child = start(program, memoryMb);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, withinMs);
  const ended = endOf(child);
  try {
    // A process that has just died cannot be sent to; its end tells why.
    child.send(request as object, () => {});
    return await Promise.race([
      once(child, "message").then(([answer]) => answer),
      ended.then((end) => {
        throw isLate ? tooLong(withinMs) : failureOf(end, memoryMb);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
    await ended;
  }
}

/** A program that is asked again and again, one thing at a time. It holds up nobody's end. */
export type Conversation = {
  /**
   * Rejects when the process has ended, or ends meanwhile. With a limit it is killed at it and this rejects with Overrun at
   * once: what waits for a drive that does not answer may live on for a while.
   */
  ask(request: unknown, withinMs?: number): Promise<unknown>;
  /** Ends it after what it is doing. */
  end(): Promise<void>;
  /** Ends it now. */
  kill(): void;
};

/**
 * The same for what is asked for as long as the core runs.
 * @param program a file that calls `answerEach`
 */
export function converseApart(program: string, { memoryMb }: Pick<Limits, "memoryMb">): Conversation {
  const child = start(program, memoryMb);
  const ended = endOf(child);
  child.unref();
  child.channel?.unref();
  return {
    async ask(request, withinMs) {
      const { promise: limit, reject } = Promise.withResolvers<never>();
      const timer =
        withinMs === undefined
          ? undefined
          : setTimeout(() => {
              child.kill("SIGKILL");
              reject(tooLong(withinMs));
            }, withinMs);
      const over = new AbortController();
      try {
        child.send(request as object, () => {});
        return await Promise.race([
          once(child, "message", { signal: over.signal }).then(([answer]) => answer),
          limit,
          ended.then((end) => {
            throw failureOf(end, memoryMb);
          }),
        ]);
      } finally {
        clearTimeout(timer);
        over.abort();
      }
    },
    kill: () => void child.kill("SIGKILL"),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Node tells of no `close` after a disconnect.
      const exited = Promise.race([once(child, "exit"), ended]);
      child.ref();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

const start = (program: string, memoryMb: number): ChildProcess =>
  fork(program, {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    env: bareEnvironment(),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });

const tooLong = (withinMs: number): Overrun => new Overrun("time", `> ${withinMs / 1_000} s`);

function failureOf({ signal, words }: End, memoryMb: number): Error {
  if (/heap out of memory|heap limit/i.test(words)) return new Overrun("memory", `> ${memoryMb} MB`);
  return signal === null ? new Error(words) : new Overrun("mistake", signal);
}

type End = { signal: NodeJS.Signals | null; words: string };

/** Resolves when a process is gone, with the last it had to say. */
function endOf(child: ChildProcess): Promise<End> {
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4_000);
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ signal: null, words: error.message }));
    child.once("close", (code, signal) => resolve({ signal, words: words.trim() || `exit ${code}` }));
  });
}

/** Nothing of the core's environment, but what Windows starts no program without. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}
