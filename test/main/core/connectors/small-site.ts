import { Profile } from "#contract/entities/profile.ts";

// Apart from the rig, which loads all of the core's sources: a process that is killed twenty times begins with this one alone.

const words = (vi: string) => ({ vi, en: vi });

/** A small site with two indicators (`xe`, `ty-le`) and two places; the sources are what a test is about. */
export function siteWith(sources: readonly Record<string, unknown>[]): Profile {
  const indicator = (code: string, unit: string) => ({
    code,
    name: words(code),
    unit: words(unit),
    sector: "a",
    period: "minute",
    decimals: 0,
    range: { min: 0, max: 1_000 },
    freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "60m" },
  });
  return Profile.parse({
    schema: 1,
    id: "thu",
    name: words("Thử"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    // Tests tell instants of any year.
    retention: { raw: "99999d", hourly: "99999d" },
    wall: { columns: 1, rows: 1, viewingDistanceM: 5, diagonalInch: 55, resolution: { width: 1920, height: 1080 } },
    map: { bounds: [0, 0, 1, 1], outline: "a", attribution: "a" },
    places: [
      { id: "tinh", kind: "province", name: words("Tỉnh") },
      { id: "huu-nghi", kind: "gate", name: words("Hữu Nghị") },
    ],
    indicators: [indicator("xe", "xe"), indicator("ty-le", "%")],
    sources: sources.map((source) => ({ id: "nguon", name: words("Nguồn"), lateAfter: "1m", ...source })),
    scenes: [{ id: "a", name: words("A"), tiles: [] }],
    scene: "a",
  });
}
