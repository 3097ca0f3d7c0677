import { execFileSync } from "node:child_process";

/** A picture as cameras send them, drawn by ffmpeg. */
export const drawnPicture = (kind: "jpeg" | "png", size = "640x360"): Buffer =>
  execFileSync("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i", `testsrc=size=${size}:rate=1:duration=1`, "-frames:v", "1"],
    ...["-f", "image2pipe", "-c:v", kind === "jpeg" ? "mjpeg" : "png", "pipe:1"],
  ]);

/** A picture of one colour. @param colour six hexadecimal digits */
export const colouredPicture = (colour: string, size = "640x360"): Buffer =>
  execFileSync("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i", `color=c=0x${colour}:size=${size},format=rgb24`, "-frames:v", "1"],
    ...["-f", "image2pipe", "-c:v", "png", "pipe:1"],
  ]);
