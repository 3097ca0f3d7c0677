import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Tile } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { TileState } from "../panels/panel.ts";

type Report = (tile: Tile, state: TileState, note?: CodedMessage) => void;
const none: ReadonlySet<Tile> = new Set();

/**
 * One way for all tiles of a monitor to tell what they show, seen or not, for as long as the monitor lives: were it another
 * once a tile is seen, the tile would be drawn anew in the frame of the change. What a tile has said unseen is passed on as
 * soon as it is seen.
 */
export function useTellOf(
  placed: readonly { tile: Tile; isSeen: boolean }[] | undefined,
  report: Report,
  reportBeside: Report,
): Report {
  const [said] = useState(() => new WeakMap<Tile, [TileState, CodedMessage | undefined]>());
  const seen = useRef(none);
  const ways = useRef({ report, reportBeside });
  // Before any tile's own effects, in which it tells.
  useLayoutEffect(() => {
    ways.current = { report, reportBeside };
    const former = seen.current;
    seen.current = new Set(placed?.flatMap(({ tile, isSeen }) => (isSeen ? [tile] : [])));
    for (const tile of seen.current) {
      const last = former.has(tile) ? undefined : said.get(tile);
      if (last !== undefined) report(tile, ...last);
    }
  }, [placed, report, reportBeside, said]);
  return useCallback(
    (tile, state, note) => {
      said.set(tile, [state, note]);
      (seen.current.has(tile) ? ways.current.report : ways.current.reportBeside)(tile, state, note);
    },
    [said],
  );
}
