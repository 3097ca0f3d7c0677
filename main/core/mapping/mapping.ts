import jsonata from "jsonata";
import { CodedError, type CodedMessage, type ErrorCode } from "#contract/errors.ts";
import { compilePlain } from "./plain-mapping.ts";

/** One message or file gives at most this many readings; more is a mapping that went wild, and is refused whole. */
const maxResults = 10_000;

/** An endless recursion in a mapping must not stop the core: jsonata gives up after this time or depth. */
const defaultTimeoutMs = 2_000;
const maxDepth = 500;

export type Mapping = (input: unknown, bindings: Record<string, unknown>) => Promise<unknown[]>;
export type CompiledMapping =
  | { mapping: Mapping; mistake?: undefined }
  | {
      /** What is wrong with the syntax: the end of a sentence. */
      mistake: CodedMessage;
      /** Characters before the mistake. */
      position: number;
      mapping?: undefined;
    };

/** @returns the mapping, or what is wrong with its syntax and where */
export function compileMapping(expression: string, timeoutMs = defaultTimeoutMs): CompiledMapping {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(expression, { timeout: timeoutMs, stack: maxDepth });
  } catch (error) {
    const { position } = error as { position?: unknown };
    return { mistake: syntaxMistake(error), position: typeof position === "number" ? position : 0 };
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

/** By jsonata's codes (docs.jsonata.org, errors); its texts are English. */
const syntaxCodes: Record<string, ErrorCode> = {
  S0101: "mistake.mapping-quote",
  S0105: "mistake.mapping-quote",
  S0102: "mistake.mapping-number",
  S0103: "mistake.mapping-escape",
  S0104: "mistake.mapping-escape",
  S0106: "mistake.mapping-comment",
  S0201: "mistake.mapping-token",
  S0204: "mistake.mapping-token",
  S0205: "mistake.mapping-token",
  S0206: "mistake.mapping-token",
  S0211: "mistake.mapping-token",
  S0202: "mistake.mapping-got",
  S0203: "mistake.mapping-lacks",
  S0207: "mistake.mapping-end",
  S0208: "mistake.mapping-variable",
  S0212: "mistake.mapping-variable",
  S0214: "mistake.mapping-variable",
  S0301: "mistake.mapping-regex",
  S0302: "mistake.mapping-regex",
};

function syntaxMistake(error: unknown): CodedMessage {
  const { code: mark = "?", token = "", value = "" } = error as Record<"code" | "token" | "value", string | undefined>;
  const params = { mark, token: String(token).slice(0, 60), value: String(value).slice(0, 60) };
  return { code: syntaxCodes[mark] ?? "mistake.mapping-other", params };
}

/** jsonata throws plain objects with code, message and position. */
function detailOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { message } = error as { message?: unknown };
  return typeof message === "string" ? message : "JSONata";
}
