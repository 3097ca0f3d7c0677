import { type CSSProperties, memo, type ReactNode, useCallback, useContext, useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ShownTile, Tile } from "#contract/entities/wall.ts";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import type { TileState } from "../panels/panel.ts";
import { panelOf } from "../panels/registry.ts";
import { useOpenedTile } from "../state/site.ts";
import type { OpenedTile } from "../state/tiles.ts";
import { TypeContext, typeStyle, useTypeScale } from "../ui/type-context.ts";
import { fitted } from "../ui/type-scale.ts";
import { BeyondContext } from "./beyond-context.ts";
import type { Box, Piece } from "./grid.ts";
import { TileBeyond } from "./TileBeyond.tsx";
import { TileBoundary } from "./TileBoundary.tsx";
import { cutBy, TileCuts } from "./TileCuts.tsx";
import { TileMessage } from "./TileMessage.tsx";

type Props = {
  tile: ShownTile;
  box: Box;
  /** In a window of several monitors: what is shown of it on each; absent: all of it. */
  pieces?: readonly Piece[] | undefined;
  report: (tile: Tile, state: TileState, note?: CodedMessage) => void;
  /** It is only getting ready: drawn, running, and not to be seen. */
  isUnseen?: boolean;
  /** It is seen in the next scene too. */
  isStaying?: boolean;
  /** Of tiles that lie over one another the one with the higher number is on top. */
  at?: number;
  /** Shown in the panel's place, where a page has no use for the whole of it. */
  instead?: ReactNode;
  /** Its settings, parsed; absent: those that the site's own scene has for a tile of this name. */
  opened?: OpenedTile | undefined;
};

const paddingEm = 0.38;
/** Room between a framed tile's edge and what is in it. */
export const tilePadding = (sourcePx: number): number => Math.max(12, Math.round(sourcePx * paddingEm));

/** Properties that stylesheets read; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/** One tile: its frame, its panel, and a sentence in its place where the panel cannot be shown. */
export const TileView = memo(function TileView({
  tile,
  box,
  pieces,
  report,
  isUnseen = false,
  isStaying = false,
  at = 0,
  instead,
  opened: given,
}: Props) {
  const { t, i18n } = useTranslation("wall");
  const monitorScale = useTypeScale();
  const panel = panelOf(tile.panel);
  const reportTile = useCallback((state: TileState, note?: CodedMessage) => report(tile, state, note), [report, tile]);
  const own = useOpenedTile(tile.id);
  const opened = useSameWhileEqual(given ?? own);
  const isBeyond = useContext(BeyondContext)(tile);
  const language = i18n.language === "en" ? "en" : "vi";
  const isBare = panel?.frame === "bare";
  const scale = useMemo(() => {
    const aroundPx = isBare ? 0 : 2 * tilePadding(monitorScale.source);
    return fitted(monitorScale, { width: box.width - aroundPx, height: box.height - aroundPx }, panel?.least);
  }, [monitorScale, box.width, box.height, isBare, panel]);
  const padding = isBare ? 0 : tilePadding(scale.source);
  const size = useMemo(
    () => ({ width: box.width - 2 * padding, height: box.height - 2 * padding }),
    [box.width, box.height, padding],
  );

  // Made once for what it shows: that a tile is seen from now on draws its frame again, not what is in it.
  const content = useMemo(() => {
    if (instead !== undefined) return instead;
    const wrong: CodedMessage | undefined =
      panel === undefined
        ? { code: "panel.unknown", params: { panel: tile.panel } }
        : opened !== undefined && "wrong" in opened
          ? opened.wrong
          : undefined;
    if (wrong !== undefined) return <TileMessage text={sentence(wrong, language)} report={reportTile} />;
    if (panel === undefined || opened === undefined || !("settings" in opened)) return null;
    if (isBeyond) return <TileBeyond tile={tile} opened={opened} report={reportTile} />;
    return (
      <TileBoundary
        onError={() => reportTile("error")}
        fallback={(retry) => <TileMessage text={t("tile.error")} action={{ word: t("tile.retry"), run: retry }} />}
      >
        {panel.render(opened.settings, { tile, size, report: reportTile })}
      </TileBoundary>
    );
  }, [instead, panel, opened, isBeyond, tile, size, reportTile, language, t]);
  const isWrong = panel === undefined || (opened !== undefined && "wrong" in opened);

  const cutId = useId();
  const isCut = pieces?.some(({ shiftX, shiftY }) => shiftX !== 0 || shiftY !== 0) === true;
  return (
    <>
      {isCut && pieces !== undefined && <TileCuts id={cutId} pieces={pieces} />}
      <section
        className={`tile${isBare && !isWrong ? " tile-bare" : ""}${isUnseen ? " tile-unseen" : ""}${isStaying ? " tile-staying" : ""}`}
        data-tile={isUnseen ? undefined : tile.id}
        data-unseen={isUnseen ? tile.id : undefined}
        aria-hidden={isUnseen || undefined}
        data-panel={tile.panel}
        style={{
          left: box.left,
          top: box.top,
          width: box.width,
          height: box.height,
          padding,
          ...orderOf(at),
          ...typeStyle(scale, monitorScale),
          // Not on a layer of its own: put together later, the filter would have only what its layer's place holds.
          ...(isCut && pieces !== undefined ? { filter: cutBy(cutId, pieces), willChange: "auto" } : {}),
          ...(tile.except === undefined || pieces === undefined ? {} : { clipPath: pathOf(pieces) }),
        }}
      >
        <TypeContext value={scale}>{content}</TypeContext>
      </section>
    </>
  );
});

const orderOf = (at: number): Variables => ({ "--at": String(at) });

/** Only there: on the other monitors something else stands. */
const pathOf = (pieces: readonly Piece[]): string =>
  `path("${pieces.map(({ left, top, width, height }) => `M${left} ${top}h${width}v${height}h${-width}z`).join("")}")`;

/** The same object as long as it says the same: a panel that stays over a change of scene has nothing to begin anew for. */
function useSameWhileEqual(opened: OpenedTile | undefined): OpenedTile | undefined {
  const text = JSON.stringify(opened);
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as OpenedTile)), [text]);
}
