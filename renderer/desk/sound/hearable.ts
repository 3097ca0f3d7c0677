import type { CameraView } from "#contract/entities/camera.ts";
import type { Heard } from "#contract/entities/sound.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { cellOf, tilesOn } from "../../layout/grid.ts";
import { nearestOf } from "../../panels/camera-near/nearest.ts";
import type { Site } from "../../state/site.ts";

type Known = { site: Site; cameras: ReadonlyMap<string, CameraView> };

/** All that can be heard of what the monitors show now: cameras and pages of the net, monitor by monitor, each once on each. */
export function hearableOn({ site, cameras }: Known, display?: number): Heard[] {
  const { columns, rows } = site.wall;
  const displays = display === undefined ? Array.from({ length: columns * rows }, (_, at) => at + 1) : [display];
  return displays.flatMap((one) => {
    const cell = cellOf(site.wall, one);
    const found = new Map<string, Heard>();
    const put = (heard: Heard) => found.set(`${heard.kind} ${heard.id}`, heard);
    for (const { panel, settings } of cell === undefined ? [] : tilesOn(site.scene.tiles, cell)) {
      const page = panel === "web-page" ? site.web.find(({ id }) => id === settings.page) : undefined;
      if (page !== undefined) put({ kind: "web-page", id: page.id, what: page.name, display: one });
      const place = panel === "camera-near" ? site.places.find(({ id }) => id === settings.place) : undefined;
      const most = typeof settings.most === "number" ? settings.most : 4;
      const near = place === undefined ? [] : nearestOf(cameras.values(), place, most);
      for (const id of [settings.camera, settings.focus, settings.cameras, near].flat()) {
        const view = typeof id === "string" ? cameras.get(id) : undefined;
        if (view !== undefined) put({ kind: "camera", id: view.id, what: view.name, display: one });
      }
    }
    return [...found.values()];
  });
}

export const isSameHeard = (a: Heard | null, b: Heard | null): boolean =>
  a?.kind === b?.kind && a?.id === b?.id && a?.display === b?.display;

/** What a key makes heard on a monitor: the first, then the next one, and after the last nothing. */
export function nextHeard(known: Known, display: number, now: Heard | null): Heard | null {
  const all = hearableOn(known, display);
  return all[all.findIndex((one) => isSameHeard(one, now)) + 1] ?? null;
}

export type Hearing = "silent" | "muted" | "heard" | "opening" | "none" | "failing" | "elsewhere" | "covered";

/**
 * What comes out of the loudspeakers, as far as the core knows it. `elsewhere`: the monitor does not show it now · `covered`: it is
 * covered or stands still, and silent for that.
 */
export function hearingNow(wall: Pick<WallState, "sound" | "blanked" | "frozen">, known: Known): Hearing {
  const { heard, isMuted, level } = wall.sound;
  if (heard === null) return "silent";
  if (isMuted || level === 0) return "muted";
  const { display } = heard;
  if (wall.blanked.includes(display) || wall.frozen.some((one) => one.display === display)) return "covered";
  if (!hearableOn(known, display).some((one) => isSameHeard(one, heard))) return "elsewhere";
  if (heard.kind === "web-page") return "heard";
  const state = known.cameras.get(heard.id)?.sound?.state ?? "opening";
  return state === "ok" ? "heard" : state;
}
