import { Worker } from "node:worker_threads";
import { CodedError, isErrorCode } from "#contract/errors.ts";
import type { Answer, Inspected, Request } from "./inspection.ts";

/** A large file of areas takes seconds; what takes longer than this never ends. */
const endsWithinMs = 180_000;
const memoryMb = 1_024;

/**
 * Has a file looked at in a thread of its own, with bounded memory and time.
 * @param entry the thread's program: `import/worker.ts`, or what it was compiled to
 * Rejects with CodedError of what is wrong with the file, or map.too-heavy.
 */
export async function inspectApart(entry: string, request: Request, withinMs = endsWithinMs): Promise<Inspected> {
  const { promise, resolve, reject } = Promise.withResolvers<Inspected>();
  const worker = new Worker(entry, { workerData: request, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const heavy = (detail: string) => reject(new CodedError("map.too-heavy", { name: request.name, detail }));
  const timer = setTimeout(() => heavy(`> ${withinMs / 1_000} s`), withinMs);
  worker.on("message", (answer: Answer) => {
    if ("inspected" in answer) resolve(answer.inspected);
    else if (isErrorCode(answer.refused.code)) reject(new CodedError(answer.refused.code, answer.refused.params));
  });
  worker.on("error", (error: Error & { code?: string }) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") heavy(`> ${memoryMb} MB`);
    else reject(error);
  });
  // After an answer this changes nothing.
  worker.on("exit", (code) => heavy(`exit ${code}`));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
