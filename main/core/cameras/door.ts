import { performance } from "node:perf_hooks";
import type { CameraConfig } from "#contract/entities/profile.ts";
import type { StreamName } from "#contract/pictures.ts";
import type { Account } from "./account-mask.ts";
import { askDescription, type Description, isReachable } from "./description.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import { accountOf, addressOf } from "./stream-input.ts";

const describedWithinMs = 3_000;
const describedForMs = 300_000;
const passwordLookMs = 2_000;

/** The way to one stream of a camera: its address, the account that opens it, and whether it is there. */
export class Door {
  readonly #config: CameraConfig;
  readonly #name: StreamName;
  readonly #options: Pick<CameraGatewayOptions, "resolve">;
  #account: Account | null = null;
  #describedAt = Number.NEGATIVE_INFINITY;
  #passwordLookedAt = 0;

  constructor(config: CameraConfig, name: StreamName, options: Pick<CameraGatewayOptions, "resolve">) {
    this.#config = config;
    this.#name = name;
    this.#options = options;
  }

  /**
   * Fills in address and account, and asks for the stream; after a short outage only whether the camera is there, as it has
   * enough to do then. Test pictures have no address and are always there. Rejects with CodedError `secret.missing`.
   */
  async knock(): Promise<{ found: Description; address: string | null; account: Account | null }> {
    this.#account = await accountOf(this.#config, this.#options);
    const address = await addressOf(this.#config, this.#name, this.#options);
    const found = address === null ? "well" : await this.#lookAt(address);
    return { found, address, account: this.#account };
  }

  /** Whether another password was set since the last knock; looked for every two seconds at most. */
  async hasNewAccount(): Promise<boolean> {
    if (performance.now() - this.#passwordLookedAt < passwordLookMs) return false;
    this.#passwordLookedAt = performance.now();
    const account = await accountOf(this.#config, this.#options).catch(() => this.#account);
    return account?.password !== this.#account?.password;
  }

  async #lookAt(address: string): Promise<Description> {
    if (performance.now() - this.#describedAt < describedForMs)
      return (await isReachable(address)) ? "well" : "unreachable";
    const found = await askDescription(address, this.#account, describedWithinMs);
    if (found === "well") this.#describedAt = performance.now();
    return found;
  }
}
