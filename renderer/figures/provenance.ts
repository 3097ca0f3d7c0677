import type { Reading } from "#contract/entities/reading.ts";
import { textWidthPx } from "../ui/text-width.ts";
import type { SimulationSaid } from "./simulation.ts";

/** Regular weight runs a little narrower than the semibold that widths are told of; and some air, since they are estimates. */
const regular = 0.98;
const tagAroundEm = 0.9;
const gapEm = 0.5;
const airEm = 0.2;

export type ProvenanceOf = {
  /** What the figure is; undefined where there is none. What was converted says so in the word, after a dot (`statusWords`). */
  status: { kind: Reading["status"]; word: string } | undefined;
  /** As of when it is, in the wordings from the longest to the shortest. */
  ages: readonly string[];
  /** A mark stands before the age. */
  hasMark: boolean;
  /** Whose it is; "" where nobody knows. */
  source: string;
};

/** `lines`: 2 where not even tag and shortest age stand side by side. */
export type Provenance = { tag: { kind: Reading["status"]; word: string } | undefined; text: string; lines: 1 | 2 };

/**
 * One line of what a figure is, as of when and from whom: "2025 · Thống kê tỉnh". A tag only where it is less than official, so that
 * MÔ PHỎNG is the one that is seen; the word "official" stands where there is room. The age is never cut, the source goes first.
 * @param px font size @param said who says that it is simulated
 */
export function provenanceOf(of: ProvenanceOf, widthPx: number, px: number, said: SimulationSaid): Provenance {
  const { status, ages, hasMark, source } = of;
  const isPlain = status?.word.includes("·") === false;
  const isOfficial = status?.kind === "official" && isPlain;
  const isSaid = status?.kind === "simulated" && isPlain && said !== "no";
  const tag = status === undefined || isOfficial || isSaid ? undefined : { kind: status.kind, word: status.word };
  const markPx = hasMark ? px : 0;
  const tagPx = tag === undefined ? 0 : textWidthPx(tag.word, px) + (tagAroundEm + gapEm) * px;
  const fits = (text: string, besidePx: number) =>
    textWidthPx(text, px) * regular + markPx + besidePx + airEm * px <= widthPx;
  const joined = (...parts: (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== "").join(" · ");
  const word = isOfficial ? status.word.toLocaleLowerCase() : "";
  const short = ages.at(-1) ?? "";
  const wordings = [
    ...(word === "" ? [] : [joined(ages[0], source, word)]),
    ...(source === "" ? [] : [joined(ages[0], source), ...ages.slice(1).map((age) => joined(age, source))]),
    ...ages,
  ];
  const inOne = wordings.find((text) => fits(text, tagPx));
  if (inOne !== undefined) return { tag, text: inOne, lines: 1 };
  if (tag === undefined) return { tag, text: short, lines: 1 };
  return { tag, text: wordings.find((text) => fits(text, 0)) ?? short, lines: 2 };
}
