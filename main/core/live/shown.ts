import type { CameraView } from "#contract/entities/camera.ts";
import { mostCameras } from "#contract/entities/camera-config.ts";
import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import type { DisplayStatus, Snapshot } from "#contract/live.ts";

export type Everything = Pick<Snapshot, "readings" | "sources" | "cameras" | "displays">;

/**
 * One thing that can be told: the newest reading of a series, a source, a camera, that a camera is gone, the list of displays,
 * the wall, or the last event of a camera.
 */
export type Slot = (
  | { readonly kind: "readings"; value: Reading }
  | { readonly kind: "sources"; value: SourceView }
  | { readonly kind: "cameras"; value: CameraView }
  | { readonly kind: "goneCameras"; value: string }
  | { readonly kind: "displays"; value: readonly DisplayStatus[] }
  | { readonly kind: "wall"; value: WallState }
  | { readonly kind: "cameraEvent"; value: CameraEventNotice }
) & {
  /** Names it among its kind. */
  readonly key: string;
  /** The number of its last change. */
  seq: number;
  /** Its value as JSON once it was needed, so that it is written once for all who are told it. */
  text: string | null;
  /** Its neighbours in the order of their last changes. */
  older: Slot | null;
  newer: Slot | null;
};

/** Whether a reading may replace the one shown: later as-of time, or a later revision of the same instant. */
const isNewer = (one: Reading, shown: Reading): boolean =>
  one.asOfMs > shown.asOfMs || (one.asOfMs === shown.asOfMs && one.revision > shown.revision);

/**
 * The newest of everything, in the order of its last changes: what changed after a number is the end of that order,
 * however long ago it was. So nothing has to be kept for who missed something but the number it stands at, and what it
 * is told then are the newest values, each once. Bounded by the profile: ingest takes only its indicators and places.
 */
export class Shown {
  readonly #slots = {
    readings: new Map<string, Slot>(),
    sources: new Map<string, Slot>(),
    cameras: new Map<string, Slot>(),
    goneCameras: new Map<string, Slot>(),
    displays: new Map<string, Slot>(),
    wall: new Map<string, Slot>(),
    cameraEvent: new Map<string, Slot>(),
  };
  #newest: Slot | null = null;
  #seq = 0;
  #goneKnownFrom = 0;

  /** @param wall as it is at the beginning: there is always one, unlike the rest */
  constructor(wall: WallState) {
    this.#add({ kind: "wall", key: "all", value: wall, seq: 0, text: null, older: null, newer: null });
  }

  /** The number of the last change. */
  get seq(): number {
    return this.#seq;
  }

  /** Who stands at a lower number cannot be told by changes: cameras may have gone since of which nothing is known any more. */
  get goneKnownFrom(): number {
    return this.#goneKnownFrom;
  }

  /** @returns whether anything became newer; late arrivals do not */
  putReadings(readings: readonly Reading[]): boolean {
    const seq = this.#seq + 1;
    for (const reading of readings) {
      const key = seriesKey(reading.indicator, reading.place);
      const slot = this.#slots.readings.get(key);
      if (slot?.kind === "readings") {
        if (isNewer(reading, slot.value)) this.#change(slot, reading, seq);
      } else this.#add({ kind: "readings", key, value: reading, seq, text: null, older: null, newer: null });
    }
    return this.#seq === seq;
  }

  putSource(view: SourceView): void {
    this.#put("sources", view.id, view);
  }

  putCamera(view: CameraView): void {
    this.#remove("goneCameras", view.id);
    this.#put("cameras", view.id, view);
  }

  /** That it is gone is kept for who was away, of the last `mostCameras` of them. @returns whether it was there */
  removeCamera(id: string): boolean {
    if (!this.#remove("cameras", id)) return false;
    this.#put("goneCameras", id, id);
    const [oldest] = this.#slots.goneCameras.values();
    if (this.#slots.goneCameras.size > mostCameras && oldest !== undefined) {
      this.#goneKnownFrom = oldest.seq;
      this.#remove("goneCameras", oldest.key);
    }
    return true;
  }

  putDisplays(displays: readonly DisplayStatus[]): void {
    this.#put("displays", "all", displays);
  }

  putWall(state: WallState): void {
    this.#put("wall", "all", state);
  }

  reading(indicator: string, place: string): Reading | undefined {
    const slot = this.#slots.readings.get(seriesKey(indicator, place));
    return slot?.kind === "readings" ? slot.value : undefined;
  }

  source(id: string): SourceView | undefined {
    const slot = this.#slots.sources.get(id);
    return slot?.kind === "sources" ? slot.value : undefined;
  }

  camera(id: string): CameraView | undefined {
    const slot = this.#slots.cameras.get(id);
    return slot?.kind === "cameras" ? slot.value : undefined;
  }

  putCameraEvent(notice: CameraEventNotice): void {
    this.#put("cameraEvent", "last", notice);
  }

  /** What changed after a number, the newest first. */
  changedAfter(seq: number): Slot[] {
    const changed: Slot[] = [];
    for (let slot = this.#newest; slot !== null && slot.seq > seq; slot = slot.older) changed.push(slot);
    return changed;
  }

  all(): Everything {
    const all: Everything = { readings: [], sources: [], cameras: [], displays: [] };
    for (const slots of Object.values(this.#slots)) for (const slot of slots.values()) collect(all, slot);
    return all;
  }

  #remove(kind: "cameras" | "goneCameras", key: string): boolean {
    const slot = this.#slots[kind].get(key);
    if (slot === undefined) return false;
    this.#slots[kind].delete(key);
    if (slot.older !== null) slot.older.newer = slot.newer;
    if (slot.newer !== null) slot.newer.older = slot.older;
    else this.#newest = slot.older;
    return true;
  }

  #put(
    kind: "sources" | "cameras" | "goneCameras" | "displays" | "wall" | "cameraEvent",
    key: string,
    value: Slot["value"],
  ): void {
    const slot = this.#slots[kind].get(key);
    const seq = this.#seq + 1;
    if (slot !== undefined) this.#change(slot, value, seq);
    else this.#add({ kind, key, value, seq, text: null, older: null, newer: null } as Slot);
  }

  #add(slot: Slot): void {
    this.#slots[slot.kind].set(slot.key, slot);
    this.#append(slot);
  }

  #change(slot: Slot, value: Slot["value"], seq: number): void {
    slot.value = value;
    slot.text = null;
    slot.seq = seq;
    this.#seq = seq;
    if (slot === this.#newest) return;
    if (slot.older !== null) slot.older.newer = slot.newer;
    if (slot.newer !== null) slot.newer.older = slot.older;
    this.#append(slot);
  }

  #append(slot: Slot): void {
    this.#seq = slot.seq;
    slot.older = this.#newest;
    slot.newer = null;
    if (this.#newest !== null) this.#newest.newer = slot;
    this.#newest = slot;
  }
}

function collect(all: Everything, slot: Slot): void {
  switch (slot.kind) {
    case "readings":
      all.readings.push(slot.value);
      return;
    case "sources":
      all.sources.push(slot.value);
      return;
    case "cameras":
      all.cameras.push(slot.value);
      return;
    case "displays":
      all.displays.push(...slot.value);
      return;
    case "goneCameras":
    case "wall":
    case "cameraEvent":
      return;
  }
}

const kinds = ["readings", "sources", "cameras", "goneCameras", "displays", "wall", "cameraEvent"] as const;
/** Of these there is one, which stands for itself and not in a list. */
const single: ReadonlySet<string> = new Set(["wall", "cameraEvent"]);

/**
 * The members of a message that tell some slots, as JSON without the braces around it; "" for none.
 * @param isWhole whether kinds of which there is none stand there as empty lists
 */
export function written(slots: readonly Slot[], isWhole: boolean): string {
  const texts: Record<(typeof kinds)[number], string[]> = {
    readings: [],
    sources: [],
    cameras: [],
    goneCameras: [],
    displays: [],
    wall: [],
    cameraEvent: [],
  };
  for (const slot of slots) {
    slot.text ??= JSON.stringify(slot.value);
    texts[slot.kind].push(slot.text);
  }
  const members: string[] = [];
  for (const kind of kinds) {
    // Whoever is told everything knows by it what there is.
    if (isWhole && kind === "goneCameras") continue;
    const [first] = texts[kind];
    if (first === undefined && (!isWhole || single.has(kind))) continue;
    // The list of displays is one slot, and its text a list already.
    const text = kind === "displays" || single.has(kind) ? (first ?? "[]") : `[${texts[kind].join(",")}]`;
    members.push(`"${kind}":${text}`);
  }
  return members.join(",");
}
