import { z } from "zod";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import type { Path } from "./documents.ts";

type Issue = z.core.$ZodIssue;

/** Zod's own Vietnamese, for the rare issues that have no better sentence here. */
const zodVietnamese = z.locales.vi().localeError;

const word = (name: string): string => sentence({ code: `mistake.word.${name}`, params: {} }, "vi");

const typeWords: Record<string, string> = {
  string: "text",
  number: "number",
  nan: "number",
  int: "whole-number",
  array: "list",
  tuple: "list",
  object: "map",
  record: "map",
  boolean: "boolean",
  null: "nothing",
  undefined: "nothing",
};
const typeWord = (type: string): string => (typeWords[type] === undefined ? type : word(typeWords[type]));

/** What stands there, short enough for one line. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return word("nothing");
  if (Array.isArray(value)) return `${word("list")} (${value.length})`;
  if (typeof value === "object") return word("map");
  const text = String(value);
  return `«${text.length > 60 ? `${text.slice(0, 57)}…` : text}»`;
}

export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The first mistake in what a platform sent, for the code that refuses it: where it is, and what is wrong there. */
export function mistakeIn({ issues: [issue] }: z.ZodError, candidate: unknown): { at: string; detail: string } {
  if (issue === undefined) return { at: "·", detail: "" };
  return {
    at: issue.path.length === 0 ? "·" : issue.path.join("."),
    detail: sentence(sentenceOf(issue, candidate), "vi"),
  };
}

const quoted = (values: readonly unknown[]): string => values.map((value) => String(value)).join(" | ");

/**
 * What is wrong at the place of a zod issue, said with what was expected and what was found.
 * @param data what was parsed, for the value that was found
 */
export function sentenceOf(issue: Issue, data: unknown): CodedMessage {
  const value = valueAt(data, issue.path as Path);
  const found = shown(value);
  const expected = (text: string): CodedMessage =>
    value === undefined
      ? { code: "mistake.missing", params: { expected: text } }
      : { code: "mistake.expected", params: { expected: text, found } };
  switch (issue.code) {
    case "invalid_type":
      return expected(typeWord(issue.expected));
    case "invalid_value":
      return expected(quoted(issue.values));
    case "invalid_union": {
      const options = (issue as { options?: unknown[] }).options;
      if (options !== undefined) return expected(quoted(options));
      if (issue.path.at(-1) === "asOf") return { code: "mistake.instant", params: { found } };
      const types = issue.errors.flatMap((errors) =>
        errors.flatMap((error) => (error.code === "invalid_type" ? [typeWord(error.expected)] : [])),
      );
      return expected(types.length > 0 ? [...new Set(types)].join(" | ") : word("value"));
    }
    case "invalid_format": {
      const pattern = (issue as { pattern?: string }).pattern ?? "";
      if (issue.format === "date") return { code: "mistake.day", params: { found } };
      if (pattern.includes("[smhd]")) return { code: "mistake.span", params: { found } };
      if (pattern.includes("(?:[.-][a-z0-9]+)*")) return { code: "mistake.id", params: { found } };
      if (pattern.includes("postgres(?:ql)?")) return { code: "mistake.postgresql-url", params: {} };
      if (pattern.includes("rtsps?")) return { code: "mistake.rtsp-url", params: {} };
      return expected(pattern === "" ? issue.format : pattern);
    }
    case "too_big":
    case "too_small": {
      const sign = issue.code === "too_big" ? "≤" : "≥";
      const limit = issue.code === "too_big" ? issue.maximum : issue.minimum;
      const what = issue.origin === "array" || issue.origin === "string" ? `${typeWord(issue.origin)} ` : "";
      return expected(`${what}${sign} ${limit}`);
    }
    case "custom":
      if (issue.message.startsWith("2d <= raw")) return { code: "mistake.retention", params: {} };
      if (issue.message.startsWith("every <=")) return { code: "mistake.expected-every", params: {} };
      if (issue.message.startsWith("lateAfter")) return { code: "mistake.freshness-order", params: {} };
      if (issue.message.startsWith("every |")) return { code: "mistake.every-or-schedule", params: {} };
      if (issue.message.startsWith("above |")) return { code: "mistake.threshold-side", params: {} };
      return expected(issue.message);
    case "unrecognized_keys":
      return { code: "mistake.unknown-key", params: { key: issue.keys.join(", ") } };
    default: {
      const said = zodVietnamese(issue as z.core.$ZodRawIssue);
      return expected(typeof said === "string" ? said : (said?.message ?? issue.message));
    }
  }
}
