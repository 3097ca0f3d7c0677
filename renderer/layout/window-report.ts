import type { Tile, TileReport, WallPlan } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { LiveClient } from "../live/client.ts";
import type { TileState } from "../panels/panel.ts";
import { onTurnedDown, turnedDown } from "../video/load-guard.ts";
import { cellOf, tilesOn } from "./grid.ts";

/** The contract's limit on tiles in one report; further ones are not told. */
const mostTiles = 256;
const atMostEveryMs = 1_000;

export type WindowReporter = {
  /** A tile says what it shows. */
  put(tile: Tile, state: TileState, note?: CodedMessage): void;
  /** The tiles that are on the monitor now; others are forgotten. */
  keep(tiles: readonly Tile[]): void;
  /** Whether every one of these tiles has said something. */
  hasAll(tiles: readonly Tile[]): boolean;
  /** From now on it tells by this line, and tells all again whenever it comes back. */
  attach(client: Pick<LiveClient, "send" | "subscribe">): void;
  stop(): void;
};

/** Collects what the tiles of a window say and tells the core: when it changed, at most once a second, and anew on each new line. */
export function createWindowReporter(display: number): WindowReporter {
  const states = new Map<string, TileReport>();
  let sent = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let line: Pick<LiveClient, "send" | "subscribe"> | undefined;
  let undo: () => void = () => undefined;

  const flush = () => {
    timer = undefined;
    const tiles = [...states.values()].slice(0, mostTiles);
    const spared = turnedDown();
    const report = { type: "window" as const, display, tiles, ...(spared === undefined ? {} : { turnedDown: spared }) };
    const text = JSON.stringify(report);
    if (text !== sent && line?.send(report)) sent = text;
  };
  const schedule = () => {
    timer ??= setTimeout(flush, atMostEveryMs);
  };
  let undoTurned: () => void = () => undefined;
  return {
    put(tile, state, note) {
      states.set(tile.id, { tile: tile.id, panel: tile.panel, state, ...(note === undefined ? {} : { note }) });
      schedule();
    },
    keep(tiles) {
      const ids = new Set(tiles.map((tile) => tile.id));
      for (const id of states.keys()) if (!ids.has(id)) states.delete(id);
      schedule();
    },
    hasAll: (tiles) => tiles.every((tile) => states.has(tile.id)),
    attach(client) {
      undo();
      undoTurned();
      undoTurned = onTurnedDown(schedule);
      line = client;
      undo = client.subscribe({
        onState: (state) => {
          if (state.phase !== "up") return;
          sent = "";
          schedule();
        },
      });
    },
    stop() {
      undo();
      undoTurned();
      clearTimeout(timer);
    },
  };
}

/** The same for a window of several monitors: of each it tells what is on it. @param planOf undefined: the site is not known yet */
export function createSurfaceReporter(
  displays: readonly number[],
  planOf: () => Pick<WallPlan, "columns" | "rows"> | undefined,
): WindowReporter {
  const reporters = displays.map((display) => ({ display, of: createWindowReporter(display) }));
  const on = (tiles: readonly Tile[], display: number): readonly Tile[] => {
    const plan = planOf();
    const cell = plan === undefined ? undefined : cellOf(plan, display);
    return cell === undefined ? [] : tilesOn(tiles, cell);
  };
  return {
    put(tile, ...said) {
      for (const { display, of } of reporters) if (on([tile], display).length > 0) of.put(tile, ...said);
    },
    keep(tiles) {
      for (const { display, of } of reporters) of.keep(on(tiles, display));
    },
    hasAll: (tiles) => reporters.every(({ display, of }) => of.hasAll(on(tiles, display))),
    attach(client) {
      for (const { of } of reporters) of.attach(client);
    },
    stop() {
      for (const { of } of reporters) of.stop();
    },
  };
}
