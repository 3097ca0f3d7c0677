import { useIndicator } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import type { PanelSize } from "../panel.ts";
import type { PlaceFigure } from "./place-figures.ts";
import { useOrigin } from "./use-origin.ts";

/** Of the source line's type: in fewer a title and whose the figures are cut one another, and lower tiles have no second line to give. */
const stackedBelowEm = 30;
const stackedFromHeightEm = 20;
const headEm = 1.9;
const secondLineEm = 1.35;

/** How high the head is, px, and whether it has two lines. */
export function headOf({ width, height }: PanelSize, sourcePx: number): { heightPx: number; isStacked: boolean } {
  const isStacked = width < stackedBelowEm * sourcePx && height >= stackedFromHeightEm * sourcePx;
  return { heightPx: (headEm + (isStacked ? secondLineEm : 0)) * sourcePx, isStacked };
}

/**
 * Title, and whose figures the map shows: status, time of the newest, source.
 * @param then said in the place of the age where the map shows a past moment; "" for now
 * @param isStacked whose they are stands under the title, where a narrow tile has no room for both in one line
 * @param isSourceBelow the legend tells the source: with a past moment there is no room for it beside a title
 */
export function MapHead({
  title,
  indicator,
  figures,
  then = "",
  isSourceBelow = false,
  isStacked = false,
}: {
  title: string;
  indicator: string | undefined;
  figures: readonly PlaceFigure[];
  then?: string;
  isSourceBelow?: boolean;
  isStacked?: boolean;
}) {
  return (
    <header className="map-head" data-stacked={isStacked}>
      <h2 className="one-line">{title}</h2>
      {indicator !== undefined && (
        <Source indicator={indicator} figures={figures} then={then} isSourceBelow={isSourceBelow} />
      )}
    </header>
  );
}

function Source({
  indicator,
  figures,
  then,
  isSourceBelow,
}: {
  indicator: string;
  figures: readonly PlaceFigure[];
  then: string;
  isSourceBelow: boolean;
}) {
  const { tag, asOf, source } = useOrigin(figures, useIndicator(indicator));
  return (
    <p className="map-origin one-line">
      {tag && <Tag {...tag} />}
      {then === "" ? <span>{asOf}</span> : <span className="tone-late">{then}</span>}
      {!isSourceBelow && <span>{source}</span>}
    </p>
  );
}
