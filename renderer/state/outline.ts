import type { FeatureCollection } from "geojson";
import { routes } from "#contract/routes.ts";
import { fetchFromCore } from "../live/api.ts";
import { addressStore, lineCount } from "./connection.ts";
import { makeStore } from "./store.ts";

export type Outline = { features: FeatureCollection | null; hasFailed: boolean };

/** The province's outline from the profile: one a page, however many maps it shows. */
export const outlineStore = makeStore<Outline>({ features: null, hasFailed: false });

let users = 0;
let stop: () => void = () => {};

/** Fetches the outline once; after a failure again with every new line to the core. @returns its undo */
export function wantOutline(): () => void {
  users += 1;
  if (users === 1) stop = start();
  return () => {
    users -= 1;
    if (users === 0) stop();
  };
}

function start(): () => void {
  const gone = new AbortController();
  let isAsking = false;
  const load = async () => {
    const address = addressStore.getState();
    if (address === null || isAsking || outlineStore.getState().features !== null) return;
    isAsking = true;
    try {
      const answer = await fetchFromCore(address, routes.outline, gone.signal);
      if (!answer.ok) throw new Error(`outline answered ${answer.status}`);
      outlineStore.setState({ features: (await answer.json()) as FeatureCollection, hasFailed: false }, true);
    } catch {
      if (!gone.signal.aborted) outlineStore.setState({ features: null, hasFailed: true }, true);
    } finally {
      isAsking = false;
    }
  };
  const undo = [addressStore.subscribe(() => void load()), lineCount.subscribe(() => void load())];
  void load();
  return () => {
    gone.abort();
    for (const one of undo) one();
  };
}
