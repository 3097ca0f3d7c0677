import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { type Account, masked } from "./account-mask.ts";

export type StreamCommand = {
  ffmpegPath: string;
  arguments: readonly string[];
  /** Given on standard input; null: there is nothing to say. */
  script: string | null;
  account: Account | null;
  pidFile: string;
  /** Pictures that come after a longer silence than this end the process. */
  longestSilenceMs: number;
  /** Of the clock in test pictures. */
  timeZone: string;
};

export type StreamEnd = {
  /** null when ended by a signal. */
  exit: number | null;
  /** ENOENT and its kin: ffmpeg could not be started at all. */
  isMissing: boolean;
  /** The newest lines that ffmpeg said, accounts masked. */
  lines: string[];
};

/** ffmpeg's newest lines are enough to tell why it ended; older ones are dropped. */
const keptLines = 40;
const longestLine = 400;

/** One running ffmpeg. Times are of the monotonic clock, in ms: a clock that is set must not look like an outage. */
export class StreamProcess {
  readonly startedAt = performance.now();
  lastPictureAt: number | null = null;
  codec: string | null = null;
  readonly ended: Promise<StreamEnd>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #hasEnded = false;

  constructor(command: StreamCommand, onCodec: (codec: string) => void) {
    const child = spawn(command.ffmpegPath, command.arguments, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, TZ: command.timeZone, AV_LOG_FORCE_NOCOLOR: "1" },
      windowsHide: true,
    });
    this.#child = child;
    if (child.pid !== undefined) writeFileSync(command.pidFile, String(child.pid));
    // A process that is gone closes the pipe; that is told by its end, not here.
    child.stdin.on("error", () => undefined);
    child.stdin.end(command.script ?? "");
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("#")) {
        const now = performance.now();
        // After a long silence ffmpeg flushes what it still holds, which is old and would pass for new: begin anew.
        if (this.lastPictureAt !== null && now - this.lastPictureAt > command.longestSilenceMs) this.kill();
        else this.lastPictureAt = now;
        return;
      }
      const codec = /^#codec_id 0: (\w+)/.exec(line)?.[1];
      if (codec === undefined) return;
      this.codec = codec;
      onCodec(codec);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.#lines.push(masked(line.slice(0, longestLine), command.account));
      if (this.#lines.length > keptLines) this.#lines.shift();
    });
    this.ended = new Promise((resolve) => {
      const finish = (end: Pick<StreamEnd, "exit" | "isMissing">) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        rmSync(command.pidFile, { force: true });
        resolve({ ...end, lines: this.#lines });
      };
      child.on("error", () => {
        if (child.pid === undefined) finish({ exit: null, isMissing: true });
      });
      child.on("close", (exit) => finish({ exit, isMissing: false }));
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends at once; also a process that is stopped or hangs. */
  kill(): void {
    if (!this.#hasEnded) this.#child.kill("SIGKILL");
  }

  /** Lets ffmpeg finish its segment; after two seconds it is ended. */
  async close(): Promise<void> {
    if (this.#hasEnded) return;
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.kill(), 2_000);
    await this.ended;
    clearTimeout(timer);
  }
}
