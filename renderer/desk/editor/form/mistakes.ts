import type { z } from "zod";
import type { Pick } from "../../../figures/picks.ts";
import type { Field, Member } from "./field.ts";

/** What is wrong at a place of the settings; the word is a key of the editor's words. */
export type Mistake = {
  at: string;
  word: "missing" | "tooLow" | "tooHigh" | "tooFew" | "tooMany" | "invalid" | "unknownKeys" | "gone";
  params: Record<string, string | number>;
};

/** What a panel's schema finds wrong, as an operator can act on it. */
export function schemaMistakes(schema: z.ZodType, settings: unknown): Mistake[] {
  const parsed = schema.safeParse(settings);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue): Mistake => {
    const at = issue.path.join(".");
    switch (issue.code) {
      case "unrecognized_keys":
        return { at, word: "unknownKeys", params: { keys: issue.keys.join(", ") } };
      case "too_small": {
        const count = Number(issue.minimum);
        if (issue.origin === "array") return { at, word: "tooFew", params: { count } };
        return issue.origin === "string"
          ? { at, word: "missing", params: {} }
          : { at, word: "tooLow", params: { count } };
      }
      case "too_big": {
        const count = Number(issue.maximum);
        return {
          at,
          word: issue.origin === "number" || issue.origin === "int" ? "tooHigh" : "tooMany",
          params: { count },
        };
      }
      default:
        return { at, word: isAbsent(settings, issue.path) ? "missing" : "invalid", params: {} };
    }
  });
}

function isAbsent(settings: unknown, path: readonly PropertyKey[]): boolean {
  let value = settings;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value === undefined || value === "";
}

/** Ids that name nothing there is, such as a camera that was deleted since. */
export function goneMistakes(
  members: readonly Member[],
  settings: unknown,
  has: (pick: Pick, id: string) => boolean,
): Mistake[] {
  const found: Mistake[] = [];
  const look = (field: Field, value: unknown, at: string): void => {
    if (field.kind === "pick" && typeof value === "string" && value !== "" && !has(field.of, value))
      found.push({ at, word: "gone", params: { id: value } });
    if (field.kind === "list" && Array.isArray(value))
      value.forEach((one, index) => {
        look(field.item, one, `${at}.${index}`);
      });
    if (typeof value !== "object" || value === null) return;
    if (field.kind === "group") lookAll(field.members, value, `${at}.`);
    if (field.kind === "choice") {
      const chosen = (value as Record<string, unknown>)[field.by];
      lookAll(field.options.find((option) => option.value === chosen)?.members ?? [], value, `${at}.`);
    }
  };
  const lookAll = (all: readonly Member[], value: unknown, before: string) => {
    for (const { name, field } of all) look(field, (value as Record<string, unknown> | null)?.[name], before + name);
  };
  lookAll(members, settings, "");
  return found;
}
