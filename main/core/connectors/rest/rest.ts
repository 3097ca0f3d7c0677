import type { RestSource } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { createBackoff } from "../backoff.ts";
import type { Connector, LineEvent } from "../connector.ts";
import { compileMapping } from "../mapping.ts";
import { hostOf, unreachable } from "../network-failure.ts";
import { requestJson } from "./request.ts";

/** A platform that fails is asked again after at least this long, at most so long unless it is polled more rarely anyway. */
const retryFirstMs = 1_000;
const retryLastMs = 15_000;

/** Asks an endpoint again and again: every `every`, counted from the first time and not from the last answer, so it does not drift. */
export const startRest: Connector<RestSource> = (config, context) => {
  const compiled = compileMapping(config.mapping);
  const firstMs = Math.min(config.every, retryFirstMs);
  const backoff = createBackoff(firstMs, Math.min(Math.max(config.every, firstMs), retryLastMs));
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;
  let dueAtMs = performance.now();

  const poll = async (): Promise<boolean> => {
    let host = "?";
    try {
      const url = await context.resolve(config.url);
      host = hostOf(url);
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(config.headers)) headers[name] = await context.resolve(value);
      const answer = await requestJson({
        url,
        method: config.method,
        headers,
        body: config.body,
        timeoutMs: config.timeout,
        signal: ending.signal,
      });
      if (compiled.mapping === undefined) throw new CodedError("source.mapping-failed", { detail: compiled.error });
      const receivedAt = new Date(context.now()).toISOString();
      const candidates = await compiled.mapping(answer, { receivedAt });
      if (ending.signal.aborted) return false;
      if (candidates.length === 0) throw new CodedError("source.nothing-given");
      context.report({ kind: "answering" });
      return !context.emit(candidates).isTurnedAway;
    } catch (error) {
      if (ending.signal.aborted) return false;
      const reason = unreachable(host, error);
      context.report({ kind: kindOf(error), reason });
      // An answer that cannot be used will not get better by asking faster.
      return kindOf(error) === "unusable";
    }
  };

  const run = (): void => {
    polling = poll().then((isFine) => {
      if (ending.signal.aborted) return;
      const nowMs = performance.now();
      if (isFine) {
        backoff.reset();
        // Turns that were missed (a slow answer, a suspended machine) are not made up for.
        while (dueAtMs <= nowMs) dueAtMs += config.every;
        timer = setTimeout(run, dueAtMs - nowMs);
      } else {
        timer = setTimeout(run, backoff.next());
      }
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
};

const unusableCodes = new Set(["source.not-json", "source.mapping-failed", "source.nothing-given", "source.too-large"]);

function kindOf(error: unknown): Exclude<LineEvent["kind"], "answering"> {
  if (!(error instanceof CodedError)) return "failing";
  if (error.code === "source.refused") return "refused";
  return unusableCodes.has(error.code) ? "unusable" : "failing";
}
