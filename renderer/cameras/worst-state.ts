import type { CameraTileState } from "./CameraTile.tsx";

/** The worst first. */
const order: readonly CameraTileState[] = [
  "error",
  "no-signal",
  "wrong-password",
  "unsupported",
  "last-picture",
  "frozen",
  "connecting",
  "live",
];

/** What a tile of several cameras reports: the worst of them; of none at all, that it connects. */
export function worstOf(states: Iterable<CameraTileState>): CameraTileState {
  const shown = new Set(states);
  return order.find((state) => shown.has(state)) ?? "connecting";
}
