import { textWidthPx } from "../../ui/text-width.ts";
import type { TypeScale } from "../../ui/type-scale.ts";
import type { PanelSize } from "../panel.ts";

/** A value as long as any is expected to be: all tiles of one size give their values one size. */
const referenceValue = "88.888,8";
const valueLeading = 1.12;
const lineLeading = 1.3;
const tagLeading = 1.42;
/** Regular weight runs a little narrower than the semibold that widths are told of. */
const regular = 0.98;

export type FigurePlan = {
  /** Font size of the label, px: the source's where two lines of it would not leave room for the rest. */
  labelPx: number;
  labelLines: number;
  /** Font size of the value, px. */
  valuePx: number;
  /** Lines for the comparator; 0 where there is none or no room. */
  comparatorLines: number;
  /** Lines of the status, age and source at the foot, and whether the source's name is among them. */
  footLines: number;
  hasSource: boolean;
  /** Where the quiet line is drawn and how large, px; undefined where it would be too small to be read. */
  spark: { at: "below" | "beside"; width: number; height: number } | undefined;
};

type Texts = {
  label: string;
  value: string;
  unit: string;
  status: string;
  age: string;
  /** Of the mark before the age. */
  ageMarkPx?: number;
  source: string;
  comparator: string;
};

/**
 * Divides a tile, in the order of what matters: value, status and age always stand, then the whole label, the
 * comparator, the source's name, a larger value, the line. What depends on the size alone (the value's size and its
 * height on the tile) is the same in neighbouring tiles, so that they are in line.
 */
export function planFigure(size: PanelSize, scale: TypeScale, texts: Texts, hasTrend: boolean): FigurePlan {
  const { width, height } = size;
  const line = scale.source * lineLeading;
  const tag = scale.source * tagLeading;
  const gap = scale.source * 0.5;
  const widthOf = (text: string) => textWidthPx(text, scale.source) * regular;

  // The foot: tag and age side by side or one under the other, and the source's name after them.
  const tagPx = texts.status === "" ? 0 : textWidthPx(texts.status, scale.source) + scale.source * 0.9;
  const agePx = widthOf(texts.age) + (texts.ageMarkPx ?? 0);
  // Widths are estimates: without some air the age would wrap out of sight.
  const isOneLine = tagPx + gap + agePx + 0.2 * scale.source <= width;
  const leastFoot = isOneLine ? tag : tag + line;
  const lastLinePx = isOneLine ? tagPx + gap + agePx : agePx;
  const sourceFits = texts.source !== "" && lastLinePx + gap + widthOf(texts.source) <= width;
  const fullFoot = tag + line;

  const fixed = scale.value * valueLeading + line + fullFoot;
  const isNarrow = width < 13 * scale.label;
  const hasRoomAtLabelSize = height >= fixed + 2 * scale.label * lineLeading;
  const labelPx = isNarrow && !hasRoomAtLabelSize ? scale.source : scale.label;
  const labelLine = labelPx * lineLeading;

  let left = height - scale.value * valueLeading - leastFoot - labelLine;
  let labelLines = 1;
  if (textWidthPx(texts.label, labelPx) > width && left >= labelLine) {
    labelLines = 2;
    left -= labelLine;
  }
  let comparatorLines = 0;
  if (texts.comparator !== "" && left >= line) {
    comparatorLines = 1;
    left -= line;
  }
  let footLines = isOneLine ? 1 : 2;
  let hasSource = sourceFits;
  if (texts.source !== "" && !sourceFits && left >= line) {
    hasSource = true;
    footLines += 1;
    left -= line;
  }
  if (comparatorLines === 1 && widthOf(texts.comparator) > width && left >= line) {
    comparatorLines = 2;
    left -= line;
  }

  // Of the room that even a tile with two lines of everything leaves, a part makes the value larger.
  const spare = Math.max(0, height - fixed - 2 * scale.label * lineLeading - line);
  const largest = Math.max(scale.label * 2.6, height * 0.22);
  const byWidth = (width * 0.72) / textWidthPx(referenceValue, 1);
  const wanted = Math.min(scale.value + (spare * 0.5) / valueLeading, byWidth, largest);
  const unitPx = texts.unit === "" ? 0 : widthOf(texts.unit) + scale.source * 0.4;
  const fitting = (width - unitPx) / Math.max(0.1, textWidthPx(texts.value, 1));
  const valuePx = Math.round(Math.max(scale.value, Math.min(wanted, fitting)));
  left -= (valuePx - scale.value) * valueLeading;

  let spark: FigurePlan["spark"];
  if (hasTrend) {
    const beside = width - textWidthPx(texts.value, valuePx) - unitPx - scale.source * 0.7;
    if (left >= scale.source * 1.6) spark = { at: "below", width, height: Math.floor(left - scale.source * 0.3) };
    else if (beside >= scale.source * 3)
      spark = { at: "beside", width: Math.floor(beside), height: Math.floor(valuePx * 0.72) };
  }
  return { labelPx, labelLines, valuePx, comparatorLines, footLines, hasSource, spark };
}
