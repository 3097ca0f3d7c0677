import { useTranslation } from "react-i18next";
import { useFigure } from "../../figures/figure.ts";
import { useSite } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import type { PlaceFigure } from "./place-figures.ts";

/** Title, and whose figures the map shows: status and time of the newest. */
export function MapHead({
  title,
  indicator,
  figures,
}: {
  title: string;
  indicator: string | undefined;
  figures: readonly PlaceFigure[];
}) {
  return (
    <header className="map-head">
      <h2>{title}</h2>
      {indicator !== undefined && <Origin indicator={indicator} figures={figures} />}
    </header>
  );
}

function Origin({ indicator, figures }: { indicator: string; figures: readonly PlaceFigure[] }) {
  const { t } = useTranslation("figure");
  const home = useSite()?.place;
  const newest = figures.reduce<{ place: string | undefined; asOfMs: number }>(
    (found, figure) =>
      (figure.asOfMs ?? 0) > found.asOfMs ? { place: figure.place.id, asOfMs: figure.asOfMs ?? 0 } : found,
    { place: home, asOfMs: 0 },
  );
  const { reading, asOf } = useFigure(indicator, newest.place);
  return (
    <p className="map-origin">
      {reading && <Tag kind={reading.status} word={t(`status.${reading.status}`)} />}
      <span>{asOf}</span>
    </p>
  );
}
