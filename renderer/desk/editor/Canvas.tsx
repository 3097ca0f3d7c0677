import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Tile } from "#contract/entities/wall.ts";
import { openTiles } from "../../panels/rules.ts";
import type { Site } from "../../state/site.ts";
import { FittedMiniature } from "../wall/Miniature.tsx";

/** A panel begins anew with every other setting; it waits for the end of a word. */
const typedAfterMs = 300;

type Props = {
  site: Site;
  tiles: readonly Tile[];
  selectedDisplay: number;
  onDisplay: (display: number) => void;
  over: (cell: { width: number; height: number }, gap: { x: number; y: number }) => ReactNode;
};

/** The scene as it would stand on the wall, with live figures. Places follow at once, settings when nobody types. */
export function Canvas({ site, tiles, selectedDisplay, onDisplay, over }: Props) {
  const settled = useSettled(tiles);
  const shown = useDeferredValue(
    useMemo(() => {
      const settingsOf = new Map(settled.map((tile) => [tile.id, tile.settings]));
      return tiles.map((tile) => ({ ...tile, settings: settingsOf.get(tile.id) ?? tile.settings }));
    }, [tiles, settled]),
  );
  const preview = useMemo(
    () => ({ ...site, scene: { ...site.scene, tiles: shown }, openedOf: openTiles(shown) }),
    [site, shown],
  );
  return <FittedMiniature site={preview} isOnAir={false} selected={selectedDisplay} onSelect={onDisplay} over={over} />;
}

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typedAfterMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
