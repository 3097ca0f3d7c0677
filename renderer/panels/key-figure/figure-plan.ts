import { textWidthPx } from "../../ui/text-width.ts";
import type { TypeScale } from "../../ui/type-scale.ts";
import type { PanelSize } from "../panel.ts";

/** A value as long as any is expected to be: all tiles of one size give their values one size. In a narrow one most are shorter. */
const referenceValue = { usual: "88.888,8", narrow: "8.888" };
const narrowLabels = 9.5;
const valueLeading = 1.12;
const lineLeading = 1.3;
const tagLeading = 1.42;
/** Regular weight runs a little narrower than the semibold that widths are told of. */
const regular = 0.98;
/** Of the tile's height a value takes no more than this: the rest says what it is. */
const mostOfHeight = 0.4;
/** A line needs this height to be read as one. */
const leastSparkEm = 1.6;
/** Of the room that is left, this part stands above the value: it belongs to what is under it. */
const aboveShare = 0.4;
/** The mark of a passed limit before the value, in heights of it. */
const markEm = 0.8;

export type FigurePlan = {
  /** Font size of the label, px: the source's where two lines of it would not leave room for the rest. */
  labelPx: number;
  labelLines: number;
  /** Font size of the value, px. */
  valuePx: number;
  /** What is left free above the value, px. */
  abovePx: number;
  /** The unit stands beside the value, else before the comparator. */
  isUnitBeside: boolean;
  /** Lines for the comparator; 0 where there is none or no room. */
  comparatorLines: number;
  /** Where the quiet line is drawn and how large, px; undefined where it would be too small to be read. */
  spark: { at: "below" | "beside"; width: number; height: number } | undefined;
};

type Texts = {
  label: string;
  value: string;
  unit: string;
  comparator: string;
  /** The mark of a passed limit stands before the value. */
  hasMark?: boolean;
  /** Lines of the foot. */
  footLines: 1 | 2;
};

/** How large a value may be in a tile of a size, whatever stands in it: one line of everything else, and the longest value. */
function commonValuePx({ width, height }: PanelSize, scale: TypeScale): number {
  const others = (scale.label + scale.source) * lineLeading + scale.source * tagLeading;
  const byHeight = Math.min((height - others) / valueLeading, height * mostOfHeight);
  const reference = width < narrowLabels * scale.label ? referenceValue.narrow : referenceValue.usual;
  return Math.max(scale.value, Math.min(byHeight, width / textWidthPx(reference, 1)));
}

/**
 * The sizes of type in a tile that is much larger than what it says: all of it grows, as far as the value does not become smaller for it
 * and stays twice as large as its label. By the tile's size alone, so that neighbours are alike.
 */
export function grownFor(size: PanelSize, scale: TypeScale): TypeScale {
  const value = commonValuePx(size, scale);
  for (let share = 2; share > 1; share -= 0.05) {
    const label = Math.round(scale.label * share);
    const source = Math.round(scale.source * share);
    const grown = { value: scale.value, label, source };
    const isWide = size.width >= 26 * source;
    if (isWide && value >= 2 * label && commonValuePx(size, grown) >= value) return grown;
  }
  return scale;
}

/**
 * Divides a tile, in the order of what matters: value, status and age always stand, then the whole label, the comparator, a larger value,
 * the line. What depends on the size alone (the value's size and its height on the tile) is the same in neighbouring tiles, so that
 * they are in line.
 */
export function planFigure(size: PanelSize, scale: TypeScale, texts: Texts, hasTrend: boolean): FigurePlan {
  const { width, height } = size;
  const line = scale.source * lineLeading;
  const widthOf = (text: string) => textWidthPx(text, scale.source) * regular;
  const footPx = scale.source * tagLeading + (texts.footLines - 1) * line;

  const isNarrow = width < 13 * scale.label;
  const leastOthers = scale.value * valueLeading + line + footPx;
  const hasRoomAtLabelSize = height >= leastOthers + 2 * scale.label * lineLeading;
  const isLong = textWidthPx(texts.label, scale.label) > width;
  const labelPx = isNarrow && isLong && !hasRoomAtLabelSize ? scale.source : scale.label;
  const labelLine = labelPx * lineLeading;

  // With the value at its least: what stands beside it at all.
  let left = height - scale.value * valueLeading - footPx - labelLine;
  let labelLines = 1;
  if (textWidthPx(texts.label, labelPx) > width && left >= labelLine) {
    labelLines = 2;
    left -= labelLine;
  }
  const common = commonValuePx(size, scale);
  const valueEm = textWidthPx(texts.value, 1) + (texts.hasMark === true ? markEm : 0);
  const unitPx = texts.unit === "" ? 0 : widthOf(texts.unit) + scale.source * 0.4;
  const fitting = (besidePx: number) => Math.min(common, (width - besidePx) / Math.max(0.1, valueEm));
  const textWith = (isBeside: boolean) =>
    isBeside ? texts.comparator : [texts.unit, texts.comparator].filter((text) => text !== "").join(" · ");
  const linesWith = (isBeside: boolean) => {
    const text = textWith(isBeside);
    return text === "" ? 0 : widthOf(text) + 0.9 * scale.source > width ? 2 : 1;
  };
  // Beside the value where that is no smaller for it, or where under it there is no line for it.
  const isUnitBeside =
    unitPx === 0 || fitting(unitPx) >= fitting(0) || left < line || (linesWith(false) > 1 && left < 2 * line);
  let comparatorLines = Math.min(linesWith(isUnitBeside), Math.max(0, Math.floor(left / line)));
  const roomPx = left - comparatorLines * line + scale.value * valueLeading;
  let valuePx = Math.min(fitting(isUnitBeside ? unitPx : 0), roomPx / valueLeading);
  if (valuePx < common && comparatorLines === 2 && isUnitBeside) {
    // A value that is twice as large says more than the second line of what it is held against.
    const larger = Math.min(fitting(unitPx), (roomPx + line) / valueLeading);
    if (valuePx < 2 * scale.label && larger > valuePx * 1.25) {
      comparatorLines = 1;
      valuePx = larger;
    }
  }
  valuePx = Math.round(Math.max(scale.value, valuePx));
  left -= comparatorLines * line + (valuePx - scale.value) * valueLeading;

  // By the size alone, as far as this tile has it; a line under the value has its room in any case.
  const usual = height - common * valueLeading - (scale.label + scale.source) * lineLeading - scale.source * tagLeading;
  const sparkPx = scale.source * (leastSparkEm + 0.3);
  const abovePx = Math.max(0, Math.round(Math.min(usual * aboveShare, usual - sparkPx, left)));
  left -= abovePx;

  let spark: FigurePlan["spark"];
  if (hasTrend) {
    const beside = width - valueEm * valuePx - (isUnitBeside ? unitPx : 0) - scale.source * 0.7;
    if (left >= sparkPx) spark = { at: "below", width, height: Math.floor(left - scale.source * 0.3) };
    else if (beside >= scale.source * 3)
      spark = { at: "beside", width: Math.floor(beside), height: Math.floor(valuePx * 0.72) };
  }
  return { labelPx, labelLines, valuePx, abovePx, isUnitBeside, comparatorLines, spark };
}
