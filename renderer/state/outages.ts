import { useEffect } from "react";
import type { SourceOutage } from "#contract/entities/outage.ts";
import { outageToldForMs } from "#contract/entities/outage-told.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { fetchOutages } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { sources } from "./sources.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** The outages of sources that are over, the newest first; as many as the core keeps. */
const outagesStore = makeStore<readonly SourceOutage[]>([]);

/** What is caught up grows for a while after the return. */
const lookEveryMs = 30_000;

/** Those of the last minutes, to be told; the newest first. @param nowMs on the core's clock */
export function useReturned(nowMs: number): SourceOutage[] {
  useEffect(wantOutages, []);
  return useStoreValue(outagesStore).filter(({ toMs }) => nowMs - toMs < outageToldForMs);
}

/** Asks the core: at once, with each new line, when a source is back, and now and then. */
const wantOutages = whileUsed(start);

function start(): () => void {
  let asking: AbortController | undefined;
  let nextMs = 0;
  const load = () => {
    const address = addressStore.getState();
    if (address === null || connectionStore.getState().phase !== "up") return;
    nextMs = nowStore.getState() + lookEveryMs;
    asking?.abort();
    asking = new AbortController();
    fetchOutages(address, asking.signal).then(
      (outages) => outagesStore.setState(outages, true),
      // What was told stays until it is old; the next look is soon.
      () => undefined,
    );
  };
  const undo = [
    lineCount.subscribe(load),
    nowStore.subscribe((nowMs) => nowMs >= nextMs && load()),
    sources.store.subscribe((known, before) => {
      if (isAnyBack(known, before)) load();
    }),
  ];
  load();
  return () => {
    asking?.abort();
    for (const one of undo) one();
  };
}

const isAnyBack = (known: ReadonlyMap<string, SourceView>, before: ReadonlyMap<string, SourceView>): boolean =>
  [...known.values()].some(({ id, state }) => state === "ok" && before.has(id) && before.get(id)?.state !== "ok");
