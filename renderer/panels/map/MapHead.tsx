import { useIndicator } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import type { PlaceFigure } from "./place-figures.ts";
import { useOrigin } from "./use-origin.ts";

/**
 * Title, and whose figures the map shows: status, time of the newest, source.
 * @param then said in the place of the age where the map shows a past moment; "" for now
 * @param isSourceBelow the legend tells the source: with a past moment there is no room for it beside a title
 */
export function MapHead({
  title,
  indicator,
  figures,
  then = "",
  isSourceBelow = false,
}: {
  title: string;
  indicator: string | undefined;
  figures: readonly PlaceFigure[];
  then?: string;
  isSourceBelow?: boolean;
}) {
  return (
    <header className="map-head">
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
