import { CodedError } from "#contract/errors.ts";
import type { ConnectorContext, LineEvent, RunningConnector } from "./connector.ts";
import { connectionError } from "./network-failure.ts";
import { createPacing } from "./pacing.ts";

/** A platform that fails is asked again after at least this long, at most so long unless it is polled more rarely anyway. */
const retryFirstMs = 1_000;
const retryLastMs = 15_000;
const restMs = 60_000;

/** What one question has come to: taken, or turned away because the store is full (asked again soon). */
export type Asked = "taken" | "turned-away";

/**
 * Asks a platform every `everyMs`, counted from the first time and not from the last answer, so it does not drift.
 * @param ask one question, with all that becomes of its answer; `at` tells the "host:port" for reasons
 */
export function startPolling(
  context: ConnectorContext,
  everyMs: number,
  ask: (signal: AbortSignal, at: (host: string) => void) => Promise<Asked>,
): RunningConnector {
  const firstMs = Math.min(everyMs, retryFirstMs);
  const lastMs = Math.min(Math.max(everyMs, firstMs), retryLastMs);
  const pacing = createPacing({ firstMs, lastMs, restMs: Math.max(lastMs, restMs) });
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;
  let dueAtMs = performance.now();

  /** @returns milliseconds to the next question */
  const poll = async (): Promise<number> => {
    let host = "?";
    try {
      const asked = await ask(ending.signal, (name) => {
        host = name;
      });
      if (asked === "turned-away") return pacing.failed(undefined).pauseMs;
    } catch (error) {
      if (ending.signal.aborted) return 0;
      const failure = connectionError(host, error);
      const kind = kindOf(failure);
      // An answer that cannot be used will not get better by asking faster.
      if (kind === "unusable") {
        context.report({ kind, reason: failure.toMessage() });
      } else {
        const { pauseMs, isResting } = pacing.failed(failure);
        context.report({ kind, reason: failure.toMessage(), next: { atMs: context.now() + pauseMs, isResting } });
        return pauseMs;
      }
    }
    pacing.worked();
    const nowMs = performance.now();
    // Turns that were missed (a slow answer, a suspended machine) are not made up for.
    while (dueAtMs <= nowMs) dueAtMs += everyMs;
    return dueAtMs - nowMs;
  };

  const run = (): void => {
    polling = poll().then((pauseMs) => {
      if (!ending.signal.aborted) timer = setTimeout(run, pauseMs);
    });
  };
  run();

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
  "source.mapping-failed",
  "source.nothing-given",
  "source.too-large",
]);

function kindOf(error: CodedError): Exclude<LineEvent["kind"], "answering"> {
  if (error.code === "source.refused") return "refused";
  return unusableCodes.has(error.code) ? "unusable" : "failing";
}

/**
 * Runs one question under a time-out for the whole of it, from connecting to the last byte.
 * @throws CodedError source.timeout, or what `question` throws
 */
export async function within<T>(
  timeoutMs: number,
  signal: AbortSignal,
  host: string,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await question(AbortSignal.any([timeout, signal]));
  } catch (error) {
    if (!timeout.aborted) throw error;
    throw new CodedError("source.timeout", { host, seconds: timeoutMs / 1_000 }, { cause: error });
  }
}
