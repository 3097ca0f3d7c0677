import { randomUUID } from "node:crypto";
import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { restingWall, type WallState } from "#contract/entities/wall-state.ts";
import { type DisplayStatus, heartbeatEveryMs, type ServerMessage, type Topics } from "#contract/live.ts";
import { Group, type Outlet } from "./group.ts";
import { Pace } from "./pace.ts";
import { type Everything, Shown } from "./shown.ts";
import { createViews } from "./topics.ts";

export type { Outlet } from "./group.ts";

/** What a client asks for; without topics everything, without a rate as fast as the core sends. */
export type Wish = { topics?: Topics | undefined; maxRateHz?: number | undefined };
/** What it still holds of a former line. */
export type Held = { session: string; view: string; seq: number };

export type Hub = {
  /** Named anew at every start. */
  readonly session: string;
  /** Those that are newer than what is shown go out. */
  publishReadings(readings: readonly Reading[]): void;
  publishSource(view: SourceView): void;
  publishCamera(view: CameraView): void;
  /** It is registered no longer. */
  removeCamera(id: string): void;
  publishDisplays(displays: readonly DisplayStatus[]): void;
  publishCameraEvent(notice: CameraEventNotice): void;
  /** To everybody, whatever the topics. */
  publishWall(state: WallState): void;
  /** It is a window of the wall until it leaves: told by a word of its own, ahead of all else, to show what it has prepared. */
  addWindow(outlet: Outlet): void;
  /** Sends the snapshot, or what is missing to what the client holds, and from then on every change. */
  join(outlet: Outlet, wish?: Wish, held?: Held): void;
  /** Other wishes of a client that has joined: a snapshot, and from then on every change of the new topics. */
  change(outlet: Outlet, wish: Wish): void;
  /** Sends heartbeats only: a shell draws nothing. */
  joinForHeartbeats(outlet: Outlet): void;
  leave(outlet: Outlet): void;
  /** The newest of everything. */
  shown(): Everything;
  /** The newest of one thing. */
  readonly newest: Pick<Shown, "reading" | "source" | "camera">;
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
/**
 * What follows the word to show another scene. By then windows have drawn it, three frames on a busy machine: read and drawn in
 * the same frame, news would hold the scene up on all monitors.
 */
const afterTurnMs = 50;

/**
 * Sends changes to all screens. The first change after a quiet moment goes out at the end of the same turn of the event
 * loop; a stream of them is paced. Groups are as many as there are different wishes, at most one a client.
 */
export function createHub(options: HubOptions): Hub {
  const { now, bufferLimitBytes = 256 * 1024 } = options;
  const session = randomUUID();
  const shown = new Shown(restingWall(options.site.scene));
  const pace = new Pace();
  const viewOf = createViews(options.site);
  const groups = new Map<string, Group>();
  const keys = new Map<Outlet, string>();
  const listeners = new Set<Outlet>();
  let { site } = options;
  let siteText: string | null = null;
  const siteJson = (): string => {
    siteText ??= JSON.stringify(site);
    return siteText;
  };
  let notBeforeMs = 0;
  let dueMs = Number.POSITIVE_INFINITY;
  let cancel = (): void => {};
  let isStopped = false;
  /** The change of the wall that is on air. */
  let turned = 0;
  const windows = new Set<Outlet>();
  /** News waits for windows that have just been told to show another scene. */
  let isTurning = false;

  const schedule = (atMs: number): void => {
    const nextMs = Math.max(atMs, notBeforeMs);
    if (isStopped || nextMs >= dueMs) return;
    cancel();
    dueMs = nextMs;
    const waitMs = nextMs - performance.now();
    if (waitMs <= 0) {
      const immediate = setImmediate(flush);
      cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(flush, waitMs);
      cancel = () => clearTimeout(timer);
    }
  };

  const flush = (): void => {
    isTurning = false;
    dueMs = Number.POSITIVE_INFINITY;
    const startedMs = performance.now();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const group of groups.values()) nextMs = Math.min(nextMs, group.flush(startedMs));
    notBeforeMs = pace.sent(startedMs, performance.now());
    if (nextMs < Number.POSITIVE_INFINITY) schedule(nextMs);
  };
  const changed = () => schedule(0);
  const flushNow = (): void => {
    if (isStopped) return;
    cancel();
    flush();
  };

  const turnWindows = (change: number): void => {
    const word: ServerMessage = { type: "turn", change };
    const message = Buffer.from(JSON.stringify(word));
    for (const outlet of windows) if (outlet.bufferedBytes() <= bufferLimitBytes) outlet.send(message);
    // Scenes that follow one another at once do not keep news away for ever.
    if (!isTurning) {
      isTurning = true;
      cancel();
      dueMs = Number.POSITIVE_INFINITY;
      notBeforeMs = Math.max(notBeforeMs, performance.now() + afterTurnMs);
    }
    changed();
  };

  const catchUp = setInterval(() => {
    for (const group of groups.values()) if (group.canCatchUp()) return changed();
  }, catchUpEveryMs);

  const heartbeat = setInterval(() => {
    const nowMs = Math.round(now());
    for (const group of groups.values()) group.heartbeat(nowMs);
    const beat = Buffer.from(JSON.stringify({ type: "heartbeat", seq: shown.seq, nowMs }));
    for (const outlet of listeners) if (outlet.bufferedBytes() <= bufferLimitBytes) outlet.send(beat);
  }, heartbeatEveryMs);

  const leave = (outlet: Outlet): void => {
    listeners.delete(outlet);
    const key = keys.get(outlet);
    const group = key === undefined ? undefined : groups.get(key);
    if (key === undefined || group === undefined) return;
    keys.delete(outlet);
    group.leave(outlet);
    if (group.isEmpty) groups.delete(key);
  };

  const join = (outlet: Outlet, { topics, maxRateHz }: Wish = {}, held?: Held): void => {
    const view = viewOf(topics);
    const key = `${view.name}/${maxRateHz ?? ""}`;
    let group = groups.get(key);
    if (group === undefined) {
      const minGapMs = maxRateHz === undefined ? 0 : 1_000 / maxRateHz;
      group = new Group({ shown, view, minGapMs, siteJson, bufferLimitBytes, now });
      groups.set(key, group);
    }
    keys.set(outlet, key);
    const isHeld = held !== undefined && held.session === session && held.view === view.name;
    group.join(outlet, isHeld ? held.seq : undefined);
  };

  return {
    session,
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
    removeCamera(id) {
      if (shown.removeCamera(id)) changed();
    },
    publishCameraEvent(notice) {
      shown.putCameraEvent(notice);
      changed();
    },
    publishDisplays(displays) {
      shown.putDisplays(displays);
      changed();
    },
    publishWall(state) {
      if (state.scene !== site.scene) {
        site = { ...site, scene: state.scene };
        siteText = null;
      }
      const isTurn = state.change !== turned;
      turned = state.change;
      shown.putWall(state);
      // Nothing is more urgent than the word to show another scene: it waits neither for the end of the turn, in which the
      // answer to whoever asked for it is written, nor for the pace of readings.
      if (!isTurn) changed();
      else if (windows.size > 0 && state.showAtMs - now() < 1) turnWindows(state.change);
      else flushNow();
    },
    addWindow: (outlet) => void windows.add(outlet),
    join,
    change(outlet, wish) {
      leave(outlet);
      join(outlet, wish);
    },
    joinForHeartbeats: (outlet) => void listeners.add(outlet),
    leave(outlet) {
      windows.delete(outlet);
      leave(outlet);
    },
    shown: () => shown.all(),
    newest: shown,
    stop() {
      isStopped = true;
      cancel();
      clearInterval(catchUp);
      clearInterval(heartbeat);
      groups.clear();
      keys.clear();
      listeners.clear();
    },
  };
}
