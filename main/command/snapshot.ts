import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { DisplayStatus } from "#contract/entities/wall.ts";
import { CodedError } from "#contract/errors.ts";
import { routes, Status } from "#contract/http.ts";
import { ask, fetchBytes } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import type { Screen } from "./screen.ts";

/** Wide enough that a wall of four full-HD monitors is taken pixel by pixel; larger ones are scaled down to it. */
const widestPx = 3_840;

/** The windows may take 20 s, and others who want another picture come first. */
const withinMs = 90_000;

/** @param scale undefined: one that gives a picture people can read and send */
export async function snapshot(which: Which, file: string, scale: number | undefined, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const chosen = scale ?? readableScale((await ask(running, routes.status, Status)).displays);
  const png = await fetchBytes(running, `${routes.snapshot}?scale=${chosen}`, { withinMs });
  const target = path.resolve(file);
  try {
    await writeFile(target, png);
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CodedError("file.not-writable", { file: target, detail }, { cause: error });
  }
  // Width and height stand at a fixed place of every PNG (IHDR is its first chunk).
  const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
  screen.show({ file: target, scale: chosen, ...size }, [screen.say("snapshot.taken", { file: target, ...size })]);
  return 0;
}

function readableScale(displays: readonly DisplayStatus[]): number {
  const bounds = displays.flatMap((display) => display.window?.bounds ?? display.bounds ?? []);
  if (bounds.length === 0) return 1;
  const left = Math.min(...bounds.map((b) => b.x));
  const right = Math.max(...bounds.map((b) => b.x + b.width));
  return Math.min(1, widestPx / Math.max(1, right - left));
}
