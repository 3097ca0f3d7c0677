import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import { figureState } from "../../../figures/figure.ts";
import { formatValue } from "../../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../../figures/tone.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { titleOf, useTileName } from "../../../layout/TileBeyond.tsx";
import { TileView, tilePadding } from "../../../layout/TileView.tsx";
import { panelOf } from "../../../panels/registry.ts";
import { needsOf, openTile } from "../../../panels/rules.ts";
import { useCameras } from "../../../state/cameras.ts";
import { useNow } from "../../../state/clock.ts";
import { isFigureBeyond, useReach } from "../../../state/reach.ts";
import { useReading } from "../../../state/readings.ts";
import type { Site } from "../../../state/site.ts";
import { InteractionContext } from "../../../ui/interaction.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { TypeContext } from "../../../ui/type-context.ts";
import { WantedHeightContext } from "../../../ui/wanted-height.ts";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { useWidth } from "../../app/use-width.ts";
import { useAppZone } from "../../app/zone.ts";
import { useAskingTile } from "../../asking-tile.ts";
import { useBeyond } from "../../beyond.ts";
import { FigureNote } from "../FigureNote.tsx";
import { figureName, figurePath, unitBeside } from "../figure-words.ts";
import { useIsPartial } from "../own-part.ts";
import { formOf } from "./parts.ts";

type Props = { tile: Tile; site: Site; scene: string };

/** Sizes in a hand, px. */
const scale = { value: 34, label: 17, source: 14 };
const nothingToReport = () => undefined;
/** Until a list says how high all of its rows are, a tile keeps its shape within these. */
const leastPx = 220;
const mostPx = 560;

/** One tile of a scene, told for a hand. */
export function ScenePart({ tile, site, scene }: Props) {
  const form = formOf(tile.panel);
  if (form === "none") return null;
  if (form === "heading") return <Heading tile={tile} />;
  if (form === "figures") return <Figures tile={tile} site={site} />;
  if (form === "cameras") return <Cameras tile={tile} />;
  if (form === "map") return <MapWay tile={tile} />;
  return <Panel tile={tile} scene={scene} />;
}

function Heading({ tile }: { tile: Tile }) {
  const { language } = useAppZone();
  const title = titleOf(tile, language);
  return title === "" ? null : <h2 className="scene-heading">{title}</h2>;
}

function Figures({ tile, site }: Omit<Props, "scene">) {
  const series = useMemo(() => needsOf(tile).series ?? [], [tile]);
  if (series.length === 0) return null;
  return (
    <ul className="app-card app-list">
      {series.map(({ indicator, place = site.place }) => (
        <FigureRow key={`${indicator}@${place}`} code={indicator} at={place} site={site} />
      ))}
    </ul>
  );
}

function FigureRow({ code, at, site }: { code: string; at: string; site: Site }) {
  const { language } = useAppZone();
  const indicator = site.indicatorOf.get(code);
  const reading = useReading(code, at);
  const state = useNow((nowMs) => figureState(reading, indicator, nowMs));
  const isPartial = useIsPartial();
  const reach = useReach();
  // Whose figures he may not see is told once for the scene; before the core has said how far he sees, nothing is.
  if (indicator === undefined || (isPartial && reading === undefined && (reach === null || isFigureBeyond(code, at))))
    return null;
  const isLost = state === "lost";
  const tone = isLost ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
  const place = site.placeOf.get(at) ?? { name: { vi: at, en: at } };
  return (
    <li>
      <Go className="leader-row" to={figurePath(code, at, site.place)}>
        <span className="leader-told">
          <span className="app-second">{figureName({ indicator, place, isHome: at === site.place }, language)}</span>
          <span className={`scene-value tone-${tone}`}>
            <Mark shape={markOf(tone)} />
            {reading === undefined || isLost ? "—" : formatValue(reading.value, indicator, language)}{" "}
            <small>{unitBeside(reading, indicator, language)}</small>
          </span>
          <FigureNote
            reading={reading}
            indicator={indicator}
            isOld={state !== "fresh" && state !== "empty"}
            sourceName={undefined}
          />
        </span>
      </Go>
    </li>
  );
}

function Cameras({ tile }: { tile: Tile }) {
  const { language } = useAppZone();
  const known = useCameras();
  const isPartial = useIsPartial();
  const { cameras } = needsOf(tile);
  const named = cameras === undefined || cameras === "all" ? [...known.keys()] : cameras;
  const ids = isPartial ? named.filter((id) => known.has(id)) : named;
  if (ids.length === 0) return null;
  return (
    <ul className="app-card app-list">
      {ids.map((id) => (
        <li key={id}>
          <Go className="app-row" to={`/app/camera/${encodeURIComponent(id)}`}>
            <Icon name="cameras" />
            <span>{inLanguage(known.get(id)?.name ?? { vi: id, en: id }, language)}</span>
            <Icon name="onward" />
          </Go>
        </li>
      ))}
    </ul>
  );
}

function MapWay({ tile }: { tile: Tile }) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  return (
    <Go className="app-card app-row scene-map" to="/app/map">
      <Icon name="map" />
      <span>{titleOf(tile, language) || t("map.title")}</span>
      <Icon name="onward" />
    </Go>
  );
}

/** A list or a drawing of the wall, in the width that there is and as high as all of its rows need. */
function Panel({ tile, scene }: Omit<Props, "site">) {
  const isBeyond = useBeyond();
  return isBeyond(tile) ? <Beyond tile={tile} /> : <Drawn tile={tile} scene={scene} />;
}

/** All of it is others' than he may see: that is a line, and no empty drawing. */
function Beyond({ tile }: { tile: Tile }) {
  const { t } = useTranslation("wall");
  const opened = useMemo(() => openTile(tile), [tile]);
  const name = useTileName({ tile, opened });
  return (
    <div className="app-card scene-beyond">
      {name !== "" && <h2>{name}</h2>}
      <p className="app-second">{t("tile.beyond")}</p>
    </div>
  );
}

function Drawn({ tile, scene }: Omit<Props, "site">) {
  const asking = useAskingTile(scene, tile);
  const [root, width] = useWidth();
  const [wanted, setWanted] = useState<number>();
  const opened = useMemo(() => openTile(tile), [tile]);
  const isBare = panelOf(tile.panel)?.frame === "bare";
  const natural = Math.max(leastPx, Math.min(mostPx, (width * tile.height) / tile.width));
  const height = wanted === undefined ? natural : wanted + (isBare ? 0 : 2 * tilePadding(scale.source));
  const take = useCallback((px: number) => setWanted((known) => (known === px ? known : px)), []);
  const box = useMemo(() => ({ left: 0, top: 0, width, height }), [width, height]);
  return (
    <div ref={root} className="scene-panel" style={{ height }} {...asking}>
      {width > 0 && (
        <InteractionContext value="in-page">
          <TypeContext value={scale}>
            <WantedHeightContext value={take}>
              <TileView tile={tile} box={box} opened={opened} report={nothingToReport} />
            </WantedHeightContext>
          </TypeContext>
        </InteractionContext>
      )}
    </div>
  );
}
