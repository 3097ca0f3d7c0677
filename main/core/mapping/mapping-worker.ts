/** A thread that does nothing but run mappings on trial; see mapping-apart.ts. A program of its own. */
import { parentPort } from "node:worker_threads";
import { sentence } from "#contract/errors.ts";
import { compileMapping } from "./mapping.ts";
import type { MappingOutcome, MappingTask } from "./mapping-apart.ts";

parentPort?.on("message", ({ expression, input, bindings }: MappingTask) => {
  void run(expression, input, bindings).then((outcome) => parentPort?.postMessage(outcome));
});

async function run(expression: string, input: unknown, bindings: Record<string, unknown>): Promise<MappingOutcome> {
  try {
    const compiled = compileMapping(expression);
    if (compiled.mistake !== undefined) return { detail: sentence(compiled.mistake, "vi") };
    const results = await compiled.mapping(input, bindings);
    // Functions and the like, which jsonata can give back, do not cross a line; as JSON they vanish.
    return { results: JSON.parse(JSON.stringify(results)) as unknown[] };
  } catch (error) {
    const params = (error as { params?: { detail?: unknown } }).params;
    return { detail: String(params?.detail ?? error).slice(0, 300) };
  }
}
