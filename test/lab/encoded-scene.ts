import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { paintScene, sceneArguments } from "../../main/simulator/pictures/scene-encoder.ts";
import { keptLoop } from "../../main/simulator/pictures/scene-loop.ts";
import type { Pattern } from "../../main/simulator/pictures/scenes.ts";
import type { Window } from "../../main/simulator/pictures/views.ts";

/** What a program wrote to standard output, and what it complained of. */
export async function run(program: string, args: readonly string[]): Promise<{ out: Buffer; complaints: string }> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const out: Buffer[] = [];
  let complaints = "";
  child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  await once(child, "close");
  return { out: Buffer.concat(out), complaints };
}

/** Encodes a scene as the simulator does, as fast as the machine can, and keeps it where the simulator looks for it. @returns the file */
export async function encodeScene(folder: string, pattern: Pattern, window: Window | null = null): Promise<string> {
  await mkdir(folder, { recursive: true });
  const scene = join(folder, `${pattern}-scene`);
  await paintScene(pattern, scene);
  const paced = sceneArguments(pattern, scene, window);
  const { out } = await run(
    "ffmpeg",
    paced.filter((argument) => argument !== "-re"),
  );
  const file = keptLoop(folder, pattern, window);
  await writeFile(file, out);
  return file;
}

export const pictureBytes = (640 * 360 * 3) / 2;

/** Decoded by ffmpeg, 4:2:0, one picture after the other. */
export const decoded = async (args: readonly string[]): Promise<{ pictures: Buffer[]; complaints: string }> => {
  const { out, complaints } = await run("ffmpeg", [
    ...["-v", "warning", "-nostdin", "-err_detect", "explode", ...args],
    ...["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"],
  ]);
  const count = Math.floor(out.length / pictureBytes);
  return {
    pictures: Array.from({ length: count }, (_, at) => out.subarray(at * pictureBytes, (at + 1) * pictureBytes)),
    complaints,
  };
};
