import { useMemo, useSyncExternalStore } from "react";
import { seriesKey } from "#contract/entities/series-key.ts";
import { fetchHistory } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { isFigureBeyond } from "./reach.ts";
import { seriesStore } from "./readings.ts";
import { makeStore } from "./store.ts";

/** [as-of epoch ms, value]; null where the source said it had none. */
export type Point = readonly [number, number | null];
export type SeriesHistory = { state: "loading" | "ready" | "failed"; points: readonly Point[] };
export type HistoryRequest = { indicator: string; place: string; spanMs: number; points: number };

/** One more point at the live end: a later one in the same interval replaces it, as the core's own thinning does. */
export function appendPoint(points: readonly Point[], point: Point, spanMs: number, count: number): readonly Point[] {
  const intervalMs = spanMs / count;
  const last = points.at(-1);
  if (last !== undefined && point[0] < last[0]) return points;
  const before = points.at(-2);
  const isSameInterval =
    last !== undefined && (point[0] === last[0] || (before !== undefined && point[0] - before[0] < intervalMs));
  const kept = isSameInterval ? points.slice(0, -1) : points;
  const fromMs = point[0] - spanMs;
  // One point before the span stays, so that the line enters from the edge. Never more than twice the count.
  const first = kept.findIndex((p) => p[0] >= fromMs);
  const start = first < 0 ? Math.max(0, kept.length - 1) : Math.max(0, first - 1);
  return [...kept.slice(Math.max(start, kept.length - 2 * count)), point];
}

/** The value that stood at a moment: the last one told up to then; undefined where the past does not reach so far. */
export function valueAt(points: readonly Point[], atMs: number): number | undefined {
  let found: number | null | undefined;
  for (const [ms, value] of points) {
    if (ms > atMs) break;
    found = value;
  }
  return found ?? undefined;
}

type Entry = { store: ReturnType<typeof makeStore<SeriesHistory>>; subscribe(listener: () => void): () => void };

/** One entry a request that a tile on the page makes; gone with its last tile, so it is bounded by the scene. */
const entries = new Map<string, Entry>();
const retryAfterMs = 5_000;
/**
 * Readings that came late (a platform that was away sends what it kept) are not in the live stream, which tells only the
 * newest: the past is asked for again, soon while there is hardly any, then once a minute.
 */
const askAgainMs = { empty: 5_000, usual: 60_000 };

function makeEntry(key: string, request: HistoryRequest): Entry {
  const store = makeStore<SeriesHistory>({ state: "loading", points: [] });
  const live = seriesStore(seriesKey(request.indicator, request.place));
  let users = 0;
  let stop = (): void => undefined;

  const start = () => {
    let fetching: AbortController | undefined;
    let retryAtMs = 0;
    const load = async () => {
      const address = addressStore.getState();
      // Without a line there is nobody to ask; the next one asks.
      if (address === null || connectionStore.getState().phase !== "up") return;
      fetching?.abort();
      // It would be refused each time, and each time written into the audit trail.
      if (isFigureBeyond(request.indicator, request.place)) {
        store.setState({ state: "ready", points: [] }, true);
        retryAtMs = nowStore.getState() + askAgainMs.usual;
        return;
      }
      const own = new AbortController();
      fetching = own;
      retryAtMs = Number.POSITIVE_INFINITY;
      const toMs = nowStore.getState() + 60_000;
      const { indicator, place, points: count } = request;
      try {
        const past = await fetchHistory(
          address,
          { indicator, place, fromMs: Math.max(0, toMs - 60_000 - request.spanMs), toMs, points: count },
          own.signal,
        );
        store.setState({ state: "ready", points: past.points }, true);
        retryAtMs = nowStore.getState() + (past.points.length < 2 ? askAgainMs.empty : askAgainMs.usual);
        grow();
      } catch {
        if (own.signal.aborted) return;
        // What was loaded before stays: a graph never goes blank on a passing error.
        store.setState((known) => ({ ...known, state: "failed" }), true);
        retryAtMs = nowStore.getState() + retryAfterMs;
      }
    };
    const grow = () => {
      const reading = live.getState();
      const known = store.getState();
      if (reading === undefined || typeof reading.value === "string" || known.state === "loading") return;
      const last = known.points.at(-1);
      if (last !== undefined && last[0] === reading.asOfMs && last[1] === reading.value) return;
      const points = appendPoint(known.points, [reading.asOfMs, reading.value], request.spanMs, request.points);
      if (points !== known.points) store.setState({ ...known, points }, true);
    };
    // Grown once a second, not with every value: a line on the wall shows no more.
    const undoTick = nowStore.subscribe((nowMs) => {
      grow();
      if (nowMs >= retryAtMs) void load();
    });
    const undoLine = lineCount.subscribe(() => void load());
    void load();
    stop = () => {
      fetching?.abort();
      undoTick();
      undoLine();
    };
  };

  return {
    store,
    subscribe(listener) {
      users += 1;
      if (users === 1) {
        entries.set(key, this);
        start();
      }
      const undo = store.subscribe(listener);
      return () => {
        undo();
        users -= 1;
        if (users > 0) return;
        stop();
        entries.delete(key);
      };
    },
  };
}

const keyOf = ({ indicator, place, spanMs, points }: HistoryRequest): string =>
  `${seriesKey(indicator, place)}/${spanMs}/${points}`;

function entryOf(request: HistoryRequest): Entry {
  const key = keyOf(request);
  const known = entries.get(key) ?? makeEntry(key, request);
  entries.set(key, known);
  return known;
}

/** A series' past up to now: fetched once, then grown with the live readings; fetched again after the line was lost. */
export function useHistory({ indicator, place, spanMs, points }: HistoryRequest): SeriesHistory {
  const entry = useMemo(() => entryOf({ indicator, place, spanMs, points }), [indicator, place, spanMs, points]);
  return useSyncExternalStore(
    useMemo(() => (listener: () => void) => entry.subscribe(listener), [entry]),
    entry.store.getState,
    entry.store.getState,
  );
}

/** The same of several series, in their order; what another tile asks for already is asked once. @param requests may be another list each time */
export function useHistories(requests: readonly HistoryRequest[]): readonly SeriesHistory[] {
  // What follows from the requests changes with what they say, not with the list.
  const text = JSON.stringify(requests);
  const source = useMemo(() => {
    const all = (JSON.parse(text) as HistoryRequest[]).map(entryOf);
    let last: readonly SeriesHistory[] = [];
    return {
      subscribe(listener: () => void) {
        const undo = all.map((entry) => entry.subscribe(listener));
        return () => {
          for (const one of undo) one();
        };
      },
      get() {
        const now = all.map(({ store }) => store.getState());
        if (now.length !== last.length || now.some((one, at) => one !== last[at])) last = now;
        return last;
      },
    };
  }, [text]);
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}
