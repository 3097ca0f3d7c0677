import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CameraState, CameraView } from "#contract/entities/camera.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { StreamName, WatchedStream } from "#contract/pictures.ts";
import { Channel } from "./channel.ts";
import type { Description } from "./description.ts";
import { offeredIn } from "./digest.ts";
import { askStream } from "./door.ts";
import { type Failure, loginUnknown, type Refusal, refusals } from "./failure.ts";
import type { CameraGatewayOptions, Watcher } from "./gateway-interface.ts";
import type { Cut } from "./last-picture.ts";
import type { Clip } from "./picture-buffer.ts";
import type { Sitter } from "./picture-queue.ts";
import { isOfSecret } from "./secret-failure.ts";
import { Sound } from "./sound.ts";
import { streamsOf, wayTo } from "./stream-input.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

export type CameraPorts = {
  options: CameraGatewayOptions;
  isReady(): boolean;
  mayOpen(): boolean;
  mayTranscode(): boolean;
  keepLast(sitter: Sitter, clip: Clip): void;
};

type Told = { state: CameraState; reason: CodedMessage | null };
type Watching = { wanted: StreamName; channel: Channel; undo: () => void };

/** What is told of a camera with two streams in different states: the best of those that are watched. */
const well: Told = { state: "idle", reason: null };
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

const failed: ReadonlySet<CameraState> = new Set(["no-signal", "wrong-password", "unsupported", "gateway-missing"]);
const answerMs = 4_000;
const visitLookMs = 200;
/** Long enough to find out that a picture repeats, on a busy machine too; a camera whose picture moves is left at once. */
const longestVisitMs = 15_000;
const shortestVisitMs = 1_500;

const told = ({ state, code, params }: Failure): Told => ({ state, reason: { code, params } });
const refused = Object.fromEntries(Object.entries(refusals).map(([name, failure]) => [name, told(failure)])) as Record<
  Refusal,
  Told
>;

const meanings: Record<Description, Told> = {
  well,
  ...refused,
  "login-unknown": told(loginUnknown("?")),
  "basic-in-clear": { state: "no-signal", reason: { code: "camera.basic-in-clear", params: {} } },
  untrusted: { state: "no-signal", reason: { code: "camera.untrusted", params: {} } },
  silent: { state: "no-signal", reason: { code: "camera.unreachable", params: {} } },
  unreachable: { state: "no-signal", reason: { code: "camera.unreachable", params: {} } },
};

async function ask(config: StreamedCamera, stream: StreamName, options: CameraGatewayOptions): Promise<Told> {
  try {
    const way = await wayTo(config, stream, options);
    let offered = "?";
    const found = await askStream(config, way, answerMs, (headers) => {
      offered = offeredIn(headers);
    });
    return found === "login-unknown" ? told(loginUnknown(offered)) : meanings[found];
  } catch (error) {
    const reason = error instanceof CodedError ? error.toMessage() : { code: "camera.not-found", params: {} };
    return { state: isOfSecret(reason.code) ? "wrong-password" : "no-signal", reason };
  }
}

/** One camera: its streams, who watches which of them, its state as told to people, and its last picture. */
export class Camera implements Sitter {
  readonly folder: string;
  readonly channels: readonly Channel[];
  readonly #ports: CameraPorts;
  #config: StreamedCamera;
  /** It is registered no longer, or by another address: nothing is opened or told of it any more. */
  #isRetired = false;
  readonly #watching = new Map<Watcher, Watching>();
  readonly #sound: Sound;
  readonly #listening = new Map<Watcher, () => void>();
  #state: CameraState = "idle";
  #sinceMs: number;
  #reason: CodedMessage | null = null;
  #lastPictureAtMs: number | null = null;
  #checkedAtMs: number | null = null;
  #steeredBy: Who | null = null;
  /** What was found when it was last asked or watched; told while nobody watches. */
  #found: Told = { state: "idle", reason: null };

  constructor(config: StreamedCamera, ports: CameraPorts) {
    this.#config = config;
    this.#ports = ports;
    this.folder = join(ports.options.folder, config.id);
    this.#sinceMs = ports.options.now();
    this.#sound = new Sound(config, {
      options: ports.options,
      folder: this.folder,
      isReady: () => ports.isReady(),
      mayOpen: () => !this.#isRetired && ports.mayOpen(),
      onChange: () => this.#tellView(),
    });
    this.channels = streamsOf(config).map(
      (name) =>
        new Channel(name, config, {
          options: ports.options,
          folder: this.folder,
          isReady: () => ports.isReady(),
          mayOpen: () => !this.#isRetired && ports.mayOpen(),
          mayTranscode: () => ports.mayTranscode(),
          onChange: () => this.#onChange(),
          onEnded: (clip) => ports.keepLast(this, clip),
        }),
    );
  }

  get config(): StreamedCamera {
    return this.#config;
  }

  get view(): CameraView {
    const { id, name, place, position, fieldOfView, stream } = this.config;
    return {
      id,
      name,
      ...(place === undefined ? {} : { place }),
      ...(position === undefined ? {} : { position }),
      ...(fieldOfView === undefined ? {} : { fieldOfView }),
      isSimulated: stream.url.includes("$" + "{simulator."),
      state: this.#state,
      sinceMs: this.#sinceMs,
      ...(this.#checkedAtMs === null ? {} : { checkedAtMs: this.#checkedAtMs }),
      lastPictureAtMs: this.#lastPictureAtMs,
      reason: this.#reason,
      ...(this.config.onvif === undefined ? {} : { steering: { by: this.#steeredBy } }),
      ...(this.#sound.view === null ? {} : { sound: this.#sound.view }),
    };
  }

  /** Somebody watches one of its streams, or did a moment ago. */
  get isWanted(): boolean {
    return this.channels.some((channel) => channel.isWanted);
  }

  /** Nothing speaks against opening it: it answered when it was asked. */
  get isKnownWell(): boolean {
    return this.#checkedAtMs !== null && (this.#found.state === "idle" || this.#found.state === "frozen");
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
    this.#tellView();
  }

  setSteeredBy(who: Who | null): void {
    this.#steeredBy = who;
    this.#tellView();
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

  watch(wanted: WatchedStream, watcher: Watcher): void {
    if (wanted === "sound") {
      this.#listening.set(watcher, this.#sound.watch(watcher));
      return;
    }
    this.#attach(wanted, watcher);
    // One that is open already, as the gateway itself looks at it, changes nothing that would be told.
    this.#tell();
  }

  unwatch(watcher: Watcher): void {
    this.#watching.get(watcher)?.undo();
    this.#watching.delete(watcher);
    this.#listening.get(watcher)?.();
    this.#listening.delete(watcher);
  }

  /** Takes another name, place or steering; what it streams is the same. */
  describe(config: StreamedCamera): void {
    const before = JSON.stringify(this.view);
    this.#config = config;
    if (JSON.stringify(this.view) !== before) this.#tellView();
  }

  /** Its streams are closed for good: once it resolves none of them runs. @returns who watched it, at once */
  retire(): { watched: [Watcher, WatchedStream][]; ended: Promise<void> } {
    this.#isRetired = true;
    const watched = [
      ...[...this.#watching].map(([watcher, { wanted }]): [Watcher, WatchedStream] => [watcher, wanted]),
      ...[...this.#listening.keys()].map((watcher): [Watcher, WatchedStream] => [watcher, "sound"]),
    ];
    for (const [watcher] of watched) this.unwatch(watcher);
    return { watched, ended: this.close() };
  }

  /** Asks the camera how it is, without opening it. @returns what is told of it now */
  async askState(): Promise<CameraState> {
    const { options } = this.#ports;
    const { name } = this.channelFor("sub");
    const found = await ask(this.config, name, options);
    if (this.isWanted) return this.#state;
    const isFrozen = this.#found.state === "frozen" && found.state === "idle";
    if (found.state === "idle") this.#checkedAtMs = Math.round(options.now());
    // That it answers says nothing against a picture that was found to repeat.
    if (!isFrozen) this.#found = found;
    this.#tell();
    return this.#found.state;
  }

  /** Opens the small stream for as long as it takes to have a picture, and to see whether anything in it moves. */
  async visit(): Promise<void> {
    const channel = this.channelFor("sub");
    const leave = channel.visit();
    const startedAt = performance.now();
    const passedMs = () => performance.now() - startedAt;
    while (passedMs() < longestVisitMs && !this.#isRetired && !this.isWanted && !(channel.isLive && channel.hasMoved)) {
      // One that was asked for its state a moment ago may still be busy with that: it is tried again first.
      if (channel.state === "frozen" || (failed.has(channel.state) && passedMs() > shortestVisitMs)) break;
      await new Promise((resolve) => setTimeout(resolve, visitLookMs));
    }
    leave();
    if (this.isWanted || this.#isRetired) return;
    const { state, reason } = channel;
    if (state === "frozen" || failed.has(state)) this.#found = { state, reason };
    else if (channel.isLive) {
      this.#found = well;
      this.#checkedAtMs = Math.round(this.#ports.options.now());
    }
    // Its last picture is kept with that, as at every end.
    await channel.close();
    this.#tell();
  }

  async tick(): Promise<void> {
    await Promise.all([...this.channels, this.#sound].map((one) => one.tick()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.channels, this.#sound].map((one) => one.close()));
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
    this.#tell();
  }

  #tell(): void {
    if (!this.isWanted) {
      this.#become(this.channels.find((channel) => channel.state === "gateway-missing") ?? this.#found, null);
      return;
    }
    const best = this.channels.reduce((one, other) =>
      ranks.indexOf(other.state) < ranks.indexOf(one.state) ? other : one,
    );
    if (best.state === "ok") this.#checkedAtMs = Math.round(this.#ports.options.now());
    if (best.state !== "connecting")
      this.#found = best.state === "ok" ? well : { state: best.state, reason: best.reason };
    this.#become(best, best.repeatsSinceMs ?? best.newestPictureAtMs);
  }

  /** A state that goes on keeps its beginning; an outage begins with the last picture, not when it was noticed. */
  #become({ state, reason }: Told, lastPictureMs: number | null): void {
    if (state === this.#state && JSON.stringify(reason) === JSON.stringify(this.#reason)) return;
    const isOutage = (s: CameraState) => s === "frozen" || s === "no-signal";
    const goesOn = state === this.#state || (isOutage(state) && isOutage(this.#state));
    if (!goesOn) {
      const nowMs = this.#ports.options.now();
      this.#sinceMs = Math.round(this.#state === "ok" && isOutage(state) ? (lastPictureMs ?? nowMs) : nowMs);
    }
    this.#state = state;
    this.#reason = reason;
    this.#tellView();
  }

  #tellView(): void {
    if (!this.#isRetired) this.#ports.options.onChange(this.view);
  }
}
