import type { Profile } from "#contract/entities/profile.ts";
import type { WallPlan } from "#contract/entities/wall.ts";
import type { Names } from "./automation/mistakes.ts";
import { cellOf } from "./composition.ts";
import type { Scenes } from "./scenes.ts";

export type Named = Pick<Profile, "indicators" | "places" | "sources"> & {
  /** Whether the site has such a camera now. */
  hasCamera(id: string): boolean;
};

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
