import type { MachineReport } from "#contract/joining.ts";
import type { Displays } from "../wall/displays.ts";
import type { Wall } from "../wall/wall.ts";

/** What stands here for the windows of another machine, as long as its line does. */
export type MachineLine = {
  report(report: MachineReport): void;
  prepared(display: number, change: number): void;
  end(): void;
};

/** @param machine its name among the displays */
export function createMachineLine(
  machine: string,
  parts: { displays: Displays; windows: Wall["windows"] },
): MachineLine {
  const { displays, windows } = parts;
  const shell = {};
  /** Each of its windows has a line of its own, in the eyes of whoever waits for it. */
  const lines = new Map<number, { isWaitedFor: boolean }>();

  const forget = (display: number): void => {
    const line = lines.get(display);
    if (line === undefined) return;
    lines.delete(display);
    windows.leave(line);
    displays.drop(line);
  };

  return {
    report({ displays: told }) {
      const numbers = new Set(told.map(({ number }) => number));
      for (const display of [...lines.keys()]) if (!numbers.has(display)) forget(display);
      displays.report(
        shell,
        machine,
        told.map(({ tiles: _tiles, turnedDown: _turnedDown, hasWindow: _hasWindow, ...view }) => view),
      );
      for (const { number, tiles, turnedDown, hasWindow } of told) {
        const line = lines.get(number) ?? { isWaitedFor: false };
        lines.set(number, line);
        displays.reportTiles(line, machine, number, tiles, turnedDown);
        if (hasWindow && !line.isWaitedFor) {
          windows.join(line, [number], false);
          displays.join(line, machine, [number]);
        }
        if (!hasWindow && line.isWaitedFor) {
          windows.leave(line);
          displays.leave(line);
        }
        line.isWaitedFor = hasWindow;
      }
    },
    prepared(display, change) {
      const line = lines.get(display);
      if (line !== undefined) windows.ready(line, change);
    },
    end() {
      for (const display of [...lines.keys()]) forget(display);
      displays.drop(shell);
    },
  };
}
