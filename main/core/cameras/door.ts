import { performance } from "node:perf_hooks";
import type { StreamName } from "#contract/pictures.ts";
import type { Account } from "./account-mask.ts";
import { askDescription, type Description, isReachable } from "./description.ts";
import { isForFfmpeg, offeredIn } from "./digest.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import { askHttpDescription } from "./http/description.ts";
import { accountOf, type Way, wayTo } from "./stream-input.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

const describedWithinMs = 3_000;
const describedForMs = 300_000;
const passwordLookMs = 2_000;

/** The way to one stream of a camera: its address, the account that opens it, and whether it is there. */
export class Door {
  readonly #config: StreamedCamera;
  readonly #name: StreamName;
  readonly #options: Pick<CameraGatewayOptions, "resolve">;
  #account: Account | null = null;
  #describedAt = Number.NEGATIVE_INFINITY;
  #passwordLookedAt = 0;
  #challenges: readonly string[] = [];

  constructor(config: StreamedCamera, name: StreamName, options: Pick<CameraGatewayOptions, "resolve">) {
    this.#config = config;
    this.#name = name;
    this.#options = options;
  }

  /** Fills in the way to the stream. Rejects with CodedError `secret.missing`. */
  async way(): Promise<Way> {
    const way = await wayTo(this.#config, this.#name, this.#options);
    this.#account = way.account;
    return way;
  }

  /** Asks for the stream; after a short outage only whether the camera is there, as it has enough to do then. Never rejects. */
  async knock(way: Way): Promise<Description> {
    if (performance.now() - this.#describedAt < describedForMs)
      return (await isReachable(way.address)) ? "well" : "unreachable";
    const found = await askStream(this.#config, way, describedWithinMs, (headers) => {
      this.#challenges = headers;
    });
    if (found === "well") this.#describedAt = performance.now();
    return found;
  }

  /** What the camera offered to log in by where ffmpeg can answer none of it, for people; null where it can, or nothing was asked for. */
  get beyondFfmpeg(): string | null {
    return this.#challenges.length === 0 || isForFfmpeg(this.#challenges) ? null : offeredIn(this.#challenges);
  }

  /** Whether another password was set since the last knock; looked for every two seconds at most. */
  async hasNewAccount(): Promise<boolean> {
    if (performance.now() - this.#passwordLookedAt < passwordLookMs) return false;
    this.#passwordLookedAt = performance.now();
    const account = await accountOf(this.#config, this.#options).catch(() => this.#account);
    return account?.password !== this.#account?.password;
  }
}

/** Asks for a stream without opening it. Never rejects. */
export function askStream(
  { stream }: StreamedCamera,
  way: Way,
  withinMs: number,
  onChallenges?: (headers: readonly string[]) => void,
): Promise<Description> {
  if (stream.type === "rtsp") return askDescription(way.address, way.account, withinMs, onChallenges);
  return askHttpDescription(stream.type, way, withinMs);
}
