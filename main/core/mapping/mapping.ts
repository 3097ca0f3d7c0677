import jsonata from "jsonata";
import { CodedError } from "#contract/errors.ts";
import { compilePlain } from "./plain-mapping.ts";

/** One message or file gives at most this many readings; more is a mapping that went wild, and is refused whole. */
const maxResults = 10_000;

/** An endless recursion in a mapping must not stop the core: jsonata gives up after this time or depth. */
const defaultTimeoutMs = 2_000;
const maxDepth = 500;

export type Mapping = (input: unknown, bindings: Record<string, unknown>) => Promise<unknown[]>;
export type CompiledMapping =
  | { mapping: Mapping; error?: undefined }
  | { error: string /** Characters before the mistake. */; position: number; mapping?: undefined };

/** @returns the mapping, or jsonata's own words (English) and where its syntax is wrong */
export function compileMapping(expression: string, timeoutMs = defaultTimeoutMs): CompiledMapping {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(expression, { timeout: timeoutMs, stack: maxDepth });
  } catch (error) {
    const { position } = error as { position?: unknown };
    return { error: detailOf(error), position: typeof position === "number" ? position : 0 };
  }
  const plain = compilePlain(compiled.ast());
  return {
    mapping: async (input, bindings) => {
      let result: unknown;
      try {
        result = plain?.(input, bindings) ?? (await compiled.evaluate(input, bindings));
      } catch (error) {
        throw new CodedError("source.mapping-failed", { detail: detailOf(error) });
      }
      const results = result === undefined || result === null ? [] : Array.isArray(result) ? result : [result];
      if (results.length > maxResults)
        throw new CodedError("source.mapping-failed", { detail: `${results.length} > ${maxResults}` });
      return results;
    },
  };
}

/** jsonata throws plain objects with code, message and position. */
function detailOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { message } = error as { message?: unknown };
  return typeof message === "string" ? message : "JSONata";
}
