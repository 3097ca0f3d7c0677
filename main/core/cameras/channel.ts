// Long because the state of a stream follows from all that happens to it, and is told from one place.
import { performance } from "node:perf_hooks";
import type { CameraState } from "#contract/entities/camera.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { Opened, StreamMode, StreamName } from "#contract/pictures.ts";
import { Audience } from "./audience.ts";
import type { ChannelPorts } from "./channel-ports.ts";
import { Door } from "./door.ts";
import {
  classify,
  type Failure,
  gatewayMissing,
  isShowable,
  loginUnknown,
  noFirstPicture,
  refusals,
  stoodStill,
  unreachable,
} from "./failure.ts";
import type { Fragment, Initialization } from "./fragments.ts";
import type { Watcher } from "./gateway-interface.ts";
import type { Cut } from "./last-picture.ts";
import { pidFileOf } from "./left-over-processes.ts";
import { type Clip, PictureBuffer } from "./picture-buffer.ts";
import { Retries } from "./retries.ts";
import { RtspStream } from "./rtsp/rtsp-stream.ts";
import { isOfSecret } from "./secret-failure.ts";
import { RepeatWatch } from "./stillness.ts";
import { codecOf, inputOf, type Way } from "./stream-input.ts";
import { StreamProcess } from "./stream-process.ts";
import type { StreamListener, StreamSource } from "./stream-source.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

const defaultWarmMs = 30_000;
/** No picture for this long and the camera is frozen. */
const frozenAfterMs = 4_000;
/** Then it is opened anew; an ffmpeg before its own timeout of 5 s makes it write what it still holds as if it were new. */
const killAfterMs = 4_500;
/** Without an answer, and without a first picture (long ways between key pictures), it is opened anew. */
const answerMs = 7_000;
const firstPictureMs = 15_000;
/** Played this long, the next outage counts as the first again. */
const settledMs = 10_000;
const brokenPauseMs = 5_000;
const fullPauseMs = 1_000;
const full = "camera.too-many";

/** One stream of a camera: opens it while it is watched, watches over what reads it, and says what state it is in. */
export class Channel {
  readonly name: StreamName;
  readonly #config: StreamedCamera;
  readonly #ports: ChannelPorts;
  readonly #warmMs: number;
  readonly #audience = new Audience();
  /** The gateway's own visits: they keep it open and are nobody who watches. */
  #visits = 0;
  readonly #buffer: PictureBuffer;
  readonly #repeats = new RepeatWatch();
  #state: CameraState = "idle";
  #reason: CodedMessage | null = null;
  #source: StreamSource | null = null;
  #isOpening = false;
  #closing: Promise<void> | null = null;
  #mode: StreamMode = "copy";
  #codec: string | null;
  /** Its codec wants it read in another way than it was begun. */
  #isBegunWrong = false;
  /** Found not to be readable without it; so until its settings change, or the core is started anew. */
  #needsFfmpeg = false;
  /** The connection before went wrong in a way that ffmpeg may take: it has the next one, and no more. */
  #ffmpegOnce = false;
  /** Found to have no key pictures: every picture is made anew. */
  #hasNoKeys = false;
  /** Why we ended what reads it; its own last words then do not count. */
  #verdict: Failure | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  readonly #retries = new Retries(() => this.#openIfDue());
  readonly #door: Door;
  #newestPictureAtMs: number | null = null;
  /** Counts closings, so that an opening under way knows that it is no longer wanted. */
  #closings = 0;

  constructor(name: StreamName, config: StreamedCamera, ports: ChannelPorts) {
    this.name = name;
    this.#config = config;
    this.#codec = codecOf(config);
    this.#ports = ports;
    this.#warmMs = ports.options.warmMs ?? defaultWarmMs;
    this.#buffer = new PictureBuffer(ports.options.now());
    this.#door = new Door(config, name, ports.options);
  }

  get state(): CameraState {
    return this.#state;
  }

  get reason(): CodedMessage | null {
    return this.#reason;
  }

  /** The camera sends H.265 or the like here: another stream of it, if it has one, is the better choice. */
  get isForeign(): boolean {
    return this.#codec !== null && !isShowable(this.#codec);
  }

  get isTranscoding(): boolean {
    return this.isOpen && this.#mode === "transcode";
  }

  get isOpen(): boolean {
    return this.#source !== null || this.#isOpening || this.#closing !== null;
  }

  get isLive(): boolean {
    return this.#source !== null && (this.#state === "ok" || this.#state === "frozen") && this.#isFresh();
  }

  get isSuspected(): boolean {
    return this.#repeats.isSuspected;
  }

  /** Time since somebody watched, ms of the monotonic clock; 0 while somebody does. */
  get unaskedMs(): number {
    return this.#audience.size > 0 ? 0 : performance.now() - this.#askedAt;
  }

  get isWanted(): boolean {
    return this.unaskedMs <= this.#warmMs;
  }

  /** Somebody watches it, or the gateway itself looks. */
  get #isNeeded(): boolean {
    return this.#visits > 0 || this.isWanted;
  }

  /** Whether its pictures were seen to change since it was opened. */
  get hasMoved(): boolean {
    return this.#repeats.hasMoved;
  }

  /** When the newest picture came, epoch ms; null while none has. */
  get newestPictureAtMs(): number | null {
    return this.#newestPictureAtMs;
  }

  /** Since when the picture is the same, epoch ms; null unless it is found to repeat. */
  get repeatsSinceMs(): number | null {
    return this.#repeats.sinceMs;
  }

  clip(): Clip | null {
    return this.#buffer.clip();
  }

  onCut(cut: Cut): void {
    this.#repeats.compare(cut);
  }

  /** Somebody watches: opens the camera unless it is open or waits for its next try. */
  ask(): void {
    this.#askedAt = performance.now();
    this.#openIfDue();
  }

  /** Gives what there is, a key picture first, and from then on every picture. @returns its undo */
  watch(watcher: Watcher): () => void {
    const leave = this.#audience.add(watcher);
    this.ask();
    const { initialization, group } = this.#buffer;
    if (this.#source !== null && initialization !== null)
      this.#audience.catchUp(watcher, this.#opened(initialization), initialization.bytes, group);
    return () => {
      if (leave()) this.#askedAt = performance.now();
    };
  }

  /** Opens it for the gateway itself. @returns its undo */
  visit(): () => void {
    this.#visits += 1;
    this.#openIfDue();
    return () => {
      this.#visits -= 1;
    };
  }

  /** Nobody will watch it for now: closed without being kept warm. */
  dismiss(): void {
    if (this.#audience.size > 0) return;
    this.#askedAt = Number.NEGATIVE_INFINITY;
    void this.close();
  }

  /** The playlist while new pictures arrive, else null. */
  playlist(): string | null {
    return this.#source !== null && this.#isFresh() ? this.#buffer.playlist() : null;
  }

  file(name: string): Buffer | null {
    return this.#buffer.file(name);
  }

  /** To be called about twice a second. */
  async tick(): Promise<void> {
    if (this.isOpen && !this.#isNeeded) return this.close();
    if (this.#source !== null) return this.#watch(this.#source);
    if (!this.#isNeeded) {
      if (this.#state !== "gateway-missing") this.#become("idle", null);
    } else if (!this.isOpen) {
      if (this.#retries.isDue || (await this.#hasNewAccount())) void this.#open();
    }
  }

  /** Closes the stream because nobody watches it, or the core ends. */
  async close(): Promise<void> {
    this.#closings += 1;
    const source = this.#source;
    if (source !== null) {
      this.#source = null;
      this.#keepLast();
      this.#closing = source.close();
      await this.#closing;
      this.#closing = null;
    } else await this.#closing;
    this.#retries.forget();
    this.#retries.hurry();
    if (this.#state !== "gateway-missing") this.#become("idle", null);
  }

  setMissing(): void {
    this.#fail(gatewayMissing());
  }

  #openIfDue(): void {
    if (this.#isNeeded && this.#ports.isReady() && !this.isOpen && this.#retries.isDue) void this.#open();
  }

  async #open(): Promise<void> {
    const { options, folder } = this.#ports;
    if (options.ffmpegPath === null) return this.setMissing();
    if (!this.#ports.mayOpen()) {
      this.#retries.pause(fullPauseMs);
      this.#become("connecting", { code: full, params: {} });
      return;
    }
    this.#isOpening = true;
    const closings = this.#closings;
    if (this.#state === "idle" || this.#reason?.code === full) this.#become("connecting", null);
    try {
      const way = await this.#door.way();
      if (closings !== this.#closings) return;
      this.#mode = this.#modeToOpenIn();
      if (this.#isReadHere(way)) return this.#begin((listener) => this.#read(way, listener));
      const found = await this.#door.knock(way);
      if (closings !== this.#closings) return;
      if (found === "basic-in-clear") {
        this.#retries.fail("no-signal", false);
        this.#become("no-signal", { code: "camera.basic-in-clear", params: {} });
        return;
      }
      if (found === "unreachable" || found === "redirected" || found === "wrong-password") {
        // A password that was refused is not tried once more by ffmpeg: cameras lock the account.
        const failure = found === "unreachable" ? unreachable : refusals[found];
        this.#retries.fail(failure.state, found === "unreachable");
        this.#fail(failure);
        return;
      }
      const input = inputOf(this.#config, this.name, way, this.#mode, this.#hasNoKeys);
      const command = {
        ...{ ...input, ffmpegPath: options.ffmpegPath, account: way.account, folder },
        ...{ pidFile: pidFileOf(folder, this.name), longestSilenceMs: killAfterMs },
        now: options.now,
      };
      this.#ffmpegOnce = false;
      this.#begin((listener) => new StreamProcess(command, listener));
    } catch (error) {
      const known = error instanceof CodedError ? error.toMessage() : null;
      options.log.warn({ camera: this.#config.id, code: known?.code ?? "internal" }, "camera cannot be opened");
      this.#retries.pause(brokenPauseMs);
      this.#become(
        isOfSecret(known?.code) ? "wrong-password" : "no-signal",
        known ?? { code: "camera.gateway-failed", params: { exit: -1 } },
      );
    } finally {
      this.#isOpening = false;
    }
  }

  #modeToOpenIn(): StreamMode {
    if (!this.isForeign && !this.#hasNoKeys) return "copy";
    return this.#config.stream.type !== "jpeg" && this.#ports.mayTranscode() ? "transcode" : "stills";
  }

  /** H.264 by RTSP needs no ffmpeg, unless it was found to be of a kind that only ffmpeg reads. */
  #isReadHere(way: Way): boolean {
    const isRtsp = this.#config.stream.type === "rtsp" && /^rtsp:\/\//i.test(way.address);
    return isRtsp && URL.canParse(way.address) && this.#mode === "copy" && !this.#needsFfmpeg && !this.#ffmpegOnce;
  }

  #read({ address, account }: Way, listener: StreamListener): StreamSource {
    return new RtspStream({ address, account, longestSilenceMs: killAfterMs, now: this.#ports.options.now }, listener);
  }

  #begin(open: (listener: StreamListener) => StreamSource): void {
    const { options } = this.#ports;
    this.#verdict = null;
    this.#isBegunWrong = false;
    const source = open({
      onCodec: (codec) => {
        if (this.#codec === codec) return;
        const wasForeign = this.isForeign;
        this.#codec = codec;
        if (this.isForeign === wasForeign) return;
        // Ended and begun anew in the right way, unless another stream of the camera is the better choice.
        this.#isBegunWrong = true;
        source.kill();
        this.#ports.onChange();
      },
      onInitialization: (initialization) => {
        if (this.#source !== source || this.#isBegunWrong) return;
        this.#buffer.begin(initialization);
        this.#repeats.reset();
        this.#audience.open(this.#opened(initialization), initialization.bytes);
      },
      onFragment: (fragment) => {
        if (this.#source === source && !this.#isBegunWrong) this.#take(fragment);
      },
    });
    this.#source = source;
    const by = source instanceof RtspStream ? "core" : "ffmpeg";
    options.log.info({ camera: this.#config.id, stream: this.name, mode: this.#mode, by }, "camera stream opened");
    void source.ended.then((end) => {
      if (this.#source === source) {
        const needs = end.needsFfmpeg;
        this.#needsFfmpeg ||= needs?.forHow === "always";
        this.#ffmpegOnce ||= needs?.forHow === "once";
        this.#hasNoKeys ||= needs?.hasNoKeys === true;
        this.#isBegunWrong ||= needs !== null;
        this.#onEnd(
          source,
          end.isMissing
            ? gatewayMissing()
            : (this.#verdict ??
                end.failure ??
                this.#ofLogin(classify(end.lines, end.exit, source.lastPictureAt !== null, this.#codec ?? ""))),
        );
      }
      const last = end.lines.filter((line) => /\[(error|fatal|warning)\]/.test(line)).slice(-3);
      const { exit, needsFfmpeg } = end;
      options.log.info(
        {
          ...{ camera: this.#config.id, stream: this.name, mode: this.#mode, exit, state: this.#state, last },
          ...(needsFfmpeg !== null && { needsFfmpeg: needsFfmpeg.why }),
        },
        "camera stream ended",
      );
    });
  }

  #take(fragment: Fragment): void {
    this.#newestPictureAtMs = fragment.arrivedAtMs;
    this.#buffer.add(fragment);
    this.#repeats.add(fragment);
    this.#audience.give(fragment);
    if (this.#state !== "ok" && this.#repeats.sinceMs === null) this.#become("ok", null);
  }

  #opened({ mime }: Initialization): Opened {
    return { type: "opened", stream: this.name, mode: this.#mode, mime };
  }

  #onEnd(source: StreamSource, failure: Failure): void {
    this.#source = null;
    this.#keepLast();
    this.#buffer.clear();
    const wasSettled = source.lastPictureAt !== null && source.lastPictureAt - source.startedAt > settledMs;
    if (wasSettled) this.#retries.forget();
    if (this.#isBegunWrong) {
      this.#retries.hurry();
      // One that was not well is not called better for being tried in another way.
      if (this.#state === "ok" || this.#state === "idle") this.#become("connecting", null);
      return;
    }
    if (failure.code === "camera.not-found") this.#codec = codecOf(this.#config);
    this.#retries.fail(failure.state, source instanceof RtspStream && failure.code === "camera.unreachable");
    this.#fail(failure);
  }

  /** ffmpeg says that the password was refused also where it knew no answer to what the camera offered. */
  #ofLogin(failure: Failure): Failure {
    const offered = failure.code === "camera.wrong-password" ? this.#door.beyondFfmpeg : null;
    return offered === null ? failure : loginUnknown(offered);
  }

  #watch(source: StreamSource): void {
    const now = performance.now();
    const silentMs = now - (source.lastPictureAt ?? source.startedAt);
    if (source.lastPictureAt === null) {
      const hasAnswered = this.#codec !== null || this.#config.stream.type !== "rtsp";
      if (silentMs > (hasAnswered ? firstPictureMs : answerMs)) this.#giveUp(source, noFirstPicture(hasAnswered));
      return;
    }
    if (silentMs > frozenAfterMs) {
      const state = this.#state === "no-signal" ? "no-signal" : "frozen";
      const sinceMs = this.#repeats.sinceMs ?? this.#newestPictureAtMs ?? this.#ports.options.now();
      const failure = stoodStill(state, "camera.no-pictures", sinceMs, this.#ports.options.timeZone);
      this.#fail(failure);
      if (silentMs > killAfterMs) this.#giveUp(source, failure);
      return;
    }
    const { sinceMs } = this.#repeats;
    if (sinceMs === null) this.#become("ok", null);
    else this.#fail(stoodStill("frozen", "camera.repeats", sinceMs, this.#ports.options.timeZone));
  }

  #giveUp(source: StreamSource, failure: Failure): void {
    this.#verdict ??= failure;
    const by = source instanceof RtspStream ? "core" : "ffmpeg";
    const about = { camera: this.#config.id, stream: this.name, by, code: this.#verdict.code };
    this.#ports.options.log.warn(about, "camera stream ended by its watch");
    source.kill();
  }

  #isFresh(): boolean {
    const at = this.#source?.lastPictureAt;
    return at !== null && at !== undefined && performance.now() - at <= frozenAfterMs && this.#verdict === null;
  }

  /** While a password is refused: whether another one was set since. */
  async #hasNewAccount(): Promise<boolean> {
    if (this.#state !== "wrong-password" || !(await this.#door.hasNewAccount())) return false;
    this.#retries.forget();
    return true;
  }

  #keepLast(): void {
    const clip = this.#buffer.clip();
    if (clip !== null) this.#ports.onEnded(clip);
  }

  #fail({ state, code, params }: Failure): void {
    this.#become(state, { code, params });
  }

  #become(state: CameraState, reason: CodedMessage | null): void {
    if (state === this.#state && JSON.stringify(reason) === JSON.stringify(this.#reason)) return;
    this.#state = state;
    this.#reason = reason;
    this.#ports.onChange();
  }
}
