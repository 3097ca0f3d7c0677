import type { Logger } from "pino";
import type { Retention } from "#contract/entities/retention.ts";
import { type KeepingRounds, startKeepingRounds } from "../store/keeping-rounds.ts";
import type { EventPictures } from "./pictures.ts";
import type { CameraEventsRepository } from "./repository.ts";

/** A platform that reads every plate of a highway makes some 5,000 a day; more than this is no list any more. */
const mostEvents = 500_000;
/** Removed in one step. */
const stepSize = 200;

/** Removes events that are too old or too many, and the oldest pictures where all of them take more than their room. */
export function startEventsUpkeep(options: {
  repository: CameraEventsRepository;
  pictures: EventPictures;
  retention: Retention;
  now(): number;
  log: Logger;
}): KeepingRounds {
  const { repository, pictures, retention, now, log } = options;
  const roomBytes = retention.cameraEventPicturesMb * 1_000_000;
  const step = async (): Promise<boolean> => {
    // First their files: an event whose picture is missing says so, a file that nobody knows would stay.
    const gone = await repository.surplus(now() - retention.cameraEvents, mostEvents, stepSize);
    for (const { picture } of gone) if (picture !== null) await pictures.remove(picture);
    await repository.remove(gone.map(({ number }) => number));
    const heavy = await repository.surplusPictures(roomBytes, stepSize);
    for (const { picture } of heavy) await pictures.remove(picture);
    await repository.pictureGone(heavy.map(({ number }) => number));
    return gone.length + heavy.length > 0;
  };
  return startKeepingRounds(step, log, "old events of cameras could not be removed");
}
