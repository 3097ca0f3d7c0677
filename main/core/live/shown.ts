import type { CameraView } from "#contract/entities/camera.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Delta, DisplayStatus, Snapshot } from "#contract/live.ts";

/** What a screen has not been told yet: names of slots, never values, so that it can only ever be sent the newest. */
export type Changes = { series: Set<string>; sources: Set<string>; cameras: Set<string>; displays: boolean };

export type Content = Pick<Delta, "readings" | "sources" | "cameras" | "displays">;

export type Everything = Pick<Snapshot, "readings" | "sources" | "cameras" | "displays">;

export const noChanges = (): Changes => ({
  series: new Set(),
  sources: new Set(),
  cameras: new Set(),
  displays: false,
});

export const hasChanges = (changes: Changes): boolean =>
  changes.displays || changes.series.size + changes.sources.size + changes.cameras.size > 0;

export function addChanges(to: Changes, more: Changes): void {
  for (const key of more.series) to.series.add(key);
  for (const id of more.sources) to.sources.add(id);
  for (const id of more.cameras) to.cameras.add(id);
  to.displays ||= more.displays;
}

/** Whether a reading may replace the one shown: later as-of time, or a later revision of the same instant. */
const isNewer = (one: Reading, shown: Reading): boolean =>
  one.asOfMs > shown.asOfMs || (one.asOfMs === shown.asOfMs && one.revision > shown.revision);

/**
 * The newest of everything a screen shows, one slot for each series, source and camera, and the list of displays.
 * Bounded by the profile: ingest takes only its indicators and places.
 */
export class Shown {
  readonly #readings = new Map<string, Reading>();
  readonly #sources = new Map<string, SourceView>();
  readonly #cameras = new Map<string, CameraView>();
  #displays: readonly DisplayStatus[] = [];
  /** What changed since it was last taken. */
  #changes = noChanges();

  /** @returns whether anything became newer; late arrivals do not */
  putReadings(readings: readonly Reading[]): boolean {
    let isChanged = false;
    for (const reading of readings) {
      const key = seriesKey(reading.indicator, reading.place);
      const shown = this.#readings.get(key);
      if (shown !== undefined && !isNewer(reading, shown)) continue;
      this.#readings.set(key, reading);
      this.#changes.series.add(key);
      isChanged = true;
    }
    return isChanged;
  }

  putSource(view: SourceView): void {
    this.#sources.set(view.id, view);
    this.#changes.sources.add(view.id);
  }

  putCamera(view: CameraView): void {
    this.#cameras.set(view.id, view);
    this.#changes.cameras.add(view.id);
  }

  putDisplays(displays: readonly DisplayStatus[]): void {
    this.#displays = displays;
    this.#changes.displays = true;
  }

  /** What changed since the last call. */
  takeChanges(): Changes {
    const changes = this.#changes;
    this.#changes = noChanges();
    return changes;
  }

  /** The newest value of each changed slot; members without a change are absent. */
  contentOf(changes: Changes): Content {
    return {
      ...listed("readings", changes.series, this.#readings),
      ...listed("sources", changes.sources, this.#sources),
      ...listed("cameras", changes.cameras, this.#cameras),
      ...(changes.displays ? { displays: [...this.#displays] } : {}),
    };
  }

  all(): Everything {
    return {
      readings: [...this.#readings.values()],
      sources: [...this.#sources.values()],
      cameras: [...this.#cameras.values()],
      displays: [...this.#displays],
    };
  }
}

function listed<Name extends string, View>(
  name: Name,
  keys: ReadonlySet<string>,
  slots: ReadonlyMap<string, View>,
): { [K in Name]?: View[] } {
  if (keys.size === 0) return {};
  const views: View[] = [];
  for (const key of keys) {
    const view = slots.get(key);
    if (view !== undefined) views.push(view);
  }
  return { [name]: views } as { [K in Name]?: View[] };
}
