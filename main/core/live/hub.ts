import { randomUUID } from "node:crypto";
import type { CameraView } from "#contract/entities/camera.ts";
import type { SiteView, ToldSite } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { restingWall, type WallState } from "#contract/entities/wall-state.ts";
import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import { heartbeatEveryMs, type ServerMessage } from "#contract/live.ts";
import type { CollectionName, GoingName, ItemOf, KindName, ToldOf, Topics } from "#contract/told.ts";
import type { AnyRole } from "../access/rights.ts";
import { Group, type Outlet } from "./group.ts";
import { createRounds } from "./rounds.ts";
import { Shown } from "./shown.ts";
import { siteNames } from "./site-names.ts";
import { createViews, ofRole, type ReachOf } from "./topics.ts";

export type { Outlet } from "./group.ts";

/**
 * Who asks for what; without topics everything that he may be told, without a rate as fast as the core sends. `reachOf` is asked anew when
 * the site changes; absent: as far as the role reaches for the whole province.
 */
export type Wish = {
  role: AnyRole;
  reachOf?: ReachOf | undefined;
  topics?: Topics | undefined;
  maxRateHz?: number | undefined;
};
/** What it still holds of a former line. */
export type Held = { session: string; view: string; seq: number };

export type Hub = {
  /** Named anew at every start. */
  readonly session: string;
  /**
   * Tells everybody who may be told and has asked, of a collection one by one or complete as the table has it (contract/kinds.ts);
   * what may not take the place of what is shown is not told. The wall goes to everybody, with the word to show another scene ahead of it.
   * @throws Error a kind that is not in the table
   */
  publish<Name extends KindName>(name: Name, told: ToldOf<Name>): void;
  /**
   * The site is another: everybody is told it, with everything else, by a snapshot on the line as it is; the scene stays what is on the wall.
   * @param gone sources that are told of no longer
   */
  publishSite(site: SiteView, gone: { sources: readonly string[] }): void;
  /** They are gone. Nothing happens for keys of which there is nothing. */
  remove(name: GoingName, keys: readonly string[]): void;
  /** It is a window of the wall until it leaves: told by a word of its own, ahead of all else, to show what it has prepared. */
  addWindow(outlet: Outlet): void;
  /** Sends the snapshot, or what is missing to what the client holds, and from then on every change. */
  join(outlet: Outlet, wish: Wish, held?: Held): void;
  /** Other wishes of a client that has joined: a snapshot, and from then on every change of the new topics. */
  change(outlet: Outlet, wish: Wish): void;
  /** Sends heartbeats only: a shell draws nothing. */
  joinForHeartbeats(outlet: Outlet): void;
  leave(outlet: Outlet): void;
  /** Another as soon as anything that is told has changed. */
  revision(): number;
  /** The newest of a whole collection. */
  all<Name extends CollectionName>(name: Name): ItemOf<Name>[];
  /** The newest of one thing. */
  readonly newest: {
    reading(indicator: string, place: string): Reading | undefined;
    source(id: string): SourceView | undefined;
    camera(id: string): CameraView | undefined;
  };
  stop(): void;
};

export type HubOptions = {
  site: SiteView;
  /** Epoch ms. */
  now(): number;
  /** A screen with more than this waiting in its socket is sent nothing until it has caught up. */
  bufferLimitBytes?: number;
};

/** A site without what is the most of it; its scene is told as the wall's. */
function inShort({ places, indicators, scene: _, ...rest }: SiteView): ToldSite {
  return { ...rest, namesVersion: siteNames({ places, indicators }).version };
}

/** Of the kinds that are not told at once. */
const perSecondOf = new Map<string, number>();
for (const { name, rate } of kinds as readonly Kind[]) if (rate !== "at-once") perSecondOf.set(name, rate.perSecond);

const catchUpEveryMs = 50;
/**
 * What follows the word to show another scene. By then windows have drawn it, three frames on a busy machine: read and drawn in
 * the same frame, news would hold the scene up on all monitors.
 */
const afterTurnMs = 50;
/** A round of lines with a rate, 500 phones, goes on for so long before everything else has its turn. */
const sliceMs = 1;
/** Up to this rate lines are phones'; desks and the wall in a browser do not wait for their rounds. */
const seldomHz = 2;

/**
 * Sends changes to all screens. The first change after a quiet moment goes out at the end of the same tick of the event
 * loop; a stream of them is paced. Groups are as many as there are different wishes, at most one a client. Those that are told as
 * fast as the core can, which are walls, have rounds of their own, and so have desks: nobody waits for phones.
 */
export function createHub(options: HubOptions): Hub {
  const { now, bufferLimitBytes = 256 * 1024 } = options;
  const session = randomUUID();
  const shown = new Shown();
  shown.begin("wall", restingWall(options.site.scene));
  let viewOf = createViews(options.site);
  const groups = new Map<string, Group>();
  /** What the members of a group have asked for. */
  const wishes = new Map<Group, Wish>();
  const keys = new Map<Outlet, string>();
  const listeners = new Set<Outlet>();
  let { site } = options;
  const siteTexts: { whole?: string; short?: string } = {};
  const siteJson = (form: "whole" | "short"): string => {
    siteTexts[form] ??= JSON.stringify(form === "whole" ? site : inShort(site));
    return siteTexts[form];
  };
  const siteChanged = (): void => {
    delete siteTexts.whole;
    delete siteTexts.short;
  };
  const atOnce = createRounds(Number.POSITIVE_INFINITY);
  const [often, seldom] = [createRounds(sliceMs), createRounds(sliceMs)];
  const rounds = [atOnce, often, seldom];
  const roundsOf = (maxRateHz: number | undefined) =>
    maxRateHz === undefined ? atOnce : maxRateHz > seldomHz ? often : seldom;
  /** The change of the wall that is on air. */
  let turned = 0;
  const windows = new Set<Outlet>();

  const schedule = (atMs: number): void => {
    for (const one of rounds) one.schedule(atMs);
  };
  const changed = () => schedule(0);
  /** When the last change of a kind that has a rate sets off a message, or has. */
  const wokenAtMs = new Map<string, number>();
  const changedOf = (name: KindName): void => {
    const perSecond = perSecondOf.get(name);
    if (perSecond === undefined) {
      changed();
      return;
    }
    const lastMs = wokenAtMs.get(name) ?? Number.NEGATIVE_INFINITY;
    const nowMs = performance.now();
    // It is due already, and takes this along.
    if (lastMs > nowMs) return;
    const atMs = Math.max(nowMs, lastMs + 1_000 / perSecond);
    wokenAtMs.set(name, atMs);
    schedule(atMs);
  };
  const flushNow = (): void => {
    for (const one of rounds) one.now();
  };

  const turnWindows = (change: number): void => {
    const word: ServerMessage = { type: "turn", change };
    const message = Buffer.from(JSON.stringify(word));
    for (const outlet of windows) if (outlet.bufferedBytes() <= bufferLimitBytes) outlet.send(message);
    // Scenes that follow one another at once do not keep news away for ever.
    if (!atOnce.isHeld()) for (const one of rounds) one.hold(performance.now() + afterTurnMs);
    changed();
  };

  const catchUp = setInterval(() => {
    for (const one of rounds) one.catchUp();
  }, catchUpEveryMs);

  const heartbeat = setInterval(() => {
    for (const one of rounds) one.each((group) => group.heartbeat(Math.round(now())));
    const beat = Buffer.from(JSON.stringify({ type: "heartbeat", seq: shown.seq, nowMs: Math.round(now()) }));
    for (const outlet of listeners) if (outlet.bufferedBytes() <= bufferLimitBytes) outlet.send(beat);
  }, heartbeatEveryMs);

  const leave = (outlet: Outlet): void => {
    listeners.delete(outlet);
    const key = keys.get(outlet);
    const group = key === undefined ? undefined : groups.get(key);
    if (key === undefined || group === undefined) return;
    keys.delete(outlet);
    group.leave(outlet);
    if (!group.isEmpty) return;
    groups.delete(key);
    roundsOf(wishes.get(group)?.maxRateHz).groups.delete(group);
    wishes.delete(group);
  };

  const join = (outlet: Outlet, { role, reachOf = ofRole(role), topics, maxRateHz }: Wish, held?: Held): void => {
    const view = viewOf(reachOf, topics);
    const key = `${view.name}/${maxRateHz ?? ""}`;
    let group = groups.get(key);
    if (group === undefined) {
      const minGapMs = maxRateHz === undefined ? 0 : 1_000 / maxRateHz;
      group = new Group({ shown, view, minGapMs, siteJson, bufferLimitBytes, now });
      groups.set(key, group);
      roundsOf(maxRateHz).groups.add(group);
      wishes.set(group, { role, reachOf, topics, maxRateHz });
    }
    keys.set(outlet, key);
    const isHeld = held !== undefined && held.session === session && held.view === view.name;
    group.join(outlet, isHeld ? held.seq : undefined);
  };

  const publishWall = (state: WallState): void => {
    if (state.scene !== site.scene) {
      site = { ...site, scene: state.scene };
      siteChanged();
    }
    const isTurn = state.change !== turned;
    turned = state.change;
    shown.put("wall", state);
    // Nothing is more urgent than the word to show another scene: it waits neither for the end of the tick, in which the
    // answer to whoever asked for it is written, nor for the pace of readings.
    if (!isTurn) changed();
    else if (windows.size > 0 && state.showAtMs - now() < 1) turnWindows(state.change);
    else flushNow();
  };

  return {
    session,
    publish(name, told) {
      if (name === "wall") publishWall(told as WallState);
      else if (shown.put(name, told)) changedOf(name);
    },
    publishSite(next, gone) {
      site = { ...next, scene: site.scene };
      siteChanged();
      viewOf = createViews(site);
      shown.beginAnew(gone);
      for (const [group, { role, reachOf = ofRole(role), topics }] of wishes) group.beginAnew(viewOf(reachOf, topics));
      changed();
    },
    remove(name, keys) {
      if (shown.remove(name, keys)) changedOf(name);
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
    revision: () => shown.seq,
    all: (name) => shown.all(name),
    newest: {
      reading: (indicator, place) => shown.one("readings", seriesKey(indicator, place)),
      source: (id) => shown.one("sources", id),
      camera: (id) => shown.one("cameras", id),
    },
    stop() {
      for (const one of rounds) one.stop();
      clearInterval(catchUp);
      clearInterval(heartbeat);
      groups.clear();
      wishes.clear();
      keys.clear();
      listeners.clear();
    },
  };
}
