import { linesOf } from "../../../ui/fitted-text.ts";
import { textWidthPx } from "../../../ui/text-width.ts";

/** What stands in the cells: names or codes, with the value or without; px of the type. "none": nothing fits. */
export type CellWords = {
  form: "name" | "code" | "none";
  hasValue: boolean;
  namePx: number;
  valuePx: number;
  /** Of each cell, in the order of the names. */
  texts: readonly string[];
};

/** Lines stand closer than in running text; Vietnamese marks above and below still have their room. */
export const cellLeading = 1.16;
/** The value is read first; where it is long it is no larger than the name. */
const valueOverName = { most: 1.25, least: 0.95 };
/** Of the source line's type, as the names of communes on their areas have; smaller is for no eye. */
const leastShare = 0.5;
const leastPx = 10;
/** Of a cell's width, both sides together. */
const edgeShare = 0.06;

/** The signs of a passed limit are drawn as wide as they are high. */
const valueWidthPx = (value: string, px: number): number =>
  textWidthPx(value.replace(/[▲◆]/u, ""), px) + (/[▲◆]/u.test(value) ? px * 1.05 : 0);

/** @returns undefined where not even the smallest fits */
function valuePxFor(values: readonly string[], namePx: number, widthPx: number): number | undefined {
  const emWidth = Math.max(0, ...values.map((value) => valueWidthPx(value, 1)));
  const px = Math.min(namePx * valueOverName.most, emWidth === 0 ? Number.POSITIVE_INFINITY : widthPx / emWidth);
  return px < namePx * valueOverName.least ? undefined : Math.floor(px);
}

/** Names that may stand shortened among whole ones: more of them, and codes are easier to read. */
const mostBriefShare = 0.2;

/** As people shorten a name that is too long: "Lương Văn Tri" becomes "L.V. Tri". Of two words, both are needed. */
export const briefName = (name: string): string => {
  const words = name.split(" ");
  if (words.length < 3) return name;
  const last = words.pop() ?? "";
  return `${words.map((word) => `${word.charAt(0)}.`).join("")} ${last}`;
};

/**
 * The most that all cells can say alike, in the largest type in which it fits: names with values, then names, then codes.
 * @param cell px @param values as they are written, with their sign @param sourcePx of the source line's type
 */
export function wordsIn(
  cell: { width: number; height: number },
  { names, codes, values }: { names: readonly string[]; codes: readonly string[]; values: readonly string[] },
  sourcePx: number,
): CellWords {
  const width = cell.width * (1 - edgeShare) - 4;
  const height = cell.height - 6;
  const least = Math.max(leastPx, Math.round(sourcePx * leastShare));
  const fits = (text: string, px: number, room: number): boolean =>
    text.split(" ").every((word) => textWidthPx(word, px) <= width) &&
    linesOf(text, px, width) * px * cellLeading <= room;
  const textsIn = (form: "name" | "code", px: number, room: number): string[] | undefined => {
    if (form === "code") return codes.every((code) => fits(code, px, room)) ? [...codes] : undefined;
    const texts = names.map((name) => [name, briefName(name)].find((text) => fits(text, px, room)));
    const brief = texts.filter((text, at) => text !== names[at]).length;
    if (brief > names.length * mostBriefShare) return undefined;
    const found = texts.flatMap((text) => text ?? []);
    return found.length === names.length ? found : undefined;
  };
  for (const [form, hasValue] of [
    ["name", true],
    ["name", false],
    ["code", true],
    ["code", false],
  ] as const)
    for (let namePx = Math.round(sourcePx); namePx >= least; namePx -= 1) {
      const valuePx = hasValue ? valuePxFor(values, namePx, width) : 0;
      if (valuePx === undefined) continue;
      const texts = textsIn(form, namePx, height - valuePx * cellLeading);
      if (texts !== undefined) return { form, hasValue, namePx, valuePx, texts };
    }
  return { form: "none", hasValue: false, namePx: 0, valuePx: 0, texts: [] };
}
