import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Tile, unitsPerDisplay } from "#contract/entities/wall.ts";
import { Mark } from "../../ui/Mark.tsx";
import { type Hold, holds } from "./placing.ts";

type Cell = { width: number; height: number };
/** Between two monitors, CSS pixels. */
type Gap = { x: number; y: number };
type Pull = { tile: string; hold: Hold; x: number; y: number; from: readonly Tile[]; step: string };

type Props = {
  tiles: readonly Tile[];
  cell: Cell;
  gap: Gap;
  selected: readonly string[];
  /** The tile's name for people. */
  nameOf: (tile: Tile) => string;
  /** Tiles about which there is something to be said. */
  isMarked: (tile: Tile) => boolean;
  onSelect: (id: string, isMore: boolean) => void;
  /** @param from the tiles as they were when one was taken hold of */
  onPull: (pull: Pull) => void;
};

let drags = 0;

/** What the mouse takes hold of: every tile, and edges and corners of the chosen one; snapped to the grid. */
export function TileHandles({ tiles, cell, gap, selected, nameOf, isMarked, onSelect, onPull }: Props) {
  const { t } = useTranslation("editor");
  const drag = useRef<Pull>(undefined);

  const begin = (event: PointerEvent, id: string, hold: Hold) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    if (!selected.includes(id) || event.shiftKey) onSelect(id, event.shiftKey);
    drags += 1;
    drag.current = { tile: id, hold, x: event.clientX, y: event.clientY, from: tiles, step: `drag ${drags}` };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (drag.current === undefined) return;
    const { tile, hold, from, step } = drag.current;
    const units = (px: number, whole: number) => Math.round((px / whole) * unitsPerDisplay);
    onPull({
      tile,
      hold,
      x: units(event.clientX - drag.current.x, cell.width),
      y: units(event.clientY - drag.current.y, cell.height),
      from,
      step,
    });
  };
  const end = () => {
    drag.current = undefined;
  };
  return (
    <div className="tile-handles">
      {tiles.map((tile, index) => {
        const isSelected = selected.includes(tile.id);
        const box = boxOf(tile, cell, gap);
        return (
          <div
            key={tile.id}
            className={isSelected ? "tile-handle tile-handle-selected" : "tile-handle"}
            style={box}
            data-editor-tile={tile.id}
            onPointerDown={(event) => begin(event, tile.id, "")}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={end}
          >
            <button
              type="button"
              className="tile-number"
              aria-label={t("tile.named", { number: index + 1, name: nameOf(tile) })}
              aria-pressed={isSelected}
              onClick={(event) => event.detail === 0 && onSelect(tile.id, event.shiftKey)}
            >
              {isMarked(tile) && <Mark shape="up" />}
              {index + 1}
            </button>
            {isSelected &&
              selected.length === 1 &&
              holds.map((hold) => (
                <i
                  key={hold}
                  className={`hold hold-${hold}`}
                  data-hold={hold}
                  onPointerDown={(event) => begin(event, tile.id, hold)}
                  onPointerMove={move}
                  onPointerUp={end}
                  onPointerCancel={end}
                />
              ))}
          </div>
        );
      })}
    </div>
  );
}

/** Where a tile is on the miniature; between two monitors is a gap that the wall's grid does not know. */
function boxOf({ x, y, width, height }: Tile, cell: Cell, gap: Gap) {
  const at = (units: number, isEnd: boolean, whole: number, between: number) => {
    const monitors = units / unitsPerDisplay;
    const monitor = isEnd ? Math.ceil(monitors) - 1 : Math.floor(monitors);
    return monitor * (whole + between) + (monitors - monitor) * whole;
  };
  const [left, right] = [at(x, false, cell.width, gap.x), at(x + width, true, cell.width, gap.x)];
  const [top, bottom] = [at(y, false, cell.height, gap.y), at(y + height, true, cell.height, gap.y)];
  return { left, top, width: right - left, height: bottom - top };
}
