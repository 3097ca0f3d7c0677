import type { CodedError } from "#contract/errors.ts";
import { connectionError, isRefusal } from "../outbound/network-failure.ts";
import { createPacing } from "../outbound/pacing.ts";
import type { Cadence } from "./cadence.ts";
import type { ConnectorContext, LineEvent, RunningConnector } from "./connector.ts";

/** A platform that fails is asked again after at least this long, at most so long, or as often as it is asked anyway. */
const retryFirstMs = 1_000;
const retryLastMs = 15_000;
const restMs = 60_000;
/** Clocks are set and machines suspended: an appointment by the clock is looked for at least this often. */
const lookEveryMs = 30_000;

/** What one question has come to: taken, or refused because the store is full (asked again soon). */
export type Asked = "taken" | "no-room";

/**
 * Asks a platform at each appointment, one question at a time.
 * @param ask one question, with all that becomes of its answer; `at` tells the "host:port" for reasons
 */
export function startPolling(
  context: ConnectorContext,
  cadence: Cadence,
  ask: (signal: AbortSignal, at: (host: string) => void) => Promise<Asked>,
): RunningConnector {
  const lastMs = Math.min(Math.max(cadence.everyMs, retryFirstMs), retryLastMs);
  const pacing = createPacing({ firstMs: retryFirstMs, lastMs, restMs });
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;

  /** @returns milliseconds to the next attempt; null when the appointment is kept */
  const poll = async (): Promise<number | null> => {
    let host = "?";
    let isUsable = true;
    try {
      const asked = await ask(ending.signal, (name) => {
        host = name;
      });
      if (asked === "no-room") return pacing.failed(undefined).pauseMs;
    } catch (error) {
      if (ending.signal.aborted) return null;
      const failure = connectionError(host, error);
      const kind = kindOf(failure);
      if (kind !== "unusable") {
        const { pauseMs, isResting } = pacing.failed(failure);
        context.report({ kind, reason: failure.toMessage(), next: { atMs: context.now() + pauseMs, isResting } });
        return pauseMs;
      }
      // An answer that cannot be used will not get better by asking faster.
      isUsable = false;
      context.report({ kind, reason: failure.toMessage() });
    }
    pacing.worked();
    cadence.taken(isUsable);
    return null;
  };

  const run = (): void => {
    polling = poll().then((pauseMs) => {
      if (ending.signal.aborted) return;
      if (pauseMs === null) wait();
      else timer = setTimeout(run, pauseMs);
    });
  };
  const wait = (): void => {
    const leftMs = cadence.left();
    if (leftMs <= 0) run();
    else timer = setTimeout(wait, Math.min(leftMs, lookEveryMs));
  };
  polling = cadence.begin().then(() => {
    if (!ending.signal.aborted) wait();
  });

  return {
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await polling;
    },
  };
}

const unusableCodes = new Set<string>([
  "source.not-json",
  "source.not-csv",
  "cap.too-large",
  "cap.doctype",
  "cap.not-xml",
  "cap.other-version",
  "cap.not-cap",
  "cap.too-many",
  "source.charset-unknown",
  "source.mapping-failed",
  "source.nothing-given",
  "source.too-large",
  "source.too-many-rows",
  "source.no-rows",
  "source.query-failed",
  "source.query-wrong",
  "source.query-writes",
]);

function kindOf(error: CodedError): Exclude<LineEvent["kind"], "answering"> {
  if (isRefusal(error)) return "refused";
  return unusableCodes.has(error.code) ? "unusable" : "failing";
}
