import type { Logger } from "pino";
import type { CameraEventQuery } from "#contract/camera-events/http.ts";
import type { CameraEvent, CameraEventKind, CameraEventNotice } from "#contract/entities/camera-event.ts";
import { type MapEventList, mostMapEvents } from "#contract/entities/map-event.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import type { Outcome } from "../connectors/connector.ts";
import type { Taker } from "../connectors/taker.ts";
import { createIntake } from "../ingest/intake.ts";
import type { OnRefused } from "../ingest/refusals.ts";
import { isSimulated } from "../outbound/references.ts";
import { type AdmittedEvent, createEventAdmission } from "./admission.ts";
import { startEventsUpkeep } from "./keeping.ts";
import { createEventPictures, pictureName } from "./pictures.ts";
import type { CameraEventsRepository } from "./repository.ts";

export type CameraEventsOptions = {
  profile: Pick<Profile, "sources" | "retention">;
  /** Whether the site has such a camera now. */
  hasCamera(id: string): boolean;
  repository: CameraEventsRepository;
  /** For pictures; made when missing. */
  folder: string;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  onRefused?: OnRefused;
  /** An event is on the disk. */
  onEvent(notice: CameraEventNotice): void;
};

/** On trial, the picture of an event is not looked at. */
export type CameraEvents = Taker & {
  /** Which sources are simulated is another matter from now on. */
  replace(profile: Pick<Profile, "sources">): void;
  list(query: CameraEventQuery): Promise<CameraEvent[]>;
  /** What happened within a span until now, the latest first, for who may see the wall. */
  mapEvents(kinds: readonly CameraEventKind[], withinMs: number): Promise<MapEventList>;
  /** @throws CodedError `camera-event.unknown`, `camera-event.picture-gone` */
  picture(number: number): Promise<{ type: "jpeg" | "png"; bytes: Buffer }>;
  /** Writes what waits. */
  stop(): Promise<void>;
};

/** Events of camera platforms: a row each in the store, their pictures beside it as files, both for as long as the site says. */
export function createCameraEvents(options: CameraEventsOptions): CameraEvents {
  const { profile, repository, folder, now, log, onEvent } = options;
  const simulatedOf = ({ sources }: Pick<Profile, "sources">) =>
    new Set(sources.filter(isSimulated).map(({ id }) => id));
  let simulated = simulatedOf(profile);
  const admit = createEventAdmission({
    hasCamera: options.hasCamera,
    oldestMs: profile.retention.cameraEvents,
    now,
  });
  const pictures = createEventPictures(folder);
  const upkeep = startEventsUpkeep({ repository, pictures, retention: profile.retention, now, log });

  const writeOne = async (
    source: string,
    { picture, time, ...event }: AdmittedEvent,
  ): Promise<Outcome["each"][number]> => {
    if (await repository.has(source, event.id)) return "repeated";
    const name = pictureName(source, event.id);
    // Before its event: so none ever tells of a picture that is not there. One without an event is swept away.
    if (picture !== null) await pictures.keep(name, picture);
    const number = await repository.add({
      ...{ source, id: event.id, camera: event.camera, kind: event.kind, atMs: time, receivedAtMs: Math.round(now()) },
      ...{ plate: event.plate ?? null, text: event.text ?? null, confidence: event.confidence ?? null },
      isSimulated: simulated.has(source),
      picture: picture && { name, type: picture.type, bytes: picture.bytes.length },
    });
    onEvent({ number, camera: event.camera, kind: event.kind, atMs: time });
    return "stored";
  };

  const intake = createIntake<AdmittedEvent>({
    admit: (candidate) => admit(candidate),
    async write(source, events) {
      const each: Outcome["each"][number][] = [];
      for (const event of events) each.push(await writeOne(source, event));
      return each;
    },
    onDone: upkeep.soon,
    isNothingAnAnswer: false,
    tooMany: "camera-event.too-many",
    complaint: "an event of a camera could not be written",
    ...{ folder, now, log, onRefused: options.onRefused },
  });

  void intake
    .oneByOne(async () => {
      const known = await repository.pictureNames();
      const count = await pictures.sweep((name) => known.has(name));
      if (count > 0) log.warn({ count }, "pictures of events that were not written were removed");
    })
    .catch((error: unknown) => log.warn({ err: error }, "the pictures of events could not be looked through"));

  return {
    accept: intake.accept,
    admit(_sourceId, candidate) {
      const admitted = admit(candidate, true);
      return "refused" in admitted ? admitted : { admitted: {} };
    },
    replace(profile) {
      simulated = simulatedOf(profile);
    },
    refusals: intake.refusals,
    list: (query) => repository.list(query),
    async mapEvents(kinds, withinMs) {
      const asOfMs = Math.round(now());
      const found = await repository.mapEvents(kinds, Math.max(0, asOfMs - withinMs), mostMapEvents + 1);
      return { mapEvents: found.slice(0, mostMapEvents), isCut: found.length > mostMapEvents, asOfMs };
    },
    async picture(number) {
      const found = await repository.picture(number);
      if (found === undefined) throw new CodedError("camera-event.unknown");
      const bytes = found.isGone ? null : await pictures.read(found.name);
      if (bytes === null) throw new CodedError("camera-event.picture-gone");
      return { type: found.type, bytes };
    },
    async stop() {
      await intake.oneByOne(async () => {});
      await upkeep.stop();
    },
  };
}
