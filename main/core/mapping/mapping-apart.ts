import { Worker } from "node:worker_threads";
import { CodedError } from "#contract/errors.ts";
import { ownProgram } from "../run/programs.ts";
import { type CompiledMapping, compileMapping } from "./mapping.ts";

/** What goes to the worker and what comes back. */
export type MappingTask = { expression: string; input: unknown; bindings: Record<string, unknown> };
export type MappingOutcome = { results: unknown[] } | { detail: string };

/** A pattern can search for years without ever giving jsonata's own clock a turn: after this the worker is ended. */
const timeoutMs = 4_000;
const memoryMb = 128;

export type Apart = {
  /** As `compileMapping`; but the expression runs in the worker, one task at a time, with an end to time and memory. */
  compile(expression: string): CompiledMapping;
  stop(): Promise<void>;
};

const program = ownProgram("mapping-worker");

/** Mappings that somebody tries run in a worker of their own: whatever is written there, the core goes on. */
export function runApart(): Apart {
  let worker: Worker | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const ask = (task: MappingTask): Promise<unknown[]> => {
    const running = worker ?? new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, env: {} });
    worker = running;
    return new Promise((resolve, reject) => {
      const settle = (outcome: MappingOutcome | "stopped") => {
        clearTimeout(timer);
        running.removeAllListeners();
        if (outcome !== "stopped" && "results" in outcome) return resolve(outcome.results);
        if (outcome !== "stopped") return reject(new CodedError("source.mapping-failed", { detail: outcome.detail }));
        worker = undefined;
        void running.terminate();
        reject(new CodedError("source.mapping-too-slow", { seconds: timeoutMs / 1_000 }));
      };
      const timer = setTimeout(() => settle("stopped"), timeoutMs);
      running.once("message", settle);
      running.once("error", (error: NodeJS.ErrnoException) => {
        settle(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "stopped" : { detail: error.message });
      });
      running.once("exit", () => settle("stopped"));
      running.postMessage(task);
    });
  };

  return {
    compile(expression) {
      const compiled = compileMapping(expression);
      if (compiled.mistake !== undefined) return compiled;
      return {
        mapping: (input, bindings) => {
          const answer = tail.then(() => ask({ expression, input, bindings }));
          tail = answer.catch(() => {});
          return answer;
        },
      };
    },
    stop: async () => void (await worker?.terminate()),
  };
}
