import { useIndicator } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import type { PlaceFigure } from "./place-figures.ts";
import { useOrigin } from "./use-origin.ts";

/**
 * Title, and whose figures the map shows: status, time of the newest, source.
 * @param then said in the place of the age where the map shows a past moment; "" for now
 */
export function MapHead({
  title,
  indicator,
  figures,
  then = "",
}: {
  title: string;
  indicator: string | undefined;
  figures: readonly PlaceFigure[];
  then?: string;
}) {
  return (
    <header className="map-head">
      <h2 className="one-line">{title}</h2>
      {indicator !== undefined && <Source indicator={indicator} figures={figures} then={then} />}
    </header>
  );
}

function Source({ indicator, figures, then }: { indicator: string; figures: readonly PlaceFigure[]; then: string }) {
  const { tag, asOf, source } = useOrigin(figures, useIndicator(indicator));
  return (
    <p className="map-origin one-line">
      {tag && <Tag {...tag} />}
      {then === "" ? <span>{asOf}</span> : <span className="tone-late">{then}</span>}
      <span>{source}</span>
    </p>
  );
}
