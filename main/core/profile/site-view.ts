import type { Profile, SiteView } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";

/** What screens may know of a profile: no address of a source, no account or mapping. Fails only on a profile that was not parsed. */
export function siteView(profile: Profile): SiteView {
  const scene = profile.scenes.find((s) => s.id === profile.scene);
  if (scene === undefined) throw new CodedError("internal", { reference: "scene" });
  return {
    id: profile.id,
    name: profile.name,
    language: profile.language,
    timeZone: profile.timeZone,
    place: profile.place,
    wall: profile.wall,
    map: { bounds: profile.map.bounds, attribution: profile.map.attribution },
    places: profile.places,
    indicators: profile.indicators,
    web: profile.web.map(({ id, name, url }) => ({ id, name, url })),
    scene,
  };
}
