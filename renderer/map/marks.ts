/** What the data of a mark says of it. */
export type Mark = Readonly<Record<string, unknown>>;

/** Behind one mark; as many as any source that is clustered and asked has. */
export const mostLeaves = 2_000;

type Feature = { properties: Mark | null };
type Rendered = {
  getLayer(id: string): unknown;
  queryRenderedFeatures(
    box: [[west: number, north: number], [east: number, south: number]],
    options: { layers: string[] },
  ): Feature[];
};

/**
 * What some layers show near a point; in the place of a mark that stands for several, each of them.
 * @param leavesOf what a clustered mark stands for; may fail where its source was given other shapes meanwhile
 */
export async function marksAt(
  map: Rendered,
  leavesOf: (cluster: number) => Promise<Feature[]>,
  layers: readonly string[],
  { x, y }: { x: number; y: number },
  withinPx: number,
): Promise<Mark[]> {
  const known = layers.filter((layer) => map.getLayer(layer) !== undefined);
  if (known.length === 0) return [];
  const found = map.queryRenderedFeatures(
    [
      [x - withinPx, y - withinPx],
      [x + withinPx, y + withinPx],
    ],
    { layers: known },
  );
  const marks = await Promise.all(
    found.map(async ({ properties }): Promise<Feature[]> => {
      const cluster = properties?.cluster_id;
      return typeof cluster === "number" ? leavesOf(cluster).catch(() => []) : [{ properties }];
    }),
  );
  return marks.flat().flatMap(({ properties }) => (properties === null ? [] : [properties]));
}
