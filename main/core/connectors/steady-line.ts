import { CodedError } from "#contract/errors.ts";
import { connectionError, isRefusal } from "../outbound/network-failure.ts";
import { createPacing } from "../outbound/pacing.ts";
import type { ConnectorContext, RunningConnector } from "./connector.ts";

const retryFirstMs = 250;
const retryLastMs = 10_000;
const longestRestMs = 30_000;
/** A line that stood this long and dropped is most often back at once; one that dropped sooner is a failure like others. */
const steadyMs = 2_000;

export type Attempt = {
  /** Aborted when the source is stopped. */
  readonly signal: AbortSignal;
  /** To be called once the address is known; "host:port" without account. */
  at(host: string): void;
  /** To be called when the platform has let us in. */
  up(): void;
  /** The platform asks to wait this long before the next attempt (`retry:` of server-sent events). */
  askPause(ms: number): void;
};

/**
 * Keeps a line to a platform that sends by itself (MQTT, server-sent events, WebSocket): opens it, waits for its end,
 * says so, and opens it again after a pause.
 *
 * @param open settles when the line has ended, with the error that ended it or without one when the platform closed it;
 *   the address and its secrets are looked up in it each time, so that a password set meanwhile is found
 * @param restMs how rarely it is tried once the circuit breaker is open
 */
export function keepLine(
  context: ConnectorContext,
  open: (attempt: Attempt) => Promise<void>,
  restMs = longestRestMs,
): RunningConnector {
  const pacing = createPacing({ firstMs: retryFirstMs, lastMs: retryLastMs, restMs });
  const ending = new AbortController();
  let wake: (() => void) | undefined;

  const once = async (): Promise<number> => {
    let host = "?";
    let upAtMs: number | undefined;
    let askedMs = 0;
    let failure: CodedError;
    try {
      await open({
        signal: ending.signal,
        at: (name) => {
          host = name;
        },
        up: () => {
          upAtMs = performance.now();
          context.report({ kind: "answering" });
        },
        askPause: (ms) => {
          askedMs = ms;
        },
      });
      failure = new CodedError("source.closed", { host, detail: "CLOSED" });
    } catch (error) {
      failure = connectionError(host, error);
    }
    if (ending.signal.aborted) return 0;
    const wasSteady = upAtMs !== undefined && performance.now() - upAtMs >= steadyMs;
    if (wasSteady) pacing.worked();
    const { pauseMs, isResting } = pacing.failed(failure);
    const waitMs = Math.max(wasSteady && failure.code !== "source.busy" ? 0 : pauseMs, askedMs);
    const kind = isRefusal(failure) ? "refused" : "failing";
    context.report({ kind, reason: failure.toMessage(), next: { atMs: context.now() + waitMs, isResting } });
    return waitMs;
  };

  const running = (async () => {
    while (!ending.signal.aborted) {
      const waitMs = await once();
      if (ending.signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();

  return {
    async stop() {
      ending.abort();
      wake?.();
      await running;
    },
  };
}
