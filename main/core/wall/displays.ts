import type { DisplayStatus, DisplayView, TileReport, TurnedDown } from "#contract/entities/wall.ts";

/**
 * The monitors of all machines as their shells report them, and what each window says its tiles show. A report counts
 * as long as the line it came by: what nobody stands for any more is dropped, never shown from memory.
 */
export type Displays = {
  /** Replaces what this line, and any older line of the same machine, reported before. */
  report(line: object, machine: string, displays: readonly DisplayView[]): void;
  /** A window of these monitors is on this line: what is new reaches it until the line is dropped. */
  join(line: object, machine: string, displays: readonly number[]): void;
  /** It is on the line no longer; the line may stand for others still. */
  leave(line: object): void;
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

/** A page that lost its line is back within a second where nothing is wrong. */
const lineGraceMs = 3_000;

/**
 * A monitor whose window is well but has no line here is not well: nothing new reaches it. It is said after a moment in which the page
 * comes (it is starting then) or comes back (it still shows what it was told last).
 *
 * @param onChange called after every change with the whole list
 * @param graceMs that moment
 */
export function createDisplays(onChange: (displays: DisplayStatus[]) => void, graceMs: number = lineGraceMs): Displays {
  // One entry a line, so both are bounded by the number of lines the hub takes; a window spans at most 64 monitors.
  const shells = new Map<object, Shell>();
  const windows = new Map<object, Map<number, Window>>();
  const lines = new Map<object, { machine: string; displays: readonly number[] }>();
  /** Monitors of shells that are there, without a line: since when, and whether there was one before. */
  const lineless = new Map<string, { sinceMs: number; hadLine: boolean }>();
  let hasHad = false;
  let look: NodeJS.Timeout | undefined;

  const toldBy = (machine: string, display: number): Pick<DisplayStatus, "tiles" | "turnedDown"> => {
    // The newest line wins where a reloaded window's old line has not ended yet.
    const match = [...windows.values()].findLast((w) => w.get(display)?.machine === machine)?.get(display);
    const turnedDown = match?.turnedDown;
    return { tiles: [...(match?.tiles ?? [])], ...(turnedDown === undefined ? {} : { turnedDown }) };
  };
  /** Notes which well windows have no line; what is no longer there, or well, is forgotten. */
  const noteLines = (hadLine: boolean): void => {
    const joined = new Set(
      [...lines.values()].flatMap((one) => one.displays.map((number) => `${number} ${one.machine}`)),
    );
    const wanting = new Set(
      [...shells.values()].flatMap(({ machine, displays }) =>
        displays.filter(isWell).map(({ number }) => `${number} ${machine}`),
      ),
    );
    for (const key of lineless.keys()) if (joined.has(key) || !wanting.has(key)) lineless.delete(key);
    for (const key of wanting)
      if (!joined.has(key) && !lineless.has(key)) lineless.set(key, { sinceMs: performance.now(), hadLine });
    clearTimeout(look);
    if (lineless.size === 0) return;
    const dueMs = [...lineless.values()]
      .map(({ sinceMs }) => sinceMs + graceMs - performance.now())
      .filter((ms) => ms > 0);
    if (dueMs.length > 0) look = setTimeout(changed, Math.min(...dueMs) + 1, hadLine).unref();
  };
  const changed = (hadLine = false): void => {
    noteLines(hadLine);
    onChange(list());
  };
  const judged = (display: DisplayView, machine: string): DisplayView => {
    const found = lineless.get(`${display.number} ${machine}`);
    if (found === undefined || display.window === null) return display;
    const isOver = performance.now() - found.sinceMs >= graceMs;
    if (!isOver && found.hadLine) return display;
    const state = isOver ? "no-line" : "starting";
    return { ...display, state, window: { ...display.window, state } };
  };
  const list = (): DisplayStatus[] => {
    const all = [...shells.values()].flatMap(({ machine, displays }) =>
      displays.map((display) => ({ ...judged(display, machine), machine, ...toldBy(machine, display.number) })),
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
      changed();
    },
    join(line, machine, displays) {
      lines.set(line, { machine, displays });
      changed();
    },
    leave(line) {
      if (lines.delete(line)) changed(true);
    },
    reportTiles(line, machine, display, tiles, turnedDown) {
      // Deleted first, so that the order of the map is the order of the reports.
      const told = windows.get(line) ?? new Map<number, Window>();
      windows.delete(line);
      windows.set(line, told.set(display, { machine, tiles, turnedDown }));
      changed();
    },
    drop(line) {
      const hadShell = shells.delete(line);
      const hadWindow = windows.delete(line);
      const hadLine = lines.delete(line);
      if (hadShell || hadWindow || hadLine) changed(hadLine);
    },
    list,
    hasHadAny: () => hasHad,
  };
}

const isWell = ({ state, window }: DisplayView): boolean => state === "ok" && window?.state === "ok";
