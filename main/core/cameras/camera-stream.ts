import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CameraState, CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/profile.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { Account } from "./account-mask.ts";
import { classify, type Failure, isShowable, unsupported } from "./failure.ts";
import { playlistName, segmentName } from "./ffmpeg-arguments.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import { type Clip, newestClip } from "./last-picture.ts";
import { pidFile } from "./left-over-processes.ts";
import { parsePlaylist, withArrivalTimes } from "./playlist.ts";
import { accountOf, inputOf } from "./stream-input.ts";
import { StreamProcess } from "./stream-process.ts";

const defaultWarmMs = 30_000;
/** No picture for this long and the camera is frozen. */
const frozenAfterMs = 4_000;
/** Then ffmpeg is started anew, before its own timeout of 5 s makes it write what it still holds as if it were new. */
const killAfterMs = 4_500;
/** Without a first picture or a first segment (long ways between key pictures) ffmpeg is started anew. */
const firstPictureMs = 12_000;
const firstSegmentMs = 25_000;
/** Played this long, the next outage counts as the first again. */
const settledMs = 10_000;
/** Cameras lock an account after a few wrong passwords, so the same one is tried less and less often; a changed one at once. */
const refusedDelaysMs = [10_000, 30_000, 120_000, 300_000];
const unsupportedDelayMs = 30_000;
const missingDelayMs = 5_000;
const full = "camera.too-many";

export type StreamPorts = {
  options: CameraGatewayOptions;
  /** Whether one more ffmpeg may run now. */
  mayOpen(): boolean;
  /** A clip of the last moments before an outage, to cut the last picture from. */
  keepLast(stream: CameraStream, clip: Clip): void;
};

/** One camera: opens it while it is watched, watches over its ffmpeg, and says what state it is in. */
export class CameraStream {
  readonly config: CameraConfig;
  readonly folder: string;
  readonly liveFolder: string;
  readonly #ports: StreamPorts;
  readonly #endedAtMs = new Map<string, number>();
  readonly #warmMs: number;
  #state: CameraState = "idle";
  #sinceMs: number;
  #reason: CodedMessage | null = null;
  #lastPictureAtMs: number | null = null;
  #process: StreamProcess | null = null;
  #isOpening = false;
  #closing: Promise<void> | null = null;
  #account: Account | null = null;
  /** Why we ended ffmpeg ourselves; its own last words then do not count. */
  #verdict: Failure | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  #retryAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #passwordLookedAt = 0;
  /** Counts closings, so that an opening under way knows that it is no longer wanted. */
  #closings = 0;

  constructor(config: CameraConfig, ports: StreamPorts) {
    this.config = config;
    this.#ports = ports;
    this.#warmMs = ports.options.warmMs ?? defaultWarmMs;
    this.folder = join(ports.options.folder, config.id);
    this.liveFolder = join(this.folder, "live");
    this.#sinceMs = ports.options.now();
  }

  get view(): CameraView {
    const { id, name, place, position, stream } = this.config;
    return {
      id,
      name,
      ...(place === undefined ? {} : { place }),
      ...(position === undefined ? {} : { position }),
      isSimulated: stream.type === "test" || stream.url.includes("$" + "{simulator."),
      state: this.#state,
      sinceMs: this.#sinceMs,
      lastPictureAtMs: this.#lastPictureAtMs,
      reason: this.#reason,
    };
  }

  get isOpen(): boolean {
    return this.#process !== null || this.#isOpening || this.#closing !== null;
  }

  get isLive(): boolean {
    return this.#state === "ok";
  }

  /** Time since somebody asked, ms of the monotonic clock. */
  get unaskedMs(): number {
    return performance.now() - this.#askedAt;
  }

  /** When the newest picture came, epoch ms. */
  get newestPictureAtMs(): number {
    const at = this.#process?.lastPictureAt;
    return this.#ports.options.now() - (at === null || at === undefined ? 0 : performance.now() - at);
  }

  /** Somebody watches: opens the camera unless it is open or waits for its next try. */
  ask(): void {
    this.#askedAt = performance.now();
    if (!this.isOpen && performance.now() >= this.#retryAt) void this.#open();
  }

  setLastPicture(atMs: number | null): void {
    if (this.#lastPictureAtMs === atMs) return;
    this.#lastPictureAtMs = atMs;
    this.#ports.options.onChange(this.view);
  }

  setMissing(): void {
    this.#become("gateway-missing", { code: "camera.gateway-missing", params: { command: installCommand() } });
  }

  /** The playlist while new pictures arrive, else null. */
  async playlist(): Promise<string | null> {
    const list = await this.#freshList();
    if (list === null) return null;
    await this.#learnEnds(list.text);
    return withArrivalTimes(list.text, this.#endedAtMs, list.runStartedAtMs);
  }

  async file(name: string): Promise<Buffer | null> {
    if (!segmentName.test(name)) return null;
    return readFile(join(this.liveFolder, name)).catch(() => null);
  }

  /** To be called about twice a second. */
  async tick(): Promise<void> {
    if (this.isOpen && this.unaskedMs > this.#warmMs) return this.close();
    if (this.#process !== null) return this.#watch(this.#process);
    if (this.unaskedMs > this.#warmMs) {
      if (this.#state !== "idle" && this.#state !== "gateway-missing") this.#become("idle", null);
    } else if (!this.isOpen) {
      if (performance.now() >= this.#retryAt || (await this.#hasNewAccount())) void this.#open();
    }
  }

  /** Closes the camera because nobody watches it, or the core ends. */
  async close(): Promise<void> {
    this.#closings += 1;
    const process = this.#process;
    if (process !== null) {
      const newestPictureAtMs = this.newestPictureAtMs;
      this.#process = null;
      this.#closing = process.close();
      await this.#closing;
      if (process.lastPictureAt !== null) await this.#keepLast(newestPictureAtMs);
      this.#closing = null;
    }
    this.#failures = 0;
    this.#retryAt = Number.NEGATIVE_INFINITY;
    if (this.#state !== "gateway-missing") this.#become("idle", null);
  }

  kill(): void {
    this.#process?.kill();
  }

  async #open(): Promise<void> {
    const { options } = this.#ports;
    if (options.ffmpegPath === null) return this.setMissing();
    if (!this.#ports.mayOpen()) {
      this.#retryAt = performance.now() + 1_000;
      this.#become("connecting", { code: full, params: {} });
      return;
    }
    this.#isOpening = true;
    const closings = this.#closings;
    if (this.#state === "idle" || this.#reason?.code === full) this.#become("connecting", null);
    try {
      await mkdir(this.liveFolder, { recursive: true });
      this.#account = await accountOf(this.config, options);
      const input = await inputOf(this.config, this.#account, this.liveFolder, options);
      if (closings !== this.#closings) return;
      this.#verdict = null;
      const process = new StreamProcess(
        {
          ...input,
          ffmpegPath: options.ffmpegPath,
          account: this.#account,
          pidFile: join(this.folder, pidFile),
          longestSilenceMs: killAfterMs,
          timeZone: options.timeZone,
        },
        (codec) => {
          if (this.config.stream.type === "test" || isShowable(codec)) return;
          this.#verdict = unsupported(codec);
          process.kill();
        },
      );
      this.#process = process;
      void process.ended.then((end) =>
        this.#onEnd(process, () =>
          end.isMissing
            ? { state: "gateway-missing", code: "camera.gateway-missing", params: { command: installCommand() } }
            : (this.#verdict ?? classify(end.lines, end.exit, process.lastPictureAt !== null)),
        ).then(() => {
          const last = end.lines.filter((line) => /\[(error|fatal|warning)\]/.test(line)).slice(-3);
          options.log.info({ camera: this.config.id, exit: end.exit, state: this.#state, last }, "camera stream ended");
        }),
      );
    } catch (error) {
      const known = error instanceof CodedError ? error.toMessage() : null;
      options.log.warn({ camera: this.config.id, code: known?.code ?? "internal" }, "camera cannot be opened");
      this.#retryAt = performance.now() + missingDelayMs;
      this.#become(
        known?.code === "secret.missing" ? "wrong-password" : "no-signal",
        known ?? { code: "camera.gateway-failed", params: { exit: -1 } },
      );
    } finally {
      this.#isOpening = false;
    }
  }

  async #onEnd(process: StreamProcess, whatFor: () => Failure): Promise<void> {
    if (this.#process !== process) return;
    const newestPictureAtMs = this.newestPictureAtMs;
    this.#process = null;
    const failure = whatFor();
    // The camera counts as open until the clip is read, so that a new ffmpeg does not write over it.
    this.#isOpening = true;
    if (process.lastPictureAt !== null && failure.state !== "unsupported") await this.#keepLast(newestPictureAtMs);
    if (failure.state === "unsupported") await this.empty();
    this.#isOpening = false;
    if (process.lastPictureAt !== null && process.lastPictureAt - process.startedAt > settledMs) this.#failures = 0;
    this.#retryAt = performance.now() + this.#delayAfter(failure.state);
    this.#failures += 1;
    this.#become(failure.state, { code: failure.code, params: failure.params }, newestPictureAtMs);
  }

  #delayAfter(state: CameraState): number {
    if (state === "wrong-password") return refusedDelaysMs[Math.min(this.#failures, refusedDelaysMs.length - 1)] ?? 0;
    if (state === "unsupported") return unsupportedDelayMs;
    if (state === "gateway-missing") return missingDelayMs;
    // Jitter keeps a hundred cameras behind one switch from coming back in the same instant.
    return Math.min(5_000, 500 * 2 ** this.#failures) * (0.7 + 0.3 * Math.random());
  }

  async #watch(process: StreamProcess): Promise<void> {
    const now = performance.now();
    const silentMs = now - (process.lastPictureAt ?? process.startedAt);
    if (process.lastPictureAt === null) {
      if (silentMs > firstPictureMs)
        this.#giveUp(process, { state: "no-signal", code: "camera.unreachable", params: {} });
      return;
    }
    if (silentMs > frozenAfterMs) {
      const failure = this.#noPictures(this.#state === "no-signal" ? "no-signal" : "frozen");
      this.#become(failure.state, { code: failure.code, params: failure.params }, this.newestPictureAtMs);
      if (silentMs > killAfterMs) this.#giveUp(process, failure);
      return;
    }
    if ((await this.#freshList()) !== null) {
      if (this.#process === process) this.#become("ok", null);
    } else if (this.#state === "ok") {
      const failure = this.#noPictures("frozen");
      this.#become(failure.state, { code: failure.code, params: failure.params }, this.newestPictureAtMs);
    } else if (now - process.startedAt > firstSegmentMs) {
      this.#giveUp(process, this.#noPictures(this.#state === "frozen" ? "frozen" : "no-signal"));
    }
  }

  #noPictures(state: CameraState): Failure {
    const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: this.#ports.options.timeZone });
    return { state, code: "camera.no-pictures", params: { time: time.format(this.newestPictureAtMs) } };
  }

  #giveUp(process: StreamProcess, failure: Failure): void {
    this.#verdict ??= failure;
    process.kill();
  }

  /** The list of this run while both it and the pictures are new enough. Long ways between key pictures make it change less often. */
  async #freshList(): Promise<{ text: string; runStartedAtMs: number } | null> {
    const process = this.#process;
    if (process === null || process.hasEnded || process.lastPictureAt === null || this.#verdict !== null) return null;
    const now = performance.now();
    if (now - process.lastPictureAt > frozenAfterMs) return null;
    try {
      const file = join(this.liveFolder, playlistName);
      const [text, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
      const { targetMs, segments } = parsePlaylist(text);
      const nowMs = this.#ports.options.now();
      const runStartedAtMs = nowMs - (now - process.startedAt);
      const ageMs = nowMs - mtimeMs;
      if (mtimeMs < runStartedAtMs || ageMs > Math.max(frozenAfterMs, targetMs * 2.5) || segments.length === 0)
        return null;
      return { text, runStartedAtMs };
    } catch {
      return null;
    }
  }

  async #learnEnds(text: string): Promise<void> {
    const names = parsePlaylist(text).segments.map((segment) => segment.name);
    for (const name of [...this.#endedAtMs.keys()]) if (!names.includes(name)) this.#endedAtMs.delete(name);
    for (const name of names) {
      if (this.#endedAtMs.has(name) || !segmentName.test(name)) continue;
      const found = await stat(join(this.liveFolder, name)).catch(() => null);
      if (found !== null) this.#endedAtMs.set(name, Math.round(found.mtimeMs));
    }
  }

  /** While a password is refused: whether another one was set since. */
  async #hasNewAccount(): Promise<boolean> {
    if (this.#state !== "wrong-password" || performance.now() - this.#passwordLookedAt < 2_000) return false;
    this.#passwordLookedAt = performance.now();
    const account = await accountOf(this.config, this.#ports.options).catch(() => this.#account);
    const isNew = account?.password !== this.#account?.password;
    if (isNew) this.#failures = 0;
    return isNew;
  }

  async #keepLast(newestPictureAtMs: number): Promise<void> {
    const clip = await newestClip(this.liveFolder, newestPictureAtMs);
    if (clip !== null) this.#ports.keepLast(this, clip);
  }

  async empty(): Promise<void> {
    await rm(this.liveFolder, { recursive: true, force: true });
  }

  /** @param sinceMs of the outage, when it began before it was noticed; a state that goes on keeps its beginning */
  #become(state: CameraState, reason: CodedMessage | null, sinceMs?: number): void {
    const isSame = state === this.#state && JSON.stringify(reason) === JSON.stringify(this.#reason);
    if (isSame) return;
    const isOutage = (s: CameraState) => s === "frozen" || s === "no-signal";
    const goesOn = state === this.#state || (isOutage(state) && isOutage(this.#state));
    if (!goesOn)
      this.#sinceMs = this.#state === "ok" && sinceMs !== undefined ? Math.round(sinceMs) : this.#ports.options.now();
    this.#state = state;
    this.#reason = reason;
    this.#ports.options.onChange(this.view);
  }
}

function installCommand(): string {
  if (process.platform === "darwin") return "brew install ffmpeg";
  return process.platform === "win32" ? "winget install ffmpeg" : "sudo apt-get install ffmpeg";
}
