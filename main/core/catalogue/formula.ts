import type { z } from "zod";
import { Derived } from "#contract/entities/derived.ts";
import type { Language } from "#contract/entities/text.ts";
import { spanOf, spanWords } from "../tables/spans.ts";

/** As it stands in a profile, before it is parsed. */
export type RawDerived = z.input<typeof Derived>;

const functions = {
  sum: { vi: "tổng", en: "sum" },
  difference: { vi: "hiệu", en: "difference" },
  ratio: { vi: "tỷ số", en: "ratio" },
  "per-head": { vi: "bình quân đầu người", en: "per head" },
  average: { vi: "trung bình", en: "average" },
  cumulative: { vi: "luỹ kế", en: "cumulative" },
  "previous-period": { vi: "so kỳ trước", en: "on the period before" },
  "last-year": { vi: "so cùng kỳ", en: "on the same period last year" },
  plan: { vi: "so kế hoạch", en: "against plan" },
  calculation: { vi: "phép tính", en: "calculation" },
} as const;
type FunctionName = keyof typeof functions;

const ways = {
  percent: { vi: "phần trăm", en: "percent" },
  share: { vi: "tỷ trọng", en: "share" },
  difference: { vi: "chênh lệch", en: "difference" },
} as const;
type Way = keyof typeof ways;

/** Marks, case and the two ways to write "lũy" make no difference. */
const folded = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").toLowerCase().trim().replace(/\s+/g, " ");

function named<Name extends string>(words: Record<Name, Record<Language, string>>, text: string): Name | undefined {
  const names = Object.keys(words) as Name[];
  return names.find((name) => Object.values<string>(words[name]).some((word) => folded(word) === folded(text)));
}

/** A derived indicator as people write it: "tổng(cua-khau.xe-cho; huu-nghi; chi-ma)", "so cùng kỳ(thu; phần trăm)". */
export function formulaText(derived: Derived, language: Language): string {
  const call = (name: FunctionName, ...parts: string[]) => `${functions[name][language]}(${parts.join("; ")})`;
  const factor = (times: number) => (times === 1 ? [] : [String(times)]);
  switch (derived.kind) {
    case "sum":
      return call("sum", derived.of, ...derived.places);
    case "difference":
      return call("difference", derived.of, derived.minus);
    case "ratio":
      return call("ratio", derived.of, derived.to, ...factor(derived.times));
    case "per-head":
      return call("per-head", derived.of, derived.population, ...factor(derived.times));
    case "average":
      return call("average", derived.of, spanWords(derived.over, language));
    case "cumulative":
      return call("cumulative", derived.of);
    case "change":
      return call(derived.against, derived.of, ways[derived.as][language]);
    case "calculation": {
      const inputs = Object.entries(derived.inputs).map(([input, code]) => `${input} = ${code}`);
      return call("calculation", derived.name, ...inputs);
    }
  }
}

/** @returns what a profile would say; undefined for what is no formula. What it names is checked with the whole catalogue. */
export function formulaOf(text: string): RawDerived | undefined {
  const [, called = "", inside = ""] = /^([^()]+)\(([^()]*)\)$/.exec(text.trim()) ?? [];
  const name = named(functions, called);
  const [of = "", ...rest] = inside.split(";").map((part) => part.trim());
  if (name === undefined || of === "") return undefined;
  const made = rawOf(name, of, rest);
  return made !== undefined && Derived.safeParse(made).success ? made : undefined;
}

function rawOf(name: FunctionName, of: string, rest: string[]): RawDerived | undefined {
  const [first = "", second, ...more] = rest;
  const times = second === undefined ? {} : { times: Number(second.replace(",", ".")) };
  switch (name) {
    case "sum":
      return { kind: "sum", of, places: rest };
    case "difference":
      return second === undefined ? { kind: "difference", of, minus: first } : undefined;
    case "ratio":
      return more.length === 0 ? { kind: "ratio", of, to: first, ...times } : undefined;
    case "per-head":
      return more.length === 0 ? { kind: "per-head", of, population: first, ...times } : undefined;
    case "average": {
      const over = spanOf(first);
      return over === undefined || second !== undefined ? undefined : { kind: "average", of, over };
    }
    case "cumulative":
      return rest.length === 0 ? { kind: "cumulative", of } : undefined;
    case "calculation": {
      const pairs = rest.map((part) => part.split("=").map((side) => side.trim()));
      const isRight =
        rest.length > 0 &&
        pairs.every((pair) => pair.length === 2) &&
        new Set(pairs.map(([input]) => input)).size === rest.length;
      return isRight ? { kind: "calculation", name: of, inputs: Object.fromEntries(pairs) } : undefined;
    }
    default: {
      const as: Way | undefined = rest.length === 0 ? "percent" : named(ways, first);
      return as === undefined || second !== undefined ? undefined : { kind: "change", of, against: name, as };
    }
  }
}

/** All there are, for the sheet that explains. */
export const formulaHelp: Record<Language, string> = {
  vi: Object.values(functions)
    .map(({ vi }) => `${vi}(…)`)
    .join(" · "),
  en: Object.values(functions)
    .map(({ en }) => `${en}(…)`)
    .join(" · "),
};
