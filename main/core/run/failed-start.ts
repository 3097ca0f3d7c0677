import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import type { FailedStart } from "#contract/supervision.ts";
import { privateRunFolder } from "./run-files.ts";

type Start = { profile: string; data?: string | undefined };

/**
 * Notes that a core could not start because of its profile, for `ioc` to look there: it is not running, so nothing else tells which
 * profile it was. Never fails: the note is a convenience.
 */
export function noteFailedStart(start: Start, error: unknown): void {
  if (!(error instanceof CodedError) || !error.code.startsWith("profile.")) return;
  const note: FailedStart = { ...absolute(start), reason: error.toMessage(), atMs: Date.now() };
  try {
    writeFileSync(fileOf(start), JSON.stringify(note), { mode: 0o600 });
  } catch {
    // Nobody can be told then; the terminal was.
  }
}

/** It has started. */
export function forgetFailedStart(start: Start): void {
  try {
    rmSync(fileOf(start), { force: true });
  } catch {
    // It names a profile that is looked at anew whenever it is read.
  }
}

/** One note for each profile and data folder: a start that is tried again replaces its own. */
function fileOf(start: Start): string {
  const name = createHash("sha256")
    .update(JSON.stringify(absolute(start)))
    .digest("hex")
    .slice(0, 16);
  return path.join(privateRunFolder(), `failed-${name}.json`);
}

/** Whoever reads it stands in another folder. */
function absolute({ profile, data }: Start): { profile: string; data: string | null } {
  const place = path.resolve(profile);
  return { profile: existsSync(place) ? place : profile, data: data === undefined ? null : path.resolve(data) };
}
