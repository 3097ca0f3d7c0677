import { CodedError } from "#contract/errors.ts";
import { bytesOf, type HttpPeer } from "./asking.ts";
import { type Feed, type FeedRun, pause } from "./feed.ts";

/** A picture of a camera of eight million points takes some 3 MB. */
export const longestPictureBytes = 8 * 1024 * 1024;
const pictureWithinMs = 4_000;
const againAfterMs = 500;

/** Whether it begins as a JPEG picture does (start of image, ITU-T T.81 B.1.1.3). */
export const isJpeg = (bytes: Buffer): boolean => bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8;

/** Asks for a picture every so often. While some came, a question that fails is asked again: that nothing comes shows by itself. */
export function jpegFeed(peer: HttpPeer, everyMs: number): Feed {
  return async (run) => {
    let hasSome = false;
    while (!run.signal.aborted) {
      const askedAt = performance.now();
      const limits = { bytes: longestPictureBytes, withinMs: pictureWithinMs };
      try {
        const { bytes } = await bytesOf(peer, "image/jpeg", run.signal, limits);
        if (!isJpeg(bytes)) throw new CodedError("camera.not-found");
        if (!hasSome) run.began(run.now());
        hasSome = true;
        putPicture(run, bytes);
        await pause(everyMs - (performance.now() - askedAt), run.signal);
      } catch (error) {
        if (!hasSome || isFinal(error)) throw error;
        await pause(againAfterMs, run.signal);
      }
    }
  };
}

/** Asking again does no good, or harm: cameras lock accounts. */
export const isFinal = (error: unknown): boolean =>
  error instanceof CodedError &&
  ["camera.wrong-password", "camera.redirected", "camera.untrusted"].includes(error.code);

/** Gives a picture in the way that ffmpeg's `mpjpeg` reads without waiting for the next one; left out while it is still busy with those before. */
export function putPicture({ into }: FeedRun, jpeg: Buffer): void {
  if (into.writableNeedDrain) return;
  into.write(`--picture\r\nContent-type: image/jpeg\r\nContent-length: ${jpeg.length}\r\n\r\n`);
  into.write(jpeg);
  into.write("\r\n");
}
