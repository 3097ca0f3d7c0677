import { type Outage, outageToldForMs } from "#contract/entities/outage.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";

/** Shorter ones are a line that blinked: nobody needs a report of it, and it would push others out. */
const leastMs = 30_000;
/** The oldest go. */
const kept = 100;

export type Outages = {
  /** To be told of every state of every source. */
  onSource(view: Pick<SourceView, "id" | "state" | "sinceMs">): void;
  /** To be told of every reading that was stored, also of those that are not the newest. */
  onStored(reading: Pick<Reading, "source" | "asOfMs">): void;
  /** Those that are over, the newest first; at most 100. Kept in memory: a core that starts anew has none. */
  list(): Outage[];
};

/** Notes when sources were away and what of that time came afterwards. @param now epoch ms */
export function createOutages(now: () => number): Outages {
  /** Sources that are away, since when, and what came of that time meanwhile. */
  const away = new Map<string, { fromMs: number; caughtUp: number }>();
  let over: Outage[] = [];

  return {
    onSource({ id, state, sinceMs }) {
      const outage = away.get(id);
      if (state === "ok") {
        if (outage === undefined) return;
        away.delete(id);
        if (sinceMs - outage.fromMs >= leastMs)
          over = [{ source: id, fromMs: outage.fromMs, toMs: sinceMs, caughtUp: outage.caughtUp }, ...over].slice(
            0,
            kept,
          );
      } else if (state !== "starting" && outage === undefined) away.set(id, { fromMs: sinceMs, caughtUp: 0 });
    },
    onStored({ source, asOfMs }) {
      const outage = away.get(source);
      if (outage !== undefined) {
        // What brings a source back is stored before its state says so.
        if (asOfMs >= outage.fromMs) outage.caughtUp += 1;
        return;
      }
      const last = over.find((one) => one.source === source);
      if (last === undefined || asOfMs < last.fromMs || asOfMs >= last.toMs) return;
      if (now() - last.toMs <= outageToldForMs) last.caughtUp += 1;
    },
    list: () => over.map((one) => ({ ...one })),
  };
}
