import type { z } from "zod";
import type { Words } from "#contract/entities/text.ts";
import { type CodedMessage, catalogue, type ErrorParams, inBoth, isErrorCode, saidInBoth } from "#contract/errors.ts";
import type { WantedName } from "#contract/mistake-params.ts";
import type { Path } from "./mistake.ts";
import { choicesOf, saidOf, schemaAt, typeOf, valuesOf } from "./schema-places.ts";

type Issue = z.core.$ZodIssue;

const word = (name: WantedName): Words => catalogue[`mistake.word.${name}`];

const typeWords: Record<string, WantedName> = {
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
const typeWord = (type: string): Words => word(typeWords[type] ?? "value");

const same = (text: string): Words => ({ vi: text, en: text });
const either = (words: readonly Words[]): Words => ({
  vi: [...new Set(words.map(({ vi }) => vi))].join(" | "),
  en: [...new Set(words.map(({ en }) => en))].join(" | "),
});

/** What stands there, short enough for one line. */
function shown(value: unknown): Words {
  if (value === undefined || value === null) return word("nothing");
  if (Array.isArray(value)) {
    const { vi, en } = word("list");
    return { vi: `${vi} (${value.length})`, en: `${en} (${value.length})` };
  }
  if (typeof value === "object") return word("map");
  const text = String(value).replace(/\/\/[^/\s@]*@/g, "//…@");
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return { vi: `«${short}»`, en: `“${short}”` };
}

/** What stands there as the parameter `found` of a sentence; an account in an address is left out. */
export const found = (value: unknown): ErrorParams => inBoth("found", shown(value));

/** The type of a value that has the wrong one, as a word. */
export const foundType = (type: "text" | "list"): ErrorParams => inBoth("found", word(type));

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The first mistake in what a platform sent, for the code that refuses it: where it is, and what is wrong there. */
export function mistakeIn(schema: z.ZodType, { issues: [issue] }: z.ZodError, candidate: unknown): ErrorParams {
  if (issue === undefined) return { at: "·", detail: "" };
  return {
    at: issue.path.length === 0 ? "·" : issue.path.join("."),
    ...saidInBoth("detail", sentenceOf(issue, candidate, schema)),
  };
}

/** What a schema takes, in words. */
function wantedOf(schema: z.ZodType): Words {
  const { wanted } = saidOf(schema);
  if (wanted !== undefined) return word(wanted);
  const choices = choicesOf(schema);
  if (choices.length > 1 && typeOf(schema) === "union")
    return either(choices.some((one) => typeOf(one) === "object") ? [word("map")] : choices.map(wantedOf));
  const values = valuesOf(schema);
  return values.length > 0 ? same(values.map(String).join(" | ")) : typeWord(typeOf(schema));
}

/** What is expected, as the issue says it: for a place that the schema does not lead to. */
function wantedBy(issue: Issue): Words {
  if (issue.code === "invalid_type") return typeWord(issue.expected);
  if (issue.code === "invalid_value") return same(issue.values.map(String).join(" | "));
  const { options } = issue as { options?: unknown };
  return Array.isArray(options) ? same(options.map(String).join(" | ")) : word("value");
}

/**
 * What is wrong at the place of a zod issue: by its code, by what the schema there says of itself and by the parameters of its rules,
 * never by anybody's text.
 * @param data what was parsed, for the value that was found
 * @param schema by which it was parsed
 */
export function sentenceOf(issue: Issue, data: unknown, schema: z.ZodType): CodedMessage {
  const path = issue.path as Path;
  const value = valueAt(data, path);
  const there = schemaAt(schema, path, data);
  const { isConcealed } = there === undefined ? {} : saidOf(there);
  switch (issue.code) {
    case "unrecognized_keys":
      return { code: "mistake.unknown-key", params: { key: issue.keys.join(", ") } };
    case "too_big":
    case "too_small":
      return outOfRange(issue, value);
    case "custom": {
      const { mistake, ...params } = (issue.params ?? {}) as ErrorParams;
      const code = String(mistake);
      if (isErrorCode(code))
        return { code, params: catalogue[code].vi.includes("{found}") ? { ...params, ...found(value) } : params };
      break;
    }
  }
  const isUnquoted = issue.code === "invalid_type" && ["number", "boolean"].includes(typeof value);
  const isText =
    there !== undefined && typeOf(there) === "string" && [undefined, "text"].includes(saidOf(there).wanted);
  const wanted = there === undefined ? wantedBy(issue) : isUnquoted && isText ? word("quoted-text") : wantedOf(there);
  const expected = inBoth("expected", wanted);
  if (value === undefined) return { code: "mistake.missing", params: expected };
  return isConcealed
    ? { code: "mistake.expected-concealed", params: expected }
    : { code: "mistake.expected", params: { ...expected, ...found(value) } };
}

function outOfRange(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, value: unknown): CodedMessage {
  const isBig = issue.code === "too_big";
  const limit = Number(isBig ? issue.maximum : issue.minimum);
  const { length: count } = value as { length: number };
  if (issue.origin === "string") {
    if (count === 0) return { code: "mistake.empty", params: {} };
    return { code: isBig ? "mistake.too-long" : "mistake.too-short", params: { limit, count } };
  }
  if (issue.origin === "array")
    return { code: isBig ? "mistake.too-many" : "mistake.too-few", params: { limit, count } };
  const isInclusive = issue.inclusive !== false;
  const code = isBig
    ? isInclusive
      ? "mistake.too-high"
      : "mistake.not-below"
    : isInclusive
      ? "mistake.too-low"
      : "mistake.not-above";
  return { code, params: { limit, ...found(value) } };
}
