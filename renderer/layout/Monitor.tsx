import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import type { TileState } from "../panels/panel.ts";
import { panelOf } from "../panels/registry.ts";
import type { Site } from "../state/site.ts";
import { TypeContext } from "../ui/type-context.ts";
import { typeScaleFor } from "../ui/type-scale.ts";
import { ConnectionStrip, useIsLossTold } from "./ConnectionStrip.tsx";
import { boxOf, cellOf, tilesOn } from "./grid.ts";
import { TileView } from "./TileView.tsx";
import "./monitor.css";

type Props = {
  site: Site;
  display: number;
  /** The monitor's picture in CSS pixels. */
  size: { width: number; height: number };
  report: (tile: Tile, state: TileState) => void;
};

/** Properties that stylesheets read; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/** One monitor of the wall: the part of the scene that stands on it, in type that can be read from where people sit. */
export function Monitor({ site, display, size, report }: Props) {
  const { t } = useTranslation("wall");
  const isLossTold = useIsLossTold();
  const { diagonalInch, viewingDistanceM } = site.wall;
  const { width, height } = size;
  const scale = useMemo(
    () => typeScaleFor({ diagonalInch, viewingDistanceM, width, height }),
    [diagonalInch, viewingDistanceM, width, height],
  );
  const stripPx = Math.round(scale.source * 1.7);
  const stageHeight = isLossTold ? height - stripPx : height;
  const gapPx = Math.round(Math.min(width, height) / 54);
  const placed = useMemo(() => {
    const cell = cellOf(site.wall, display);
    if (cell === undefined) return undefined;
    const stage = { width, height: stageHeight };
    return tilesOn(site.scene.tiles, cell).map((tile) => {
      const isBare = panelOf(tile.panel)?.frame === "bare";
      return { tile, box: boxOf(tile, cell, stage, isBare ? gapPx / 3 : gapPx, isBare) };
    });
  }, [site.wall, site.scene, display, width, stageHeight, gapPx]);

  const style: Variables = {
    width,
    height,
    "--type-value": `${scale.value}px`,
    "--type-label": `${scale.label}px`,
    "--type-source": `${scale.source}px`,
    "--gap": `${gapPx}px`,
  };
  return (
    <TypeContext value={scale}>
      <div className="monitor" data-display={display} style={style}>
        {placed === undefined && <p className="monitor-note">{t("page.outside", { display })}</p>}
        {placed?.length === 0 && <p className="monitor-note">{t("page.noTiles", { display })}</p>}
        {placed?.map(({ tile, box }) => (
          <TileView key={tile.id} tile={tile} box={box} report={report} />
        ))}
        {isLossTold && <ConnectionStrip height={stripPx} />}
      </div>
    </TypeContext>
  );
}
