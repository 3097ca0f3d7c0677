import type { FeatureStates } from "./engine.ts";

/** The part of an engine that keeps what is drawn of a feature. */
export type Stateful = {
  getSource(id: string): unknown;
  setFeatureState(feature: { source: string; id: number }, state: Record<string, unknown>): void;
  removeFeatureState(feature: { source: string; id?: number }): void;
};

/** Sets only what has changed: each call makes the engine look at every tile of the source again. */
export function applyFeatureStates(map: Stateful): (source: string, states: FeatureStates) => void {
  const applied = new Map<string, Map<number, string>>();
  return (source, states) => {
    if (!map.getSource(source)) return;
    const known = applied.get(source) ?? new Map<number, string>();
    applied.set(source, known);
    for (const id of [...known.keys()])
      if (!states.has(id)) {
        map.removeFeatureState({ source, id });
        known.delete(id);
      }
    for (const [id, state] of states) {
      const text = JSON.stringify(state);
      if (known.get(id) === text) continue;
      known.set(id, text);
      map.setFeatureState({ source, id }, state);
    }
  };
}
