import type { KeptView } from "#contract/kept-view.ts";
import type { Host } from "../host/host.ts";
import { cameras } from "./cameras.ts";
import { nowStore } from "./clock.ts";
import { connectionStore, keptAtStore } from "./connection.ts";
import { figureAges } from "./figure-ages.ts";
import { allReadings, replaceReadings } from "./readings.ts";
import { asTold, setSite, siteStore } from "./site.ts";
import { sources } from "./sources.ts";
import type { OpenedTiles } from "./tiles.ts";
import { wallStore } from "./wall.ts";

/** A figure is shown with its own time, so a view that is some minutes old says nothing wrong; the end of the run writes another. */
const keepEveryMs = 5 * 60_000;
/** The first one soon, so that a program that is killed early leaves something too. */
const firstAfterMs = 20_000;

/** Fills the stores with what was kept in an earlier run. The core's first snapshot replaces all of it. */
export function showKept(kept: KeptView): void {
  keptAtStore.setState(kept.atMs, true);
  sources.replace(kept.sources);
  cameras.replace(kept.cameras);
  replaceReadings(kept.readings);
  figureAges.replace(kept.figureAges);
  // What this program wrote itself: figures stand there as its own rules gave them.
  setSite(kept.site, () => new Map(Object.entries(kept.tiles)) as OpenedTiles);
}

/** What the page shows now, as of when the core was last heard; null while that is nothing, or itself only kept. */
export function viewToKeep(): KeptView | null {
  const site = siteStore.getState();
  const connection = connectionStore.getState();
  if (site === null || keptAtStore.getState() !== null) return null;
  return {
    atMs: connection.phase === "lost" ? connection.sinceMs : nowStore.getState(),
    site: asTold(site),
    tiles: Object.fromEntries(site.openedOf),
    readings: allReadings(),
    figureAges: [...figureAges.store.getState().values()],
    sources: [...sources.store.getState().values()],
    cameras: [...cameras.store.getState().values()],
  };
}

/** Gives the host what the page shows: now and then while the core is heard, and whenever it is asked for. @returns its undo */
export function startKeeping(host: Host): () => void {
  // What was covered for privacy must not stand there at the next start.
  const isBlanked = () =>
    host.displays?.some((display) => wallStore.getState()?.blanked.includes(display) === true) === true;
  const keep = () => {
    const view = viewToKeep();
    if (isBlanked()) host.keepView(null);
    else if (view !== null) host.keepView(view);
  };
  const isUp = () => connectionStore.getState().phase === "up";
  const first = setTimeout(() => isUp() && keep(), firstAfterMs);
  const later = setInterval(() => isUp() && keep(), keepEveryMs);
  const undo = host.onKeepAsked(keep);
  const undoWall = wallStore.subscribe(() => isBlanked() && host.keepView(null));
  return () => {
    clearTimeout(first);
    clearInterval(later);
    undo();
    undoWall();
  };
}
