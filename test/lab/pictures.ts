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

/** A ruler, PNG: every column of dots says by its colour which it is, red for each 256 of them by 20, green for the rest. */
export const rulerPicture = (width: number, height: number): Buffer =>
  execFileSync("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i"],
    `color=s=${width}x${height},format=rgb24,geq=r='floor(X/256)*20':g='mod(X,256)':b=128`,
    ...["-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "pipe:1"],
  ]);
