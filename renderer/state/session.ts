import type { SiteNames, SiteView, ToldSite } from "#contract/entities/profile.ts";
import type { ShownScene, ShownTile } from "#contract/entities/wall.ts";
import { type Topics, wallAlone } from "#contract/told.ts";
import type { Host } from "../host/host.ts";
import { askOver } from "../live/api.ts";
import { createLiveClient, type LiveClient } from "../live/client.ts";
import type { Unreadable } from "../live/message.ts";
import { createChangeover } from "./changeover.ts";
import { startClock } from "./clock.ts";
import { addressStore, connectionStore, keptAtStore, lineCount, toldTopicsStore } from "./connection.ts";
import { createGathering } from "./gathering.ts";
import { setSite, showScene, siteStore, viewOf } from "./site.ts";
import { besideStore } from "./stage.ts";
import { takers } from "./takers.ts";
import type { OpenedTiles } from "./tiles.ts";

export type Session = {
  client: LiveClient;
  /** `topicsOf` would say something else now: it is asked again, and the core told. */
  wantAnew(): void;
  /** `namesOf` would say something else now: the site is shown with it. */
  named(): void;
  stop(): void;
};

export type SessionOptions = {
  /** What is asked for while no site is known; absent: the wall alone. Where it is what the page will ask for, it is told once. */
  first?: Topics;
  /** What the page shows of a site; asked for as soon as the site is known, and again when it changes. */
  topicsOf: (site: SiteView) => Topics;
  /** The tiles of a site that the page shows, with their settings parsed. */
  open: (site: SiteView) => OpenedTiles;
  /** Of a page that asks for the site in short: its names as far as they are here. There is no site to show before. */
  namesOf?: (version: string) => Omit<SiteNames, "version"> | undefined;
  /** See the changeover's own. */
  turn?: (change: number) => boolean;
  maxRateHz?: number;
  network?: EventTarget;
};

/** A core of another version may send thousands of readings that cannot be read; the log needs to know of it, not of each. */
const tellUnreadableEveryMs = 60_000;

/** Joins the line to the stores for the life of a page. */
export function startSession(
  host: Host,
  { first: before = wallAlone, topicsOf, open, namesOf, turn, maxRateHz, network }: SessionOptions,
): Session {
  // A site that was kept is most likely still the same: its topics are asked for at once, and told in one round trip.
  const known = siteStore.getState();
  const first = known === null ? before : topicsOf(known);
  let asked = JSON.stringify(first);
  const client = createLiveClient({
    kind: host.kind,
    topics: first,
    ...(host.kind === "wall" && host.displays !== null ? { displays: host.displays } : {}),
    ...(maxRateHz === undefined ? {} : { maxRateHz }),
    ...(network === undefined ? {} : { network }),
  });
  const undoAsking = askOver(client);
  /** What was told of a site whose names are told elsewhere. */
  let short: { site: SiteView; version: string } | null = null;
  const knownSite = (): SiteView | null => viewOf() ?? short?.site ?? null;
  const put = (site: SiteView, version: string | undefined) => {
    short = version === undefined ? null : { site, version };
    const names = version === undefined ? undefined : namesOf?.(version);
    if (version === undefined) setSite(site, open);
    else if (names !== undefined) setSite({ ...site, places: names.places, indicators: names.indicators }, open);
  };
  const gathering = createGathering((changes) => {
    for (const taker of takers) taker.take(changes);
  });
  const changeover = createChangeover({
    ...(turn === undefined ? {} : { turn }),
    prepares: host.kind === "wall",
    coreNow: () => client.clock.at(performance.now()) ?? Date.now(),
    show(scene, opened) {
      if (short !== null) short = { ...short, site: { ...short.site, scene } };
      const site = viewOf(scene);
      if (site !== null) showScene(scene, opened ?? open(site));
    },
    open(tiles) {
      const site = viewOf();
      return site === null ? new Map() : open(withTiles(site, tiles));
    },
    want(tiles) {
      const site = knownSite();
      if (site === null) return;
      const topics = topicsOf(withTiles(site, tiles));
      asked = JSON.stringify(topics);
      client.want(topics);
    },
  });
  client.subscribe({
    onState: (state) => {
      connectionStore.setState(state, true);
      if (state.phase === "up") lineCount.setState((count) => count + 1, true);
    },
    onSnapshot: (snapshot) => {
      const site = viewOfTold(snapshot.site, changeover.begin(snapshot.wall));
      const beside = besideStore.getState();
      const topics = topicsOf(beside?.isNext ? withTiles(site, [...site.scene.tiles, ...beside.tiles]) : site);
      const text = JSON.stringify(topics);
      if (text !== asked) {
        // Made for what the page showed of another site, or of none: shown, its tiles would stand empty for a moment.
        asked = text;
        client.want(topics);
        return;
      }
      gathering.clear();
      keptAtStore.setState(null, true);
      toldTopicsStore.setState(topics, true);
      for (const taker of takers) taker.begin(snapshot);
      put(site, snapshot.site.namesVersion);
      changeover.resume(snapshot.wall);
    },
    onTurn: (change) => changeover.turn(change),
    onDelta: (delta) => {
      gathering.put(delta);
      if (delta.wall !== undefined) changeover.tell(delta.wall);
    },
    onUnreadable: countUnreadable(),
  });
  const stopClock = startClock(client.clock);
  const goTo = (address: { origin: string; token?: string }) => {
    addressStore.setState(address, true);
    client.connect(address);
  };
  const undoAddress = host.onAddress(goTo);
  void host.getAddress().then((address) => address !== null && goTo(address));
  return {
    client,
    wantAnew() {
      const site = knownSite();
      // Without a site it is asked with the first snapshot.
      if (site === null) return;
      const topics = topicsOf(site);
      asked = JSON.stringify(topics);
      client.want(topics);
    },
    named() {
      if (short !== null) put(short.site, short.version);
    },
    stop: () => {
      undoAddress();
      undoAsking();
      changeover.stop();
      stopClock();
      client.stop();
    },
  };
}

/** With the scene on the wall; names that are told elsewhere are not there yet. */
function viewOfTold({ namesVersion: _, places = [], indicators = [], ...rest }: ToldSite, scene: ShownScene): SiteView {
  return { ...rest, places, indicators, scene };
}

const withTiles = (site: SiteView, tiles: readonly ShownTile[]): SiteView => ({
  ...site,
  scene: { ...site.scene, tiles: [...tiles] },
});

/** Counts what could not be read and says so in the page's log, at once and then at most once a minute. */
function countUnreadable(): (what: Unreadable) => void {
  let count = 0;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (what) => {
    count += what.count;
    const nowMs = performance.now();
    if (nowMs - toldAtMs < tellUnreadableEveryMs) return;
    toldAtMs = nowMs;
    console.warn(`left out ${count} unreadable things so far, such as ${what.first}`);
  };
}
