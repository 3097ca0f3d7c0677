// The thread a map file is looked at in: what is large or malicious takes this thread down, never the core.
import { parentPort, workerData } from "node:worker_threads";
import { CodedError } from "#contract/errors.ts";
import { inspect } from "./inspect.ts";
import type { Answer, Request } from "./inspection.ts";

const answer = await inspect(workerData as Request).then(
  (inspected): Answer => ({ inspected }),
  (error: unknown): Answer => {
    if (error instanceof CodedError) return { refused: error.toMessage() };
    throw error;
  },
);
parentPort?.postMessage(answer);
