import { linesOf } from "../../../ui/fitted-text.ts";
import { textWidthPx } from "../../../ui/text-width.ts";

/** What stands in every cell: the whole name or its code, with the value or without; px of the type. "none": nothing fits. */
export type CellWords = { form: "name" | "code" | "none"; hasValue: boolean; namePx: number; valuePx: number };

/** Lines stand closer than in running text; Vietnamese marks above and below still have their room. */
export const cellLeading = 1.16;
/** The value is read first. */
const valueOverName = 1.25;
/** Of the source line's type, as the names of communes on their areas have; smaller is for no eye. */
const leastShare = 0.5;
const leastPx = 10;
/** Of a cell's width, both sides together. */
const edgeShare = 0.06;

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
  const fits = (form: "name" | "code", hasValue: boolean, namePx: number): boolean => {
    const valuePx = hasValue ? Math.round(namePx * valueOverName) : 0;
    if (hasValue && values.some((value) => textWidthPx(value, valuePx) > width)) return false;
    const room = height - valuePx * cellLeading;
    return (form === "name" ? names : codes).every((text) => {
      const widest = Math.max(...text.split(" ").map((word) => textWidthPx(word, namePx)));
      return widest <= width && linesOf(text, namePx, width) * namePx * cellLeading <= room;
    });
  };
  for (const [form, hasValue] of [
    ["name", true],
    ["name", false],
    ["code", true],
    ["code", false],
  ] as const)
    for (let namePx = Math.round(sourcePx); namePx >= least; namePx -= 1)
      if (fits(form, hasValue, namePx))
        return { form, hasValue, namePx, valuePx: hasValue ? Math.round(namePx * valueOverName) : 0 };
  return { form: "none", hasValue: false, namePx: 0, valuePx: 0 };
}
