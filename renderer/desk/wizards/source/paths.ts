/**
 * A way into an answer: a key of an object, the place in a list of unlike things, or `each` of a list of like ones. What is pointed at in one
 * row is meant in all.
 */
export const each = -1;
export type Path = readonly (string | number)[];

export type Scalar = string | number | boolean | null;
const isScalar = (value: unknown): value is Scalar => typeof value !== "object" || value === null;

/** A list within a list holds a row's cells by their place; any other holds like things. */
export const isRowOfCells = (value: readonly unknown[], parent: unknown): boolean =>
  Array.isArray(parent) && value.length > 0 && value.every(isScalar);

export const keyOfPath = (path: Path): string => JSON.stringify(path);
export const isSamePath = (one: Path | null, other: Path | null): boolean =>
  one !== null && other !== null && keyOfPath(one) === keyOfPath(other);

/** All that stands at a path, in order; what is missing in a row is undefined. */
export function valuesAt(input: unknown, [step, ...rest]: Path): unknown[] {
  if (step === undefined) return [input];
  if (step === each) return Array.isArray(input) ? input.flatMap((one) => valuesAt(one, rest)) : [];
  if (typeof input !== "object" || input === null) return [undefined];
  return valuesAt((input as Record<string, unknown>)[step], rest);
}

/** As people read it: donVi.quaHan. */
export const pathText = (path: Path): string =>
  path
    .filter((step) => step !== each)
    .map((step) => (typeof step === "number" ? `[${step + 1}]` : step))
    .join(".") || "·";

/** A line of an answer as it is laid out for people, with what can be pointed at in it. */
export type AnswerLine = {
  key: string;
  depth: number;
  /** The name before the value; null in a list. */
  name: string | null;
  /** Brackets and braces, or that more follows. */
  text: string;
  /** What can be pointed at. */
  cell: { path: Path; value: Scalar } | null;
};

const shownItems = 4;

/** An answer as lines; of a long list the first items, and how many more there are. */
export function linesOf(input: unknown, more: (count: number) => string): AnswerLine[] {
  const lines: AnswerLine[] = [];
  const put = (depth: number, name: string | null, text: string, cell: AnswerLine["cell"] = null) =>
    lines.push({ key: String(lines.length), depth, name, text, cell });
  const walk = (value: unknown, path: Path, depth: number, name: string | null, parent: unknown): void => {
    if (isScalar(value)) {
      put(depth, name, "", { path, value });
      return;
    }
    if (Array.isArray(value)) {
      const isCells = isRowOfCells(value, parent);
      put(depth, name, "[");
      const shown = isCells ? value : value.slice(0, shownItems);
      for (const [at, one] of shown.entries()) walk(one, [...path, isCells ? at : each], depth + 1, null, value);
      if (value.length > shown.length) put(depth + 1, null, more(value.length - shown.length));
      put(depth, null, "]");
      return;
    }
    put(depth, name, "{");
    for (const [key, one] of Object.entries(value as object)) walk(one, [...path, key], depth + 1, key, value);
    put(depth, null, "}");
  };
  walk(input, [], 0, null, undefined);
  return lines;
}
