import { Id, type Language, type Words } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { spanOf, spanWords } from "./spans.ts";

/** What a cell may hold: as a program for tables reads it, and as a profile has it (before it is parsed). */
export type CellKind<Parsed> = {
  /** For the sheet that explains, and for what is told of a mistake. */
  expected: Words;
  /** Offered as a list to choose from. */
  choices?: readonly Words[];
  /** Of a value of the parsed profile; null for an empty cell. */
  write(value: Parsed, language: Language): string | number | null;
  /** @returns undefined where it is not what is expected. Never called with an empty cell. */
  read(cell: string | number): unknown;
  /** What is told of a cell that cannot be read, where what was found there must not be repeated; else what is expected. */
  complaint?(cell: string | number): CodedMessage | undefined;
};

export const textOf = (cell: string | number): string => String(cell).normalize("NFC").trim();
const same = (a: string, b: string): boolean => textOf(a).toLowerCase() === textOf(b).toLowerCase();

export const text: CellKind<string | undefined> = {
  expected: { vi: "chữ", en: "text" },
  write: (value) => value ?? null,
  // A number here was typed as one: "2025" is a fair name.
  read: textOf,
};

/** @param example as people of this table would write one */
export const code = (example: string): CellKind<string> => ({
  expected: {
    vi: `mã gồm chữ thường không dấu, số, dấu chấm, gạch nối, ví dụ ${example}`,
    en: `a code of lower-case letters, digits, dots and hyphens, such as ${example}`,
  },
  write: (value) => value,
  read: (cell) => Id.safeParse(textOf(cell)).data,
});

/** A text that is no number is refused rather than guessed at: "1.234" is one thing in Hà Nội and another in London. */
const numberOf = (cell: string | number): number | undefined => {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : undefined;
  const plain = textOf(cell).replace("−", "-");
  return /^-?\d+(?:,\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : undefined;
};

export const number: CellKind<number | undefined> = {
  expected: { vi: "số", en: "a number" },
  write: (value) => value ?? null,
  read: numberOf,
};

export const decimals: CellKind<number> = {
  expected: { vi: "số nguyên từ 0 đến 6", en: "a whole number from 0 to 6" },
  write: (value) => value,
  read(cell) {
    const value = numberOf(cell);
    return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 6 ? value : undefined;
  },
};

export const span: CellKind<number | undefined> = {
  expected: {
    vi: "khoảng thời gian như 30 giây, 5 phút, 12 giờ, 450 ngày",
    en: "a span such as 30 seconds, 5 minutes, 12 hours, 450 days",
  },
  write: (value, language) => (value === undefined ? null : spanWords(value, language)),
  read: (cell) => spanOf(String(cell)),
};

/** One of some words; in a profile by their keys. */
export function choice<Key extends string>(words: Record<Key, Words>): CellKind<Key> {
  const keys = Object.keys(words) as Key[];
  const all = keys.map((key) => words[key]);
  return {
    expected: listed(all),
    choices: all,
    write: (value, language) => words[value][language],
    read: (cell) => keys.find((key) => same(words[key].vi, String(cell)) || same(words[key].en, String(cell))),
  };
}

/** The same for what may not be there: its cell is then empty. */
export const optional = <Value>(kind: CellKind<Value>): CellKind<Value | undefined> => ({
  ...kind,
  write: (value, language) => (value === undefined ? null : kind.write(value, language)),
});

/** Several of them, with semicolons between. */
export function choices<Key extends string>(words: Record<Key, Words>): CellKind<readonly Key[] | undefined> {
  const one = choice(words);
  const { vi, en } = listed(Object.values<Words>(words));
  return {
    expected: {
      vi: `một hay nhiều từ, cách nhau bằng dấu chấm phẩy: ${vi}`,
      en: `one or more, with semicolons between: ${en}`,
    },
    write: (value, language) => value?.map((key) => one.write(key, language)).join("; ") ?? null,
    read(cell) {
      const found = textOf(cell)
        .split(";")
        .map((part) => one.read(part));
      return found.every((key) => key !== undefined) ? found : undefined;
    },
  };
}

const listed = (words: readonly Words[]): Words => ({
  vi: words.map((word) => word.vi).join(" | "),
  en: words.map((word) => word.en).join(" | "),
});

export const yesNo = (yes: Words, no: Words): CellKind<boolean> => {
  const both = choice({ yes, no });
  return {
    ...both,
    write: (value, language) => both.write(value ? "yes" : "no", language),
    read(cell) {
      const found = both.read(cell);
      return found === undefined ? undefined : found === "yes";
    },
  };
};

/** What is told of a cell that is not what is expected. */
export function wrongCell({ vi, en }: Words, cell: string | number | null): CodedMessage {
  if (cell === null) return { code: "table.cell-missing", params: { vi, en } };
  const found = String(cell);
  return { code: "table.cell", params: { vi, en, found: found.length > 60 ? `${found.slice(0, 57)}…` : found } };
}
