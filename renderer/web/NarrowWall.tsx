import { useCallback, useMemo, useState } from "react";
import type { Tile } from "#contract/entities/wall.ts";
import { cellOf, tilesOn } from "../layout/grid.ts";
import { TileView, tilePadding } from "../layout/TileView.tsx";
import { panelOf } from "../panels/registry.ts";
import type { Site } from "../state/site.ts";
import { tilesWithFigures } from "../takeaway/taken.ts";
import { TypeContext } from "../ui/type-context.ts";
import { WantedHeightContext } from "../ui/wanted-height.ts";
import { TileKey, useTileAtHand } from "./TileKeys.tsx";

/** Sizes for a phone in the hand, px; in the stylesheet too. */
const scale = { value: 34, label: 17, source: 14 };
const nothingToReport = () => undefined;
const inRow = { right: "6px", bottom: "6px" };

/** How high a tile stands in a column of this width: text needs lines, pictures keep their shape. */
export function narrowHeight(
  tile: Pick<Tile, "panel" | "width" | "height" | "settings">,
  width: number,
  ratio: number,
): number {
  if (tile.panel === "heading") return 44;
  if (tile.panel === "key-figure") return tile.settings.trend === undefined ? 138 : 176;
  // A province is about as high as wide, and what its colours and marks mean stands under it.
  if (tile.panel === "map") return Math.round(width * 1.45);
  const natural = width * (tile.height / tile.width) * ratio;
  if (tile.panel === "camera" || tile.panel === "camera-tour") return Math.round(width * 0.6);
  return Math.round(Math.max(260, Math.min(natural, width * 1.1)));
}

/** Every tile of the wall once, in the order of its monitors, one a row. */
export function NarrowWall({ site, width, onTake }: { site: Site; width: number; onTake: (tile: string) => void }) {
  const { atHand, handlers } = useTileAtHand(site);
  const withFigures = useMemo(() => new Set(tilesWithFigures(site).map(({ id }) => id)), [site]);
  // Of lists, which have all their rows here: height is free.
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map());
  // Another scene may have a tile of the same name.
  const keyOf = useCallback((tile: string) => `${site.scene.id}/${tile}`, [site.scene.id]);
  const padding = 12;
  const inner = width - 2 * padding;
  const tiles = useMemo(() => {
    const seen = new Set<string>();
    const found: Tile[] = [];
    for (let display = 1; display <= site.wall.columns * site.wall.rows; display += 1) {
      const cell = cellOf(site.wall, display);
      if (cell === undefined) continue;
      for (const tile of tilesOn(site.scene.tiles, cell).sort((a, b) => a.y - b.y || a.x - b.x))
        if (!seen.has(tile.id)) {
          seen.add(tile.id);
          found.push(tile);
        }
    }
    return found;
  }, [site.wall, site.scene]);
  const ratio = site.wall.resolution.width / site.wall.resolution.height;
  const rows = useMemo(() => {
    return tiles.map((tile) => {
      const isBare = panelOf(tile.panel)?.frame === "bare";
      const wantedPx = wanted.get(keyOf(tile.id));
      const height =
        wantedPx === undefined
          ? narrowHeight(tile, inner, 1 / ratio)
          : wantedPx + (isBare ? 0 : 2 * tilePadding(scale.source));
      return { tile, isBare, box: { left: 0, top: 0, width: isBare ? width : inner, height } };
    });
  }, [tiles, width, inner, ratio, wanted, keyOf]);
  const takerOf = useMemo(() => {
    const takers = new Map<string, (px: number) => void>();
    return (id: string) => {
      const taker =
        takers.get(id) ??
        ((px: number) => setWanted((known) => (known.get(id) === px ? known : new Map(known).set(id, px))));
      takers.set(id, taker);
      return taker;
    };
  }, []);
  return (
    <TypeContext value={scale}>
      <main className="web-narrow" {...handlers}>
        {rows.map(({ tile, isBare, box }) => (
          <div
            key={keyOf(tile.id)}
            className="web-row"
            style={{ height: box.height, width: box.width, marginLeft: isBare ? 0 : padding }}
          >
            <WantedHeightContext value={takerOf(keyOf(tile.id))}>
              <TileView tile={tile} box={box} report={nothingToReport} />
            </WantedHeightContext>
            {withFigures.has(tile.id) && (
              <TileKey tile={tile} site={site} isAtHand={atHand === tile.id} onOpen={onTake} style={inRow} />
            )}
          </div>
        ))}
      </main>
    </TypeContext>
  );
}
