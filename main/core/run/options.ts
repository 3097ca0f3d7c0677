import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";

export type Options = {
  /** Name of a built-in profile, or a folder. */
  profile: string;
  /** The address of the machine whose wall this one is part of; then its profile counts. */
  join?: string | undefined;
  /** Absent: the user's data folder of the profile. */
  data?: string | undefined;
  /** 0: a free one. */
  port: number;
  /** Absent: the one in PATH. */
  ffmpeg?: string | undefined;
  /** Only look whether the profile is well-formed, say its id and data folder as a line of JSON, and end. */
  check: boolean;
};

const Given = z.object({
  profile: z.string().min(1).default("lang-son"),
  join: z.string().min(1).max(300).optional(),
  data: z.string().min(1).optional(),
  port: z.coerce.number().int().min(0).max(65_535).default(7_780),
  ffmpeg: z.string().min(1).optional(),
  check: z.boolean().default(false),
});

/** @throws CodedError options.invalid */
export function parseOptions(args: readonly string[]): Options {
  let values: unknown;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        profile: { type: "string" },
        join: { type: "string" },
        data: { type: "string" },
        port: { type: "string" },
        ffmpeg: { type: "string" },
        check: { type: "boolean" },
      },
    }));
  } catch (error) {
    throw new CodedError("options.invalid", { detail: error instanceof Error ? error.message : String(error) });
  }
  const parsed = Given.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new CodedError("options.invalid", { detail: `--${parsed.error.issues[0]?.path.join(".")}` });
}

/** Where a profile's data lies unless told otherwise: the place each system keeps a user's program data. */
export function defaultDataFolder(profileId: string): string {
  return path.join(userDataFolder(), "ioc-wall", profileId);
}

/** Where each system keeps what a program can make again. */
export function userCacheFolder(): string {
  const home = os.homedir();
  if (process.platform === "win32") return path.join(userDataFolder(), "ioc-wall", "Cache");
  if (process.platform === "darwin") return path.join(home, "Library", "Caches", "ioc-wall");
  return path.join(process.env.XDG_CACHE_HOME || path.join(home, ".cache"), "ioc-wall");
}

function userDataFolder(): string {
  const home = os.homedir();
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? path.join(home, "AppData", "Local");
  if (process.platform === "darwin") return path.join(home, "Library", "Application Support");
  return process.env.XDG_DATA_HOME || path.join(home, ".local", "share");
}
