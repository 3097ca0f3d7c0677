/** What of a profile another machine of the wall is given: what is drawn, and nothing by which platforms and cameras are reached. */
const shared = [
  "schema",
  "id",
  "name",
  "language",
  "timeZone",
  "place",
  "wall",
  "places",
  "successions",
  "indicators",
  "calculations",
  "retention",
  "web",
  "scenes",
  "scene",
] as const;

/**
 * @param data a profile as its files write it
 * @returns a new one of what may be told; what is not named here never crosses, whatever a later version of profiles has
 */
export function sharedProfile(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const key of shared) if (data[key] !== undefined) told[key] = data[key];
  // The servers of online maps may want a key.
  const { bounds, attribution } = data.map as Record<string, unknown>;
  return { ...told, map: { bounds, attribution, outline: "outline.geojson" } };
}
