import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import type { Site } from "../../state/site.ts";

export { folded, search } from "../../i18n/search.ts";

/** Something that can be brought up: a whole scene, or a panel for one monitor. */
export type Candidate = { key: string; kind: "scene" | "camera" | "figure" | "place" | "panel"; name: Words } & (
  | { scene: string; tags: readonly string[] }
  | {
      panel: string;
      settings: Record<string, unknown>;
      /** What people call it too. */
      also?: readonly string[];
    }
);

/** All that can be brought up: scenes, cameras, indicators at home, and at each place where they have figures. */
export function candidatesOf(all: {
  scenes: readonly StoredScene[];
  cameras: Iterable<CameraView>;
  readings: readonly Reading[];
  site: Site;
}): Candidate[] {
  const { site } = all;
  const scenes = all.scenes.map(
    ({ id, name, tags }): Candidate => ({ key: `scene/${id}`, kind: "scene", name, scene: id, tags }),
  );
  const cameras = [...all.cameras].map(
    ({ id, name }): Candidate => ({
      key: `camera/${id}`,
      kind: "camera",
      name,
      panel: "camera",
      settings: { camera: id },
    }),
  );
  const figures = all.readings.flatMap(({ indicator: code, place: id }): Candidate[] => {
    const indicator = site.indicatorOf.get(code);
    const place = site.placeOf.get(id);
    if (indicator === undefined) return [];
    if (id === site.place || place === undefined)
      return [
        {
          key: `figure/${code}`,
          kind: "figure",
          name: indicator.name,
          panel: "key-figure",
          settings: { indicator: code },
        },
      ];
    const name = { vi: `${place.name.vi} · ${indicator.name.vi}`, en: `${place.name.en} · ${indicator.name.en}` };
    return [
      {
        key: `figure/${code}/${id}`,
        kind: "place",
        name,
        panel: "key-figure",
        settings: { indicator: code, place: id },
      },
    ];
  });
  return [...scenes, ...cameras, ...figures];
}
