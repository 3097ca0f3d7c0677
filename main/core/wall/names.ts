import type { Profile } from "#contract/entities/profile.ts";
import type { WallPlan } from "#contract/entities/wall.ts";
import type { Names } from "./automation/mistakes.ts";
import { cellOf } from "./composition.ts";
import type { Scenes } from "./scenes.ts";

export type Named = Pick<Profile, "indicators" | "places" | "sources"> & {
  /** Whether the site has such a camera now. */
  hasCamera(id: string): boolean;
};

/**
 * What a site has at the moment, by name.
 * @param now what is looked at anew where it is another object than before
 */
export function namesNow(now: () => Parameters<typeof namesOf>[0], scenes: Pick<Scenes, "get">): Names {
  let of: ReturnType<typeof now> | undefined;
  let names: Names | undefined;
  const current = (): Names => {
    const site = now();
    if (names === undefined || site !== of) names = namesOf(site, scenes);
    of = site;
    return names;
  };
  return {
    scene: (id) => scenes.get(id),
    hasIndicator: (code) => current().hasIndicator(code),
    hasPlace: (id) => current().hasPlace(id),
    hasSource: (id) => current().hasSource(id),
    hasCamera: (id) => current().hasCamera(id),
    hasDisplay: (display) => current().hasDisplay(display),
  };
}

/** What a site has, by name. */
export function namesOf(
  { wall, indicators = [], places = [], sources = [], hasCamera = () => false }: Partial<Named> & { wall: WallPlan },
  scenes: Pick<Scenes, "get">,
): Names {
  const among = (ids: readonly string[]) => {
    const known = new Set(ids);
    return (id: string) => known.has(id);
  };
  return {
    scene: (id) => scenes.get(id),
    hasIndicator: among(indicators.filter(({ isRetired }) => !isRetired).map(({ code }) => code)),
    hasPlace: among(places.map(({ id }) => id)),
    hasSource: among(sources.map(({ id }) => id)),
    hasCamera,
    hasDisplay: (display) => cellOf(wall, display) !== undefined,
  };
}
