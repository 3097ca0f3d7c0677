import type { CameraEventQuery } from "#contract/camera-events/http.ts";
import type { CameraEvent, CameraEventKind, CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";

/** An event to be kept. `picture.name`: of its file. */
export type NewCameraEvent = Omit<CameraEvent, "number" | "picture"> & {
  picture: { name: string; type: "jpeg" | "png"; bytes: number } | null;
};

/** What camera platforms have told, on the disk itself when a promise of a write resolves. */
export type CameraEventsRepository = {
  has(source: string, id: string): Promise<boolean>;
  /** @returns its number */
  add(event: NewCameraEvent): Promise<number>;
  list(query: CameraEventQuery): Promise<CameraEvent[]>;
  /** Those of some kinds since a moment, the latest first, without what only operators may see. */
  mapEvents(kinds: readonly CameraEventKind[], fromMs: number, limit: number): Promise<CameraMapEvent[]>;
  /** The last one that came. */
  newest(): Promise<CameraEventNotice | undefined>;
  /** Those that came after the one with a number, in the order they came; at most `limit` of them. */
  after(number: number, limit: number): Promise<(CameraEventNotice & { receivedAtMs: number })[]>;
  /** When the last one of each source came, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** undefined where there is no such event, or it came without one. */
  picture(number: number): Promise<{ name: string; type: "jpeg" | "png"; isGone: boolean } | undefined>;
  /** Of all pictures that should be there. */
  pictureNames(): Promise<ReadonlySet<string>>;
  /** Events from before a moment, else the oldest of those that are more than `most`; at most `limit` of them. */
  surplus(beforeMs: number, most: number, limit: number): Promise<{ number: number; picture: string | null }[]>;
  remove(numbers: readonly number[]): Promise<void>;
  /** The first ones to go until all pictures together take no more than `roomBytes`; at most `limit` of them. */
  surplusPictures(roomBytes: number, limit: number): Promise<{ number: number; picture: string }[]>;
  pictureGone(numbers: readonly number[]): Promise<void>;
};
