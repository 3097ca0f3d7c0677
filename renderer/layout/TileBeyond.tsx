import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import { inLanguage } from "../i18n/bundles.ts";
import type { TileState } from "../panels/panel.ts";
import { useIndicator } from "../state/site.ts";
import type { OpenedTile } from "../state/tiles.ts";

type OfTile = { tile: Pick<Tile, "settings">; opened: OpenedTile | undefined };

/** What a tile calls itself; "" where it does not. */
export function titleOf({ settings }: Pick<Tile, "settings">, language: string): string {
  const { title } = settings as { title?: { vi?: unknown; en?: unknown } };
  const text = language === "en" ? title?.en : title?.vi;
  return typeof text === "string" ? text : "";
}

/** Its title, else the name of the figure that it shows: that there is such a figure every screen knows by the catalogue. */
export function useTileName({ tile, opened }: OfTile): string {
  const { i18n } = useTranslation("wall");
  const [first] = (opened !== undefined && "settings" in opened ? opened.figures?.series : undefined) ?? [];
  const indicator = useIndicator(first?.indicator ?? "");
  return titleOf(tile, i18n.language) || (indicator === undefined ? "" : inLanguage(indicator.name, i18n.language));
}

/** In the place of a panel that would say "no figure yet" of what is there, and is not to be seen by whoever looks. */
export function TileBeyond({ report, ...of }: OfTile & { report: (state: TileState) => void }) {
  const { t } = useTranslation("wall");
  const name = useTileName(of);
  useEffect(() => report("empty"), [report]);
  return (
    <div className="tile-message">
      {name !== "" && <h2>{name}</h2>}
      <p>{t("tile.beyond")}</p>
    </div>
  );
}
