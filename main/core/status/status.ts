import os from "node:os";
import type { DoorsView } from "#contract/door/view.ts";
import type { CameraView } from "#contract/entities/camera.ts";
import type { FollowingStatus } from "#contract/entities/following.ts";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import { type MachineLoad, type MachineView, machineState } from "#contract/entities/machine.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import type { AuditTrouble, ProfileFiles, Status } from "#contract/status/http.ts";
import type { CameraGateway } from "../cameras/gateway-interface.ts";
import type { Machines } from "../joining/machines.ts";
import type { OutboxDelivery } from "../outbox/delivery.ts";
import type { SqliteStore } from "../store/repositories.ts";
import type { Restarts } from "../supervision/restarts.ts";
import type { Displays } from "../wall/displays.ts";

/** A camera nobody watches is closed on purpose; that is no fault. */
const isCameraWell = (camera: CameraView): boolean => camera.state === "ok" || camera.state === "idle";

export type StatusParts = {
  readonly profile: Pick<Profile, "id">;
  /** How the profile's files stand to what runs; undefined where they say what runs. */
  profileFiles(): ProfileFiles | undefined;
  version: string;
  /** Epoch ms. */
  startedAtMs: number;
  store: SqliteStore;
  /** null while the store takes what comes. */
  storeFailure(): CodedMessage | null;
  displays: Pick<Displays, "list" | "hasHadAny">;
  sourceViews(): SourceView[];
  cameras: Pick<CameraGateway, "views">;
  outbox: Pick<OutboxDelivery, "views">;
  /** undefined where this machine has itself joined another's wall. */
  machines: Pick<Machines, "views"> | undefined;
  /** What this machine has to bear; null until it was measured. */
  machineLoad(): MachineLoad | null;
  /** How this machine stands to the first one of its wall; undefined where the wall is its own. */
  following: (() => FollowingStatus) | undefined;
  audit: { failure(): CodedMessage | null };
  restarts: Pick<Restarts, "core">;
  doors: { view(): DoorsView };
  now(): number;
};

/**
 * The state of everything at this moment. "ok" only when all of it is; a core that never had a shell serves browsers
 * alone and is judged without displays, one that lost its shell is not.
 *
 * @param clients how many lines are open
 */
export async function statusOf(parts: StatusParts, clients: number): Promise<Status> {
  const failure = parts.storeFailure();
  const counts = await parts.store.readings.counts().catch(() => null);
  const isStoreWell = failure === null && counts !== null;
  const displays = parts.displays.list();
  const sources = parts.sourceViews();
  const cameras = parts.cameras.views();
  const isWallWell = parts.displays.hasHadAny()
    ? displays.length > 0 && displays.every((display) => display.state === "ok" && display.window?.state === "ok")
    : true;
  const recovery = parts.store.upkeep.recovery();
  const following = parts.following?.();
  const coreRestart = parts.restarts.core();
  const outbox = await parts.outbox.views();
  const machines = [thisMachine(parts), ...(parts.machines?.views() ?? [])];
  const profileFiles = parts.profileFiles();
  const auditReason = parts.audit.failure();
  const door = parts.doors.view();
  const isWell =
    auditReason === null &&
    profileFiles === undefined &&
    isStoreWell &&
    door.notes.every(({ isFault }) => !isFault) &&
    recovery === null &&
    outbox.every((one) => one.refused === 0 && one.reason === null) &&
    isWallWell &&
    following?.state !== "cut" &&
    machines.every((machine) => machineState(machine) === "ok") &&
    sources.every(
      (source) => source.state === "ok" || isNotEnteredYet(source) || plannedUntil(source, parts.now()) !== undefined,
    ) &&
    cameras.every(isCameraWell);
  return {
    state: isWell ? "ok" : "attention",
    version: parts.version,
    profile: parts.profile.id,
    ...(profileFiles === undefined ? {} : { profileFiles }),
    ...(auditReason === null ? {} : { audit: auditTrouble(auditReason) }),
    startedAtMs: parts.startedAtMs,
    clients,
    store: {
      state: isStoreWell ? "ok" : "failing",
      reason: failure,
      readings: counts?.readings ?? 0,
      series: counts?.series ?? 0,
      recovery,
      lastBackupAtMs: parts.store.upkeep.lastBackupAtMs(),
    },
    door,
    displays,
    sources: sources.map((source) => ({ ...source, name: source.id, title: source.name.vi })),
    cameras,
    machines,
    outbox,
    ...(following === undefined ? {} : { following }),
    ...(coreRestart === undefined ? {} : { coreRestart }),
  };
}

const auditTrouble = (reason: CodedMessage): AuditTrouble => ({
  state: reason.code === "audit.not-written" ? "failing" : "attention",
  reason,
});

function thisMachine(parts: StatusParts): MachineView {
  const numbers = parts.displays
    .list()
    .filter(({ machine }) => machine === os.hostname())
    .map(({ number }) => number);
  return {
    name: os.hostname(),
    isThis: true,
    isThere: true,
    sinceMs: parts.startedAtMs,
    monitors: numbers.length === 0 ? null : { first: Math.min(...numbers), last: Math.max(...numbers) },
    load: parts.machineLoad(),
  };
}
