import type { DisplayView, TileReport, TurnedDown } from "#contract/entities/wall.ts";
import type { DisplayStatus } from "#contract/live.ts";

/**
 * The monitors of all machines as their shells report them, and what each window says its tiles show. A report counts
 * as long as the line it came by: what nobody stands for any more is dropped, never shown from memory.
 */
export type Displays = {
  /** Replaces what this line, and any older line of the same machine, reported before. */
  report(line: object, machine: string, displays: readonly DisplayView[]): void;
  /** Replaces what was said of this window's tiles on one of its monitors, and of what it does without. */
  reportTiles(
    line: object,
    machine: string,
    display: number,
    tiles: readonly TileReport[],
    turnedDown?: TurnedDown | undefined,
  ): void;
  /** The line is gone, and with it all it stood for. */
  drop(line: object): void;
  /** By machine, then number. */
  list(): DisplayStatus[];
  /** Whether any shell has ever reported in this run: a wall is expected then, and none is a fault. */
  hasHadAny(): boolean;
};

type Shell = { machine: string; displays: readonly DisplayView[] };
type Window = {
  machine: string;
  tiles: readonly TileReport[];
  turnedDown: TurnedDown | undefined;
};

/** @param onChange called after every change with the whole list */
export function createDisplays(onChange: (displays: DisplayStatus[]) => void): Displays {
  // One entry a line, so both are bounded by the number of lines the hub takes; a window spans at most 64 monitors.
  const shells = new Map<object, Shell>();
  const windows = new Map<object, Map<number, Window>>();
  let hasHad = false;

  const toldBy = (machine: string, display: number): Pick<DisplayStatus, "tiles" | "turnedDown"> => {
    // The newest line wins where a reloaded window's old line has not ended yet.
    const match = [...windows.values()].findLast((w) => w.get(display)?.machine === machine)?.get(display);
    const turnedDown = match?.turnedDown;
    return { tiles: [...(match?.tiles ?? [])], ...(turnedDown === undefined ? {} : { turnedDown }) };
  };
  const list = (): DisplayStatus[] => {
    const all = [...shells.values()].flatMap(({ machine, displays }) =>
      displays.map((display) => ({ ...display, machine, ...toldBy(machine, display.number) })),
    );
    // A monitor that one machine of the wall misses may be one of another's.
    const there = new Set(all.filter(({ state }) => state !== "missing").map(({ number }) => number));
    return all
      .filter(({ state, number }) => state !== "missing" || !there.has(number))
      .sort((a, b) => a.machine.localeCompare(b.machine) || a.number - b.number);
  };

  return {
    report(line, machine, displays) {
      for (const [other, shell] of shells) if (other !== line && shell.machine === machine) shells.delete(other);
      shells.set(line, { machine, displays });
      hasHad = true;
      onChange(list());
    },
    reportTiles(line, machine, display, tiles, turnedDown) {
      // Deleted first, so that the order of the map is the order of the reports.
      const told = windows.get(line) ?? new Map<number, Window>();
      windows.delete(line);
      windows.set(line, told.set(display, { machine, tiles, turnedDown }));
      onChange(list());
    },
    drop(line) {
      const hadShell = shells.delete(line);
      const hadWindow = windows.delete(line);
      if (hadShell || hadWindow) onChange(list());
    },
    list,
    hasHadAny: () => hasHad,
  };
}
