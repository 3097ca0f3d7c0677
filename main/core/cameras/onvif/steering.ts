import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import { moveLastsMs, type Preset, type SteeringCommand, steeringLeaseMs } from "#contract/entities/steering.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type { SecretUser } from "../../outbound/secret-user.ts";
import { userOfCamera } from "../../outbound/secret-uses.ts";
import type { OnvifLine } from "./onvif-line.ts";
import { type Deed, type Device, placeOf } from "./task.ts";

export type SteeringOptions = {
  cameras: readonly CameraConfig[];
  line: Pick<OnvifLine, "perform" | "presets">;
  /** Fills in references; see `CameraGatewayOptions`. */
  resolve(address: string, user: SecretUser): string | Promise<string>;
  /** Epoch ms. */
  now(): number;
  /** Who holds a camera now; null: nobody. */
  onHolder(id: string, by: Who | null): void;
  log: { info(details: object, message: string): void; warn(details: object, message: string): void };
  leaseMs?: number;
};

/** The camera's own time-out comes first where it has one. */
const renewalGraceMs = 200;

type SentDeed = Exclude<Deed, { type: "presets" | "streams" }>;
type Held = {
  by: Who;
  untilMs: number;
  lease: NodeJS.Timeout | undefined;
  /** It was told to move and not to stop. */
  isMoving: boolean;
  /** Runs out when nobody says any more that it is to move; begins when the camera has taken the move. */
  renewal: NodeJS.Timeout | undefined;
  /** The newest command: what follows an older one that is answered late says nothing any more. */
  latest: SteeringCommand | null;
  /** The newest command that was not sent yet; an older one says nothing any more. */
  next: SentDeed | null;
  sending: Promise<void> | null;
};

export type Steering = {
  /**
   * Does it, and keeps the camera for `who` from then on. @returns until when, epoch ms; null after a release
   * Throws CodedError camera.unknown, camera.not-movable, camera.held, secret.missing, and what the camera answers.
   */
  command(id: string, command: SteeringCommand, who: Who): Promise<number | null>;
  /** Anybody who may steer may look. Throws as `command`, without camera.held. */
  presets(id: string): Promise<Preset[]>;
  /** Takes another list of cameras: whoever holds one that is gone, or steered elsewhere from now on, holds it no longer. */
  replace(cameras: readonly CameraConfig[]): void;
  /** Stops what moves. */
  stop(): Promise<void>;
};

/**
 * Pan, tilt and zoom, one holder at a time. A camera stops by the time-out that goes with each move, by a stop that is sent when
 * nobody renews it, and with the end of the lease: a desk that dies leaves no camera turning.
 */
export function createSteering(options: SteeringOptions): Steering {
  const { line, now, onHolder, log, leaseMs = steeringLeaseMs } = options;
  const byId = (list: readonly CameraConfig[]) => new Map(list.map((camera) => [camera.id, camera]));
  let cameras = byId(options.cameras);
  const held = new Map<string, Held>();

  const deviceOf = async (id: string): Promise<Device> => {
    const camera = cameras.get(id);
    if (camera === undefined) throw new CodedError("camera.unknown", { id });
    const { onvif, stream } = camera;
    if (onvif === undefined) throw new CodedError("camera.not-movable");
    const user = userOfCamera(camera);
    const own = onvif.username === undefined && stream.type !== "test" ? stream : onvif;
    return {
      ...placeOf(await options.resolve(onvif.url, user)),
      ca: onvif.ca === undefined ? null : await readFile(await options.resolve(onvif.ca, user), "utf8"),
      username: own.username ?? "",
      password: own.password === undefined ? "" : await options.resolve(own.password, user),
      profile: onvif.profile ?? null,
    };
  };

  /** One command at a time goes to a camera; of those that come meanwhile the newest one alone. */
  const send = (id: string, one: Held, deed: SentDeed): Promise<void> => {
    one.next = deed;
    one.sending ??= (async () => {
      try {
        while (one.next !== null) {
          const sent = one.next;
          one.next = null;
          await line.perform(await deviceOf(id), sent);
        }
      } finally {
        one.next = null;
        one.sending = null;
      }
    })();
    return one.sending;
  };
  const halt = (id: string, one: Held): Promise<void> => {
    if (!one.isMoving) return Promise.resolve();
    clearTimeout(one.renewal);
    one.isMoving = false;
    return send(id, one, { type: "stop" }).catch((error: unknown) => {
      // It stops by its own time-out then.
      log.warn({ camera: id, code: error instanceof CodedError ? error.code : "internal" }, "a stop was not taken");
    });
  };
  const release = (id: string): Promise<void> => {
    const one = held.get(id);
    if (one === undefined) return Promise.resolve();
    held.delete(id);
    clearTimeout(one.lease);
    onHolder(id, null);
    return halt(id, one);
  };
  const renew = (id: string, one: Held): void => {
    clearTimeout(one.lease);
    one.untilMs = Math.round(now() + leaseMs);
    // A camera that is slow to answer is not taken from whoever waits for it.
    one.lease = setTimeout(() => (one.sending === null ? void release(id) : renew(id, one)), leaseMs);
    one.lease.unref();
  };
  const hold = (id: string, who: Who): Held => {
    const before = held.get(id);
    if (before !== undefined && (before.by.role !== who.role || before.by.name !== who.name))
      throw new CodedError("camera.held", {
        name: before.by.name === "" ? before.by.role : before.by.name,
        seconds: Math.max(1, Math.ceil((before.untilMs - now()) / 1_000)),
      });
    const one: Held = before ?? {
      ...{ by: who, untilMs: 0, lease: undefined, isMoving: false, renewal: undefined },
      ...{ latest: null, next: null, sending: null },
    };
    renew(id, one);
    if (before === undefined) {
      held.set(id, one);
      onHolder(id, who);
      log.info({ camera: id, who }, "camera is steered");
    }
    return one;
  };

  return {
    async command(id, command, who) {
      const camera = cameras.get(id);
      if (camera === undefined) throw new CodedError("camera.unknown", { id });
      if (camera.onvif === undefined) throw new CodedError("camera.not-movable");
      const one = hold(id, who);
      if (command.type === "release") {
        await release(id);
        return null;
      }
      clearTimeout(one.renewal);
      one.isMoving = command.type === "move";
      one.latest = command;
      await send(id, one, command.type === "move" ? { ...command, lastsMs: moveLastsMs } : command);
      if (held.get(id) === one) renew(id, one);
      if (one.isMoving && one.latest === command)
        one.renewal = setTimeout(() => void halt(id, one), moveLastsMs + renewalGraceMs);
      return one.untilMs;
    },
    presets: async (id) => line.presets(await deviceOf(id)),
    replace(list) {
      const next = byId(list);
      // Stopped by the old address, which `release` takes before it returns.
      for (const id of held.keys())
        if (!isDeepStrictEqual(cameras.get(id)?.onvif, next.get(id)?.onvif)) void release(id);
      cameras = next;
    },
    async stop() {
      await Promise.all([...held.keys()].map(release));
    },
  };
}
