import { useEffect } from "react";
import type { SourceOutage } from "#contract/entities/outage.ts";
import { outageToldForMs } from "#contract/entities/outage-told.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { fetchOutages } from "../live/api.ts";
import { askNowAndThen } from "./now-and-then.ts";
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

/** Asks the core also when a source is back. */
const wantOutages = whileUsed(() =>
  askNowAndThen({
    everyMs: lookEveryMs,
    ask: fetchOutages,
    take: (outages) => outagesStore.setState(outages, true),
    when: whenBack,
  }),
);

/** Calls back when a source is back: there is an outage more that is over. @returns its undo */
export const whenBack = (run: () => void): (() => void) =>
  sources.store.subscribe((known, before) => isAnyBack(known, before) && run());

const isAnyBack = (known: ReadonlyMap<string, SourceView>, before: ReadonlyMap<string, SourceView>): boolean =>
  [...known.values()].some(({ id, state }) => state === "ok" && before.has(id) && before.get(id)?.state !== "ok");
