import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useReach } from "../../state/reach.ts";
import { useIndicator } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import { isWell } from "./features.ts";
import type { PlaceFigure } from "./place-figures.ts";
import { Sign } from "./Sign.tsx";
import type { StationSign, Switchable } from "./settings.ts";
import { useOrigin } from "./use-origin.ts";

/** A layer of figures besides the gates and the communes, which have legends of their own. */
export type LegendLine = {
  sign: StationSign | "vehicle" | "heat";
  indicator: string;
  figures: readonly PlaceFigure[];
  /** Where the map leaves some of them out: how many, and how many it shows as old. */
  hidden?: { old: number; lost: number; unreadable: number };
};

/** The lines of the layers that are on, in the order they are told. */
export function legendLines(told: {
  isOn: (layer: Switchable) => boolean;
  stations: readonly (LegendLine & { sign: StationSign })[];
  vehicles: Omit<LegendLine, "sign"> | undefined;
  heat: { indicator: string; figures: readonly PlaceFigure[] } | undefined;
}): LegendLine[] {
  return [
    ...(told.isOn("stations") ? told.stations : []),
    ...(told.isOn("vehicles") && told.vehicles ? [{ sign: "vehicle" as const, ...told.vehicles }] : []),
    ...(told.isOn("heat") && told.heat ? [{ sign: "heat" as const, ...told.heat }] : []),
  ];
}

/** What each of these layers shows, when it is of, how much of it is old, and whose it is. */
export const LayerLegend = ({ lines }: { lines: readonly LegendLine[] }) => (
  <ul>
    {lines.map((line) => (
      <Line key={`${line.sign}/${line.indicator}`} {...line} />
    ))}
  </ul>
);

function Line({ sign, indicator: code, figures, hidden }: LegendLine) {
  const { t, i18n } = useTranslation("map");
  const { t: figureWords } = useTranslation("figure");
  const indicator = useIndicator(code);
  const origin = useOrigin(figures, indicator);
  const { tag, asOf, source, converted } = origin;
  const { old, lost, unreadable } = hidden ?? { old: origin.old, lost: 0, unreadable: 0 };
  if (indicator === undefined) return <li>{figureWords("unknownIndicator", { code })}</li>;
  return (
    <li className="map-layer">
      <p className="map-layer-name">
        <Sign name={sign} />
        <span>
          {inLanguage(indicator.name, i18n.language)} ({inLanguage(indicator.unit, i18n.language)})
        </span>
      </p>
      <p>
        {tag && <Tag {...tag} />}
        <span>{asOf}</span>
        <span>{source}</span>
      </p>
      {(old > 0 || converted > 0 || lost > 0 || unreadable > 0) && (
        <p>
          {lost > 0 && <span className="tone-late">{t("vehicles.lost", { count: lost })}</span>}
          {unreadable > 0 && <span className="tone-attention">{t("vehicles.unreadable", { count: unreadable })}</span>}
          {old > 0 && <span className="tone-late">{t(hidden ? "vehicles.old" : "scale.old", { count: old })}</span>}
          {converted > 0 && <span>{t("scale.converted", { count: converted })}</span>}
        </p>
      )}
    </li>
  );
}

/** How many cameras there are, and how many of them show nothing: that is as old as the last look at each. */
export function CameraCount({ cameras }: { cameras: ReadonlyMap<string, CameraView> }) {
  const { t } = useTranslation("map");
  const isPart = useReach() !== null;
  const broken = [...cameras.values()].filter(({ state }) => !isWell(state)).length;
  // That there are none says only who sees all of them.
  if (isPart && cameras.size === 0) return null;
  return (
    <span>
      <Sign name="camera" /> {t("cameras", { count: cameras.size })}
      {broken > 0 && <span className="tone-attention"> {t("brokenCameras", { count: broken })}</span>}
    </span>
  );
}
