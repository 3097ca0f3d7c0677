import type { Logger } from "pino";
import type { Retention } from "#contract/entities/retention.ts";
import type { CameraEventsRepository } from "../store/repositories.ts";
import type { EventPictures } from "./pictures.ts";

/** A platform that reads every plate of a highway makes some 5,000 a day; more than this is no list any more. */
const mostEvents = 500_000;
const roundEveryMs = 60_000;
/** Removed in one step; between two of them everything else has its turn. */
const stepSize = 200;
const pauseMs = 20;
const soonMs = 2_000;

/** Removes events that are too old or too many, and the oldest pictures where all of them take more than their room. */
export function startEventsUpkeep(options: {
  repository: CameraEventsRepository;
  pictures: EventPictures;
  retention: Retention;
  now(): number;
  log: Logger;
}) {
  const { repository, pictures, retention, now, log } = options;
  const roomBytes = retention.cameraEventPicturesMb * 1_000_000;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;
  let isSoon = false;

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
  const round = async (): Promise<void> => {
    let waitMs = roundEveryMs;
    isSoon = false;
    try {
      if (await step()) waitMs = pauseMs;
    } catch (error) {
      log.warn({ err: error }, "old events of cameras could not be removed");
    }
    schedule(waitMs);
  };
  const schedule = (waitMs: number): void => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(round);
    }, waitMs);
    timer.unref();
  };
  schedule(pauseMs);

  return {
    /** Something was added: the room may be used up. */
    soon() {
      if (isSoon) return;
      isSoon = true;
      schedule(soonMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
