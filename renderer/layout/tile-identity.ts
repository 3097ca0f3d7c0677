import type { ShownTile } from "#contract/entities/wall.ts";

export type IdentifiedTile = { key: string; tile: ShownTile; isSeen: boolean };

/** What a tile shows, whatever it is called and wherever it stands: the same in two scenes goes on running over the change. */
function identified(tiles: readonly ShownTile[], isSeen: boolean): IdentifiedTile[] {
  const times = new Map<string, number>();
  return tiles.map((tile) => {
    const what = `${tile.panel} ${JSON.stringify(tile.settings)}`;
    const count = times.get(what) ?? 0;
    times.set(what, count + 1);
    return { key: `${what} ${count}`, tile, isSeen };
  });
}

/** The tiles that are seen, and of those beside them the ones that are not the same. */
export function withBeside(seen: readonly ShownTile[], beside: readonly ShownTile[]): IdentifiedTile[] {
  const shown = identified(seen, true);
  const keys = new Set(shown.map(({ key }) => key));
  return [...shown, ...identified(beside, false).filter(({ key }) => !keys.has(key))];
}
