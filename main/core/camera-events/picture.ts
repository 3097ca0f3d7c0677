import { imageSize } from "image-size";
import { maxEventPictureBytes, maxEventPicturePixels } from "#contract/entities/camera-event.ts";
import { CodedError } from "#contract/errors.ts";

export type EventPicture = { type: "jpeg" | "png"; bytes: Buffer };

const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
/** Line breaks between its letters are taken, as many as a line of 60 needs. */
const spaces = 100_000;
/** The end of the last part of each format: a picture that was cut off has none. */
const jpegEnd = Buffer.from([0xff, 0xd9]);
const pngEnd = Buffer.from("IEND", "latin1");
/** Some cameras write a few bytes of their own after the end. */
const endWithinBytes = 4_096;

/**
 * The picture of an event. What it says of itself (its kind in a data address, its name) counts for nothing.
 * @throws CodedError `camera-event.no-picture`, `camera-event.picture-too-large`
 */
export function readEventPicture(text: string): EventPicture {
  const content = text.replace(/^data:[\w/+.;=-]*?;base64,/, "");
  if (content.length > (maxEventPictureBytes / 3) * 4 + spaces) throw tooLarge();
  if (!base64.test(content)) throw new CodedError("camera-event.no-picture");
  const bytes = Buffer.from(content, "base64");
  if (bytes.length > maxEventPictureBytes) throw tooLarge();
  const { type, width, height } = sizeOf(bytes);
  if (width * height > maxEventPicturePixels) throw tooLarge();
  const isJpeg = type === "jpg";
  const tail = bytes.subarray(-endWithinBytes);
  if ((!isJpeg && type !== "png") || width < 1 || height < 1 || !tail.includes(isJpeg ? jpegEnd : pngEnd))
    throw new CodedError("camera-event.no-picture");
  return { type: isJpeg ? "jpeg" : "png", bytes };
}

function sizeOf(bytes: Buffer): { type?: string | undefined; width: number; height: number } {
  try {
    return imageSize(bytes);
  } catch (error) {
    throw new CodedError("camera-event.no-picture", {}, { cause: error });
  }
}

const tooLarge = (): CodedError =>
  new CodedError("camera-event.picture-too-large", {
    limitMb: maxEventPictureBytes / 1e6,
    limitMegapixels: maxEventPicturePixels / 1e6,
  });
