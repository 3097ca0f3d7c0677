import { useEffect, useMemo } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import { type CameraIncident, IncidentList } from "#contract/entities/incident.ts";
import { routes } from "#contract/routes.ts";
import { fetchFromCore } from "../live/api.ts";
import { cameraEventStore } from "./camera-events.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** What is asked for; the same question is asked once a page, however many maps show it. */
export type IncidentsWanted = { within: number; kinds: readonly CameraEventKind[] };

export type IncidentsTold = {
  /** The latest first; the same object while nothing has changed. */
  incidents: readonly CameraIncident[];
  isCut: boolean;
  /** When the core last told; null before it has. */
  asOfMs: number | null;
  /** Why the last question was not answered; what was told stays. */
  trouble: "forbidden" | "failed" | null;
};

const untold: IncidentsTold = { incidents: [], isCut: false, asOfMs: null, trouble: null };
const nothing = makeStore(untold);
/** A platform that reads plates tells several a second; a map is drawn anew at most so often. */
const leastGapMs = 3_000;
/** Without a new one: what has grown too old leaves the map. */
const lookEveryMs = 60_000;
const lookAgainMs = 10_000;

type Question = { store: StoreApi<IncidentsTold>; want: () => () => void };
/** By address; the first one is forgotten where an editor makes many. Whoever still has it goes on with it. */
const mostQuestions = 16;
const questions = new Map<string, Question>();

/** What happened of late and where; asked for anew when the core tells of another event. @param wanted undefined: nothing */
export function useIncidents(wanted: IncidentsWanted | undefined): IncidentsTold {
  const path = wanted && incidentsPath(wanted);
  const question = useMemo(() => (path === undefined ? undefined : incidentsAsked(path)), [path]);
  useEffect(() => question?.want(), [question]);
  return useStoreValue(question?.store ?? nothing);
}

/** Where they are asked for; the same for the same kinds in whatever order. */
export function incidentsPath({ within, kinds }: IncidentsWanted): string {
  const search = new URLSearchParams({ withinMs: String(within) });
  for (const kind of [...kinds].sort()) search.append("kind", kind);
  return `${routes.incidents}?${search}`;
}

/** The answer of a path, and what keeps it asked for. */
export function incidentsAsked(path: string): Question {
  const known = questions.get(path);
  if (known !== undefined) return known;
  const store = makeStore(untold);
  for (const first of questions.size < mostQuestions ? [] : [...questions.keys()].slice(0, 1)) questions.delete(first);
  const made = { store, want: whileUsed(() => start(path, store)) };
  questions.set(path, made);
  return made;
}

function start(path: string, store: StoreApi<IncidentsTold>): () => void {
  const gone = new AbortController();
  let isAsking = false;
  let askedMs = Number.NEGATIVE_INFINITY;
  let nextMs = Number.NEGATIVE_INFINITY;
  const load = async () => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (isAsking || address === null || connectionStore.getState().phase !== "up") return;
    isAsking = true;
    askedMs = nowStore.getState();
    nextMs = askedMs + lookEveryMs;
    try {
      const answer = await fetchFromCore(address, path, gone.signal);
      if (answer.status === 403) return store.setState({ ...untold, trouble: "forbidden" }, true);
      if (!answer.ok) throw new Error(`incidents answered ${answer.status}`);
      const { incidents, isCut, asOfMs } = IncidentList.parse(await answer.json());
      const former = store.getState();
      const isSame = JSON.stringify(former.incidents) === JSON.stringify(incidents);
      store.setState({ incidents: isSame ? former.incidents : incidents, isCut, asOfMs, trouble: null }, true);
    } catch {
      if (gone.signal.aborted) return;
      store.setState({ trouble: "failed" });
      nextMs = nowStore.getState() + lookAgainMs;
    } finally {
      isAsking = false;
    }
  };
  const undo = [
    lineCount.subscribe(() => void load()),
    nowStore.subscribe((nowMs) => nowMs >= nextMs && void load()),
    cameraEventStore.subscribe((event, former) => {
      if (event !== null && event.number !== former?.number) nextMs = Math.min(nextMs, askedMs + leastGapMs);
      if (nowStore.getState() >= nextMs) void load();
    }),
  ];
  void load();
  return () => {
    gone.abort();
    for (const one of undo) one();
  };
}
