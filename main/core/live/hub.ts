import type { CameraView } from "#contract/entities/camera.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { type DisplayStatus, heartbeatEveryMs, type ServerMessage } from "#contract/live.ts";
import { Pace } from "./pace.ts";
import { addChanges, type Changes, type Everything, hasChanges, noChanges, Shown } from "./shown.ts";

/** The way to one screen. */
export type Outlet = {
  send(message: Buffer): void;
  /** Bytes handed to `send` that have not left this process yet. */
  bufferedBytes(): number;
};

export type Hub = {
  /** Those that are newer than what is shown go out. */
  publishReadings(readings: readonly Reading[]): void;
  publishSource(view: SourceView): void;
  publishCamera(view: CameraView): void;
  publishDisplays(displays: readonly DisplayStatus[]): void;
  /** Sends the snapshot, and from then on every change. */
  join(outlet: Outlet): void;
  /** Sends heartbeats only: a shell draws nothing. */
  joinForHeartbeats(outlet: Outlet): void;
  leave(outlet: Outlet): void;
  /** The newest of everything. */
  shown(): Everything;
  stop(): void;
};

export type HubOptions = {
  site: SiteView;
  /** Epoch ms. */
  now(): number;
  /** A screen with more than this waiting in its socket is sent nothing until it has caught up. */
  bufferLimitBytes?: number;
};

const catchUpEveryMs = 50;

type Member = { outlet: Outlet; missed: Changes | null };

/**
 * Sends changes to all screens. The first change after a quiet moment goes out at the end of the same turn of the event
 * loop; a stream of them is paced. What a screen in a jam misses is remembered as
 * the names of slots, one each, and sent as their newest values once it has drained: memory stays bounded however long
 * it sleeps, and it never sees the past.
 */
export function createHub(options: HubOptions): Hub {
  const { now, bufferLimitBytes = 256 * 1024 } = options;
  const shown = new Shown();
  const pace = new Pace();
  const members = new Map<Outlet, Member>();
  const listeners = new Set<Outlet>();
  const siteJson = JSON.stringify(options.site);
  let seq = 0;
  let isScheduled = false;
  let notBeforeMs = 0;
  let isStopped = false;
  /** The part of a snapshot that is the same for all who join before the next change. */
  let snapshotBody: string | null = null;

  const delta = (changes: Changes): Buffer => encode({ type: "delta", seq, nowMs: now(), ...shown.contentOf(changes) });

  /** @returns whether the member is in step afterwards */
  const tell = (member: Member, changes: Changes, inStep: () => Buffer): void => {
    const isJammed = member.outlet.bufferedBytes() > bufferLimitBytes;
    if (member.missed === null && !isJammed) {
      if (hasChanges(changes)) member.outlet.send(inStep());
      return;
    }
    member.missed ??= noChanges();
    addChanges(member.missed, changes);
    if (isJammed) return;
    const late = member.missed;
    member.missed = null;
    if (hasChanges(late)) member.outlet.send(delta(late));
  };

  const flush = (): void => {
    isScheduled = false;
    if (isStopped) return;
    const startedMs = performance.now();
    const changes = shown.takeChanges();
    seq += 1;
    let message: Buffer | undefined;
    const inStep = () => {
      message ??= delta(changes);
      return message;
    };
    for (const member of members.values()) tell(member, changes, inStep);
    notBeforeMs = pace.sent(startedMs, performance.now());
  };

  const changed = (): void => {
    snapshotBody = null;
    if (isScheduled) return;
    isScheduled = true;
    const waitMs = notBeforeMs - performance.now();
    if (waitMs <= 0) setImmediate(flush);
    else setTimeout(flush, waitMs);
  };

  const nothing = noChanges();
  const catchUp = setInterval(() => {
    for (const member of members.values()) if (member.missed !== null) tell(member, nothing, () => delta(nothing));
  }, catchUpEveryMs);

  const heartbeat = setInterval(() => {
    const beat = encode({ type: "heartbeat", seq, nowMs: now() });
    // A screen that lags hears nothing: a beat would tell it a number it has not seen the changes of.
    for (const member of members.values())
      if (member.missed === null && member.outlet.bufferedBytes() <= bufferLimitBytes) member.outlet.send(beat);
    for (const outlet of listeners) if (outlet.bufferedBytes() <= bufferLimitBytes) outlet.send(beat);
  }, heartbeatEveryMs);

  const snapshot = (): Buffer => {
    snapshotBody ??= JSON.stringify(shown.all()).slice(1);
    return Buffer.from(
      `{"type":"snapshot","seq":${seq},"nowMs":${Math.round(now())},"site":${siteJson},${snapshotBody}`,
    );
  };

  return {
    publishReadings(readings) {
      if (shown.putReadings(readings)) changed();
    },
    publishSource(view) {
      shown.putSource(view);
      changed();
    },
    publishCamera(view) {
      shown.putCamera(view);
      changed();
    },
    publishDisplays(displays) {
      shown.putDisplays(displays);
      changed();
    },
    join(outlet) {
      outlet.send(snapshot());
      members.set(outlet, { outlet, missed: null });
    },
    joinForHeartbeats: (outlet) => void listeners.add(outlet),
    leave(outlet) {
      members.delete(outlet);
      listeners.delete(outlet);
    },
    shown: () => shown.all(),
    stop() {
      isStopped = true;
      clearInterval(catchUp);
      clearInterval(heartbeat);
      members.clear();
      listeners.clear();
    },
  };
}

const encode = (message: ServerMessage): Buffer => Buffer.from(JSON.stringify(message));
