import { useTranslation } from "react-i18next";
import { useFigure } from "../../figures/figure.ts";
import { useSite } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import { useGateFigures } from "./use-gate-figures.ts";

/** Title, and whose figures the map shows: status and time of the newest. */
export function MapHead({ title, indicator }: { title: string; indicator: string | undefined }) {
  return (
    <header className="map-head">
      <h2>{title}</h2>
      {indicator !== undefined && <Origin indicator={indicator} />}
    </header>
  );
}

function Origin({ indicator }: { indicator: string }) {
  const { t } = useTranslation("figure");
  const home = useSite()?.place;
  const newest = useGateFigures(indicator).reduce<{ place: string | undefined; asOfMs: number }>(
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
