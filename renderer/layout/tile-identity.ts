import type { ShownTile } from "#contract/entities/wall.ts";

export type IdentifiedTile = { key: string; tile: ShownTile; isSeen: boolean };
/** As what a tile that is seen goes on in the scene beside it; undefined: it does not. */
export type StandingTile = IdentifiedTile & { staysAs: ShownTile | undefined };

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
export function withBeside(seen: readonly ShownTile[], beside: readonly ShownTile[]): StandingTile[] {
  const coming = new Map(identified(beside, false).map((one) => [one.key, one]));
  const shown = identified(seen, true).map((one) => {
    const staysAs = coming.get(one.key)?.tile;
    coming.delete(one.key);
    return { ...one, staysAs };
  });
  return [...shown, ...[...coming.values()].map((one) => ({ ...one, staysAs: undefined }))];
}
