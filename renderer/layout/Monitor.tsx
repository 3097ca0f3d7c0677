import { type CSSProperties, type ReactNode, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { areaOf } from "#contract/entities/area.ts";
import type { ShownTile, Tile } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { SimulationContext } from "../figures/simulation.ts";
import type { TileState } from "../panels/panel.ts";
import { panelOf } from "../panels/registry.ts";
import { SceneContext } from "../state/shown-scene.ts";
import type { Site } from "../state/site.ts";
import type { Beside } from "../state/stage.ts";
import { StandIn, standIn } from "../ui/StandIn.tsx";
import { TypeContext } from "../ui/type-context.ts";
import { typeScaleFor } from "../ui/type-scale.ts";
import { ConnectionStrip, useIsLossTold } from "./ConnectionStrip.tsx";
import { Cover } from "./Cover.tsx";
import type { TakePicture } from "./FrozenPicture.tsx";
import { boxOf, hiddenBetween, piecesOf, tilesIn } from "./grid.ts";
import { TileView } from "./TileView.tsx";
import { withBeside } from "./tile-identity.ts";
import { endTurn, turnMarks } from "./turning.ts";
import { saidFor, useSimulation } from "./use-simulation.ts";
import { useTellOf } from "./use-tell-of.ts";
import "./monitor.css";

type Props = {
  site: Site;
  /** The monitor, or those of the surface that this window spans. The same array as long as they are. */
  displays: readonly number[];
  /** One monitor's picture in CSS pixels. */
  size: { width: number; height: number };
  report: (tile: Tile, state: TileState, note?: CodedMessage) => void;
  /** Tiles that stand here unseen: getting ready, or just gone. undefined: on this page none ever do. */
  beside?: Beside | null;
  reportBeside?: (tile: Tile, state: TileState, note?: CodedMessage) => void;
  /** What operators put over all tiles; see `Cover`. Absent: nothing, as where a scene is only being prepared. */
  cover?: "room" | "told";
  /** Takes the picture of one of these monitors, to keep it where it is to stand still; absent: a sentence says that it does. */
  takePicture?: TakePicture;
  /** What stands in the place of a tile's panel; undefined: the panel. Stable over the life of the page. */
  insteadOf?: (tile: Tile) => ReactNode;
};

const noTiles: readonly ShownTile[] = [];
/** So many tiles, seen and unseen, have a layer each; a hundred layers cost more at each frame than the redrawing that they save. */
const mostLayers = 32;

/** Properties that stylesheets read; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/**
 * One monitor of the wall, or a surface of several: the part of the scene that stands there, in type that can be read from where
 * people sit. What spans monitors of a surface is one tile; what operators put over a monitor stays on that monitor.
 */
export function Monitor({
  site,
  displays,
  size,
  report,
  beside,
  reportBeside = report,
  cover,
  takePicture,
  insteadOf,
}: Props) {
  const { t } = useTranslation("wall");
  const { t: figure } = useTranslation("figure");
  const isLossTold = useIsLossTold();
  const { diagonalInch, viewingDistanceM, bezelMm } = site.wall;
  const { width, height } = size;
  const scale = useMemo(
    () => typeScaleFor({ diagonalInch, viewingDistanceM, width, height }),
    [diagonalInch, viewingDistanceM, width, height],
  );
  const stripPx = Math.round(scale.source * 1.7);
  const standInVersion = cover === "room" ? standIn() : null;
  const lossPx = isLossTold ? stripPx : 0;
  const standInPx = standInVersion === null ? 0 : Math.round(scale.source * 0.75);
  const stageHeight = height - lossPx - standInPx;
  const gapPx = Math.round(Math.min(width, height) / 54);
  const scene = useMemo(() => ({ tiles: site.scene.tiles, openedOf: site.openedOf }), [site.scene, site.openedOf]);
  const coming = useMemo(() => (beside ? { tiles: beside.tiles, openedOf: beside.opened } : undefined), [beside]);
  const said = useSimulation(scene, site, displays);
  const besideSaid = useSimulation(coming, site, displays);
  const saidPx = Math.round(scale.source * 1.3);
  // It takes the place of most of the gap under the last tiles.
  const takenPx = saidPx - Math.round(gapPx * 0.7);
  const seenPx = said === "strip" ? takenPx : 0;
  const besidePx = besideSaid === "strip" ? takenPx : 0;
  const placed = useMemo(() => {
    const area = areaOf(site.wall, displays);
    if (area === undefined) return undefined;
    const isSurface = displays.length > 1;
    const hiddenPx = hiddenBetween({ bezelMm, diagonalInch }, { width, height });
    // What is only getting ready stands there as it will be seen.
    const place = (tile: ShownTile, saidPx: number) => {
      const stage = { width, height: stageHeight - saidPx };
      const pitch = isSurface ? { width, height } : stage;
      const panel = panelOf(tile.panel);
      const isBare = panel?.frame === "bare";
      const hidden = panel?.isContinuous === true ? hiddenPx : undefined;
      const box = boxOf(tile, area, stage, isBare ? gapPx / 3 : gapPx, isBare, hidden, pitch);
      return { box, pieces: isSurface ? piecesOf(tile, area, box, pitch, hidden) : undefined };
    };
    const standing = withBeside(tilesIn(site.scene.tiles, area), tilesIn(beside?.tiles ?? noTiles, area)).map(
      ({ staysAs, ...one }, at) => ({
        ...one,
        at,
        ...place(one.tile, one.isSeen ? seenPx : besidePx),
        staysIn: staysAs && place(staysAs, besidePx),
      }),
    );
    // Always in one order, whichever is seen: an element that changes its place among the others is taken out and put in
    // again, which stops a video, loads a page anew and has the rest drawn again.
    return beside === undefined ? standing : standing.sort((one, other) => (one.key < other.key ? -1 : 1));
  }, [
    site.wall,
    site.scene,
    beside,
    displays,
    width,
    height,
    stageHeight,
    seenPx,
    besidePx,
    gapPx,
    bezelMm,
    diagonalInch,
  ]);

  const root = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the scene that was turned to is drawn as the one that is seen
  useLayoutEffect(() => endTurn(root.current), [site.scene]);

  const isLayered = beside !== undefined && (placed?.length ?? 0) <= mostLayers;
  const tell = useTellOf(placed, report, reportBeside);
  const area = areaOf(site.wall, displays) ?? { columns: 1, rows: 1 };
  const style: Variables = {
    width: width * area.columns,
    height: height * area.rows,
    "--type-value": `${scale.value}px`,
    "--type-label": `${scale.label}px`,
    "--type-source": `${scale.source}px`,
    "--gap": `${gapPx}px`,
  };
  return (
    <TypeContext value={scale}>
      <div
        className={`monitor${beside === undefined ? "" : " monitor-changing"}${isLayered ? " monitor-layered" : ""}`}
        data-display={displays.join("+")}
        style={style}
        ref={root}
        {...turnMarks(placed, beside)}
      >
        {placed === undefined && <p className="monitor-note">{t("page.outside", { display: displays.join("+") })}</p>}
        {placed?.every(({ isSeen }) => !isSeen) && (
          <p className="monitor-note">{t("page.noTiles", { display: displays.join("+") })}</p>
        )}
        {placed?.map(({ key, tile, box, pieces, isSeen, staysIn, at }) => (
          <SceneContext key={key} value={isSeen ? scene : (coming ?? scene)}>
            <SimulationContext value={saidFor(isSeen ? said : besideSaid, tile.id)}>
              <TileView
                tile={tile}
                box={box}
                at={at}
                pieces={pieces}
                report={tell}
                isUnseen={!isSeen}
                isStaying={staysIn !== undefined}
                opened={(isSeen ? site.openedOf : beside?.opened)?.get(tile.id)}
                instead={insteadOf?.(tile)}
              />
            </SimulationContext>
          </SceneContext>
        ))}
        {displays.map((display, at) => (
          <div
            key={display}
            className="monitor-pane"
            style={{ left: (at % area.columns) * width, top: Math.floor(at / area.columns) * height, width, height }}
          >
            {cover !== undefined && <Cover display={display} kind={cover} takePicture={takePicture} />}
            {said === "strip" && (
              <p
                className="simulation-strip one-line"
                style={{ height: saidPx, lineHeight: `${saidPx}px`, bottom: lossPx + standInPx }}
              >
                <b>{figure("status.simulated")}</b> · {figure("headline.simulated")}
              </p>
            )}
            {standInVersion !== null && (
              <StandIn version={standInVersion} style={{ height: standInPx, bottom: lossPx }} />
            )}
            {isLossTold && <ConnectionStrip height={stripPx} />}
          </div>
        ))}
      </div>
    </TypeContext>
  );
}
