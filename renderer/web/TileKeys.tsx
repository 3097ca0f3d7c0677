import { type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Area } from "#contract/entities/area.ts";
import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { ShownTile } from "#contract/entities/wall.ts";
import type { Site } from "../state/site.ts";
import { partName } from "../takeaway/taken.ts";
import { tellAskedTile } from "./asking-tile.ts";

/** Which tile somebody is at, by mouse or by finger, and that he pressed it; for the element around tiles. */
export function useTileAtHand({ scene }: Pick<Site, "scene">) {
  const [atHand, setAtHand] = useState<string>();
  const told = useRef(new Set<string>());
  const handlers = {
    onClick({ target }: MouseEvent) {
      const id = target instanceof Element ? target.closest<HTMLElement>("[data-tile]")?.dataset.tile : undefined;
      const tile = scene.tiles.find((one) => one.id === id);
      const key = `${scene.id}/${id}`;
      if (tile === undefined || told.current.has(key)) return;
      // As many as a page has shown; one that is asked again and again is asked once.
      told.current.add(key);
      tellAskedTile(scene.id, tile);
    },
    onPointerOver({ target }: PointerEvent) {
      if (!(target instanceof Element) || target.closest(".takeaway-tile") !== null) return;
      setAtHand(target.closest<HTMLElement>("[data-tile]")?.dataset.tile);
    },
    onPointerLeave({ pointerType }: PointerEvent) {
      // A finger leaves as soon as it is lifted: what it has shown stays to be touched.
      if (pointerType === "mouse") setAtHand(undefined);
    },
  };
  return { atHand, handlers };
}

type Props = { tile: ShownTile; site: Site; isAtHand: boolean; onOpen: (tile: string) => void };

/** In a tile's lower corner, where no value stands: to take its figures away. Seen by whoever is at the tile, and by the keyboard. */
export function TileKey({
  tile,
  site,
  isAtHand,
  onOpen,
  style,
}: Props & { style?: { right: string; bottom: string } }) {
  const { t, i18n } = useTranslation("takeaway");
  const label = t("openTile", { name: partName(tile, site, i18n.language) });
  return (
    <button
      type="button"
      className="takeaway-tile"
      data-at-hand={isAtHand}
      aria-label={label}
      title={label}
      style={style}
      onClick={() => onOpen(tile.id)}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 2v10M5.5 8 10 12.5 14.5 8M3 13v4h14v-4" />
      </svg>
    </button>
  );
}

/** Where a tile's corner is in the picture of some monitors, kept inside it. */
export function cornerIn(tile: ShownTile, area: Area): { right: string; bottom: string } {
  const share = (units: number, from: number, count: number) =>
    Math.min(1, Math.max(0, (units - from * unitsPerDisplay) / (count * unitsPerDisplay)));
  const right = 1 - share(tile.x + tile.width, area.column, area.columns);
  const bottom = 1 - share(tile.y + tile.height, area.row, area.rows);
  return { right: `calc(${right * 100}% + 10px)`, bottom: `calc(${bottom * 100}% + 10px)` };
}
