import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { type Account, masked } from "./account-mask.ts";
import { type Failure, failureOf } from "./failure.ts";
import { splitFragments } from "./fragments.ts";
import type { Feed } from "./http/feed.ts";
import type { StreamEnd, StreamListener, StreamSource } from "./stream-source.ts";

export type StreamCommand = {
  ffmpegPath: string;
  arguments: readonly string[];
  /** Whose codec is told; absent: that of the pictures. */
  medium?: "Video" | "Audio";
  /** Given on standard input; null: there is nothing to say. */
  script: string | null;
  /** Brings it what it reads on standard input, in place of a script. */
  feed: Feed | null;
  account: Account | null;
  /** The folder it runs in, by which a later run of the core knows it again. */
  folder: string;
  pidFile: string;
  /** Pictures that come after a longer silence than this end the process. */
  longestSilenceMs: number;
  /** Epoch ms. */
  now(): number;
};

/** ffmpeg's newest lines are enough to tell why it ended; older ones are dropped. */
const keptLines = 40;
const longestLine = 400;

/** Linux ends a child with its parent where it is asked to: also one that is stopped, or waits for a camera that is silent. */
const parentDeath = "/usr/bin/setpriv";
const hasParentDeath = process.platform === "linux" && existsSync(parentDeath);

/** One running ffmpeg. */
export class StreamProcess implements StreamSource {
  readonly startedAt = performance.now();
  lastPictureAt: number | null = null;
  readonly ended: Promise<StreamEnd>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #ending = new AbortController();
  #beganAtMs: number | null = null;
  #failure: Failure | null = null;
  #hasEnded = false;

  constructor(command: StreamCommand, listener: StreamListener) {
    const [program, before] = hasParentDeath
      ? [parentDeath, ["--pdeathsig", "KILL", command.ffmpegPath]]
      : [command.ffmpegPath, []];
    const child = spawn(program, [...before, ...command.arguments], {
      stdio: ["pipe", "pipe", "pipe"],
      cwd: command.folder,
      env: { ...process.env, AV_LOG_FORCE_NOCOLOR: "1" },
      windowsHide: true,
    });
    this.#child = child;
    if (child.pid !== undefined) writeFileSync(command.pidFile, String(child.pid));
    // A process that is gone closes the pipe; that is told by its end, not here.
    child.stdin.on("error", () => undefined);
    if (command.feed === null) child.stdin.end(command.script ?? "");
    else this.#bring(command.feed, child.stdin, command.now);
    const timeOf = (timeS: number) => {
      const now = command.now();
      return this.#beganAtMs === null ? now : Math.min(now, this.#beganAtMs + timeS * 1_000);
    };
    const split = splitFragments(timeOf, {
      onInitialization: (initialization) => listener.onInitialization(initialization),
      onFragment: (fragment) => {
        const now = performance.now();
        // After a long silence ffmpeg flushes what it still holds, which is old and would pass for new: begin anew.
        if (this.lastPictureAt !== null && now - this.lastPictureAt > command.longestSilenceMs) {
          this.kill();
          return;
        }
        this.lastPictureAt = now;
        listener.onFragment(fragment);
      },
      onGarbage: () => this.kill(),
    });
    child.stdout.on("data", (chunk: Buffer) => {
      if (!this.#hasEnded) split(chunk);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      const [, medium, codec] = /Stream #0:\d+\b.*?: (Video|Audio): (\w+)/.exec(line) ?? [];
      // The first such line is of the input; what follows is of the output.
      const isAsked = codec !== undefined && medium === (command.medium ?? "Video");
      if (isAsked && !this.#lines.some((one) => one.includes("Output #0"))) listener.onCodec(codec);
      this.#lines.push(masked(line.slice(0, longestLine), command.account));
      if (this.#lines.length > keptLines) this.#lines.shift();
    });
    this.ended = new Promise((resolve) => {
      const finish = (end: Pick<StreamEnd, "exit" | "isMissing">) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        this.#ending.abort();
        rmSync(command.pidFile, { force: true });
        resolve({ ...end, lines: this.#lines, failure: this.#failure, needsFfmpeg: null });
      };
      child.on("error", () => {
        if (child.pid === undefined) finish({ exit: null, isMissing: true });
      });
      child.on("close", (exit) => finish({ exit, isMissing: exit === cannotRun && hasParentDeath }));
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  #bring(feed: Feed, into: Writable, now: () => number): void {
    const began = (atMs: number) => {
      this.#beganAtMs = atMs;
    };
    void feed({ into, signal: this.#ending.signal, now, began }).then(
      () => into.end(),
      (error: unknown) => {
        if (this.#hasEnded || this.#ending.signal.aborted) return;
        this.#failure = failureOf(error);
        this.kill();
      },
    );
  }

  /** Ends at once; also a process that is stopped or hangs. */
  kill(): void {
    if (this.#hasEnded) return;
    this.#ending.abort();
    this.#child.kill("SIGKILL");
  }

  /** Ends it and waits until it is gone. There is nothing to finish: what came is in memory. */
  async close(): Promise<void> {
    this.kill();
    await this.ended;
  }
}

/** setpriv's exit code where the program it was to run is not there. */
const cannotRun = 127;
