import type { Surfaces } from "#contract/entities/surface.ts";

/** The shells of this machine, each told which of its monitors are to be one surface: when it comes, and when that changes. */
export type Arranging = {
  add(shell: object, tell: (surfaces: Surfaces) => void): void;
  remove(shell: object): void;
  /** How it is now; told on where it is another than before. */
  arrange(surfaces: Surfaces): void;
};

/** @param surfaces those at the start */
export function createArranging(surfaces: Surfaces): Arranging {
  // One a line, so bounded by the number of lines the hub takes.
  const shells = new Map<object, (surfaces: Surfaces) => void>();
  let present = surfaces;
  return {
    add(shell, tell) {
      shells.set(shell, tell);
      tell(present);
    },
    remove: (shell) => void shells.delete(shell),
    arrange(next) {
      if (JSON.stringify(next) === JSON.stringify(present)) return;
      present = next;
      for (const tell of shells.values()) tell(next);
    },
  };
}
