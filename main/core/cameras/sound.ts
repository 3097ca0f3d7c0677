import { performance } from "node:perf_hooks";
import type { CameraSound } from "#contract/entities/camera.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { Audience } from "./audience.ts";
import { askSound } from "./description.ts";
import { gatewayMissing } from "./failure.ts";
import type { Initialization } from "./fragments.ts";
import type { CameraGatewayOptions, Watcher } from "./gateway-interface.ts";
import { pidFileOf } from "./left-over-processes.ts";
import { soundInputOf } from "./sound-input.ts";
import { wayTo } from "./stream-input.ts";
import { StreamProcess } from "./stream-process.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

/** A scene that comes back, and a tile that is drawn anew, find it open. */
const warmMs = 3_000;
const answerMs = 10_000;
const silentMs = 5_000;
const againAfterMs = 3_000;
/** A camera without a microphone has none a moment later either; somebody may switch it on. */
const againWithoutMs = 60_000;
const noSound: CodedMessage = { code: "camera.no-sound", params: {} };
const failing: CodedMessage = { code: "camera.sound-failing", params: {} };

type Ports = {
  options: CameraGatewayOptions;
  folder: string;
  isReady(): boolean;
  /** Whether the machine bears another process now. */
  mayOpen(): boolean;
  onChange(): void;
};

/**
 * The sound of a camera, open while somebody listens: an ffmpeg and a line to the camera of its own, so that whatever is
 * wrong with it harms no picture. AAC is copied, all else made AAC. Goes out as fragments, as pictures do.
 */
export class Sound {
  readonly #config: StreamedCamera;
  readonly #ports: Ports;
  readonly #audience = new Audience();
  #view: CameraSound | null = null;
  #process: StreamProcess | null = null;
  #isOpening = false;
  #initialization: Initialization | null = null;
  /** What the camera was found to send; null: not known, it is taken for AAC. */
  #codec: string | null = null;
  #mode: "copy" | "transcode" = "copy";
  #leftAt = Number.NEGATIVE_INFINITY;
  #againAt = Number.NEGATIVE_INFINITY;

  constructor(config: StreamedCamera, ports: Ports) {
    this.#config = config;
    this.#ports = ports;
  }

  /** null while nobody listens. */
  get view(): CameraSound | null {
    return this.#view;
  }

  /** @returns its undo */
  watch(watcher: Watcher): () => void {
    const leave = this.#audience.add(watcher);
    if (this.#view === null) this.#become("opening", null);
    if (this.#initialization !== null) this.#audience.catchUp(watcher, this.#opened(), this.#initialization.bytes, []);
    this.#openIfDue();
    return () => {
      if (leave() && this.#audience.size === 0) this.#leftAt = performance.now();
    };
  }

  /** To be called about twice a second. */
  async tick(): Promise<void> {
    const now = performance.now();
    if (this.#audience.size === 0 && now - this.#leftAt > warmMs) return this.close();
    const process = this.#process;
    if (process === null) return this.#openIfDue();
    const isFirst = process.lastPictureAt === null;
    if (now - (process.lastPictureAt ?? process.startedAt) > (isFirst ? answerMs : silentMs)) process.kill();
  }

  async close(): Promise<void> {
    if (this.#view !== null) this.#become(null, null);
    this.#againAt = Number.NEGATIVE_INFINITY;
    this.#initialization = null;
    const process = this.#process;
    this.#process = null;
    await process?.close();
  }

  #openIfDue(): void {
    const isDue = performance.now() >= this.#againAt && this.#audience.size > 0;
    if (isDue && this.#process === null && !this.#isOpening && this.#ports.isReady()) void this.#open();
  }

  async #open(): Promise<void> {
    const { options, folder } = this.#ports;
    const { ffmpegPath } = options;
    if (ffmpegPath === null) {
      const { code, params } = gatewayMissing();
      return this.#fail("failing", { code, params }, againWithoutMs);
    }
    this.#isOpening = true;
    try {
      const way = await wayTo(this.#config, "main", options);
      const taken = soundInputOf(this.#config, way, this.#codec === null || this.#codec === "aac");
      const isSilent =
        this.#config.stream.type === "rtsp" && (await askSound(way.address, way.account, answerMs)) === false;
      if (taken === null || isSilent) return this.#fail("none", noSound, againWithoutMs);
      if (this.#audience.size === 0) return;
      if (!this.#ports.mayOpen()) return this.#fail("failing", { code: "camera.too-many", params: {} }, againAfterMs);
      this.#mode = taken.mode;
      this.#begin(
        new StreamProcess(
          {
            ...taken.input,
            ffmpegPath,
            medium: "Audio",
            account: way.account,
            folder,
            pidFile: pidFileOf(folder, "sound"),
            longestSilenceMs: silentMs,
            now: options.now,
          },
          {
            onCodec: (codec) => {
              this.#codec = codec;
            },
            onInitialization: (initialization) => {
              this.#initialization = initialization;
              this.#audience.open(this.#opened(), initialization.bytes);
            },
            onFragment: (fragment) => {
              if (this.#view !== null) this.#become("ok", null);
              this.#audience.give(fragment);
            },
          },
        ),
      );
    } catch (error) {
      this.#fail("failing", error instanceof CodedError ? error.toMessage() : failing, againAfterMs);
    } finally {
      this.#isOpening = false;
    }
  }

  #begin(process: StreamProcess): void {
    this.#process = process;
    void process.ended.then(({ lines, exit }) => {
      const camera = this.#config.id;
      this.#ports.options.log.info({ camera, stream: "sound", exit, last: lines.slice(-3) }, "camera sound ended");
      if (this.#process !== process) return;
      this.#process = null;
      this.#initialization = null;
      // It was begun as AAC and is something else: begun anew at once, the right way.
      const isOther = this.#mode === "copy" && this.#codec !== null && this.#codec !== "aac";
      if (process.lastPictureAt === null && isOther) return this.#openIfDue();
      const hasNone = lines.some((line) => /matches no streams|does not contain any stream/.test(line));
      if (hasNone) this.#fail("none", noSound, againWithoutMs);
      else this.#fail("failing", failing, againAfterMs);
    });
  }

  #fail(state: CameraSound["state"], reason: CodedMessage, pauseMs: number): void {
    this.#againAt = performance.now() + pauseMs;
    if (this.#audience.size > 0) this.#become(state, reason);
  }

  #opened() {
    return {
      type: "opened" as const,
      stream: "sound" as const,
      mode: this.#mode,
      mime: this.#initialization?.mime ?? "",
    };
  }

  #become(state: CameraSound["state"] | null, reason: CodedMessage | null): void {
    if (state === (this.#view?.state ?? null) && reason?.code === this.#view?.reason?.code) return;
    this.#view = state === null ? null : { state, reason };
    this.#ports.onChange();
  }
}
