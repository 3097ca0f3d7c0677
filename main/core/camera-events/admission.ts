import { CameraEventInput } from "#contract/entities/camera-event.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import { type EventPicture, readEventPicture } from "./picture.ts";

export type AdmittedEvent = Omit<CameraEventInput, "picture"> & { picture: EventPicture | null };

export type EventAdmissionOptions = {
  /** Whether the site has such a camera now. */
  hasCamera(id: string): boolean;
  /** How old an event may be, ms: what is older would go at once. */
  oldestMs: number;
  now(): number;
};

/**
 * What may be kept of what a camera platform says.
 * @returns a function giving what may, or why not; `isPictureTrusted` passes its picture over
 */
export function createEventAdmission({ hasCamera, oldestMs, now }: EventAdmissionOptions) {
  return (candidate: unknown, isPictureTrusted = false): { admitted: AdmittedEvent } | { refused: CodedMessage } => {
    const parsed = CameraEventInput.safeParse(candidate);
    if (!parsed.success) return refused("camera-event.invalid", mistakeIn(CameraEventInput, parsed.error, candidate));
    const { picture, ...event } = parsed.data;
    if (!hasCamera(event.camera)) return refused("camera-event.unknown-camera", { camera: event.camera });
    const time = new Date(event.time).toISOString();
    if (event.time > now() + maxAheadMs) return refused("camera-event.from-future", { time });
    if (event.time < now() - oldestMs)
      return refused("camera-event.too-old", { time, days: Math.floor(oldestMs / 86_400_000) });
    if (picture === undefined || isPictureTrusted) return { admitted: { ...event, picture: null } };
    try {
      return { admitted: { ...event, picture: readEventPicture(picture) } };
    } catch (error) {
      if (error instanceof CodedError) return { refused: error.toMessage() };
      throw error;
    }
  };
}

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]) => ({ refused: { code, params } });
