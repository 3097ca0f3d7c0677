import { join } from "node:path";
import type { CameraState, CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/profile.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { StreamName } from "#contract/pictures.ts";
import { Channel } from "./channel.ts";
import type { CameraGatewayOptions, Watcher } from "./gateway-interface.ts";
import type { Cut } from "./last-picture.ts";
import type { Clip } from "./picture-buffer.ts";
import type { Sitter } from "./picture-queue.ts";
import { streamsOf } from "./stream-input.ts";

export type CameraPorts = {
  options: CameraGatewayOptions;
  isReady(): boolean;
  mayOpen(): boolean;
  mayTranscode(): boolean;
  keepLast(sitter: Sitter, clip: Clip): void;
};

type Watching = { wanted: StreamName; channel: Channel; undo: () => void };

/** What is told of a camera with two streams in different states: the best of those that are watched. */
const ranks: CameraState[] = [
  "ok",
  "frozen",
  "connecting",
  "wrong-password",
  "unsupported",
  "no-signal",
  "gateway-missing",
  "idle",
];

/** One camera: its streams, who watches which of them, its state as told to people, and its last picture. */
export class Camera implements Sitter {
  readonly config: CameraConfig;
  readonly folder: string;
  readonly channels: readonly Channel[];
  readonly #ports: CameraPorts;
  readonly #watching = new Map<Watcher, Watching>();
  #state: CameraState = "idle";
  #sinceMs: number;
  #reason: CodedMessage | null = null;
  #lastPictureAtMs: number | null = null;

  constructor(config: CameraConfig, ports: CameraPorts) {
    this.config = config;
    this.#ports = ports;
    this.folder = join(ports.options.folder, config.id);
    this.#sinceMs = ports.options.now();
    this.channels = streamsOf(config).map(
      (name) =>
        new Channel(name, config, {
          options: ports.options,
          folder: this.folder,
          isReady: () => ports.isReady(),
          mayOpen: () => ports.mayOpen(),
          mayTranscode: () => ports.mayTranscode(),
          onChange: () => this.#onChange(),
          onEnded: (clip) => ports.keepLast(this, clip),
        }),
    );
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

  get isLive(): boolean {
    return this.channels.some((channel) => channel.isLive);
  }

  get isSuspected(): boolean {
    return this.#cutFrom()?.isSuspected ?? false;
  }

  clip(): Clip | null {
    return this.#cutFrom()?.clip() ?? null;
  }

  onCut(cut: Cut, isLive: boolean): void {
    if (isLive) this.#cutFrom()?.onCut(cut);
    this.setLastPicture(cut.atMs);
  }

  setLastPicture(atMs: number | null): void {
    if (this.#lastPictureAtMs === atMs) return;
    this.#lastPictureAtMs = atMs;
    this.#ports.options.onChange(this.view);
  }

  /** The stream that serves those who want `wanted`: that one, unless it is in a codec that no screen shows and another is not. */
  channelFor(wanted: StreamName): Channel {
    const own = this.channels.find((channel) => channel.name === wanted) ?? this.#first;
    if (!own.isForeign && own.reason?.code !== "camera.not-found") return own;
    const other = this.channels.find((channel) => channel !== own && !channel.isForeign);
    if (other !== undefined && other.reason?.code !== "camera.not-found") return other;
    // All are foreign: the small one costs least to decode.
    return this.channels.at(-1) ?? own;
  }

  watch(wanted: StreamName, watcher: Watcher): () => void {
    this.#attach(wanted, watcher);
    return () => {
      this.#watching.get(watcher)?.undo();
      this.#watching.delete(watcher);
    };
  }

  async tick(): Promise<void> {
    await Promise.all(this.channels.map((channel) => channel.tick()));
  }

  async close(): Promise<void> {
    await Promise.all(this.channels.map((channel) => channel.close()));
  }

  get #first(): Channel {
    const [first] = this.channels;
    if (first === undefined) throw new RangeError("a camera without a stream");
    return first;
  }

  /** Pictures are cut from the smallest stream that has any: that is cheapest. */
  #cutFrom(): Channel | undefined {
    return this.channels.findLast((channel) => channel.isLive);
  }

  #attach(wanted: StreamName, watcher: Watcher): void {
    const channel = this.channelFor(wanted);
    this.#watching.set(watcher, { wanted, channel, undo: channel.watch(watcher) });
  }

  #onChange(): void {
    for (const [watcher, { wanted, channel, undo }] of this.#watching) {
      if (this.channelFor(wanted) === channel) continue;
      undo();
      channel.dismiss();
      this.#attach(wanted, watcher);
    }
    const told = this.channels.reduce((best, channel) =>
      ranks.indexOf(channel.state) < ranks.indexOf(best.state) ? channel : best,
    );
    this.#become(told);
  }

  /** A state that goes on keeps its beginning; an outage begins with the last picture, not when it was noticed. */
  #become({ state, reason, newestPictureAtMs, repeatsSinceMs }: Channel): void {
    if (state === this.#state && JSON.stringify(reason) === JSON.stringify(this.#reason)) return;
    const isOutage = (s: CameraState) => s === "frozen" || s === "no-signal";
    const goesOn = state === this.#state || (isOutage(state) && isOutage(this.#state));
    if (!goesOn) {
      const nowMs = this.#ports.options.now();
      const lastMs = repeatsSinceMs ?? newestPictureAtMs ?? nowMs;
      this.#sinceMs = Math.round(this.#state === "ok" && isOutage(state) ? lastMs : nowMs);
    }
    this.#state = state;
    this.#reason = reason;
    this.#ports.options.onChange(this.view);
  }
}
