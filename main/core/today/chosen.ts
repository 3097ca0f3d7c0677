import type { Profile } from "#contract/entities/profile.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { mostChosen } from "#contract/today/http.ts";

/**
 * The site's own choice of figures, for whoever has not chosen yet: what its scenes show large, of each scene the first before any second, in
 * the order of the scenes, which is that of the sectors.
 */
export function chosenBySite(profile: Pick<Profile, "scenes" | "place" | "indicators">): string[] {
  const known = new Set(profile.indicators.filter(({ isRetired }) => !isRetired).map(({ code }) => code));
  const byScene = profile.scenes.map(({ tiles }) =>
    tiles.flatMap(({ panel, settings }) => {
      const { indicator, place } = settings as { indicator?: unknown; place?: unknown };
      if (panel !== "key-figure" || typeof indicator !== "string" || !known.has(indicator)) return [];
      return [seriesKey(indicator, typeof place === "string" ? place : profile.place)];
    }),
  );
  const chosen = new Set<string>();
  const longest = Math.max(0, ...byScene.map(({ length }) => length));
  for (let at = 0; at < longest; at += 1)
    for (const series of byScene) {
      const key = series[at];
      if (key !== undefined && chosen.size < mostChosen) chosen.add(key);
    }
  return [...chosen];
}
