import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import type { SiteSettings } from "#contract/site-settings.ts";
import { coreArguments, coreEnvironment } from "../../build/core-arguments.mjs";
import { exitCodeOf, runInForeground } from "../../build/foreground.mjs";
import { serveOptions, wallOptions } from "../../build/options.mjs";
import { dataFolder } from "../../build/paths.mjs";
import { createShellLog } from "../../build/shell-log.mjs";
import { sentence } from "../../build/words.mjs";
import { electronIn, missingPart } from "../installed/release.ts";
import { coreFile } from "./running.ts";
import type { Screen } from "./screen.ts";
import type { Site } from "./settings.ts";

/** The options of `ioc wall` and `ioc serve` as they stand on the line; absent ones were not given. */
export type Said = Partial<Record<"profile" | "data" | "port" | "lang" | "join" | "monitors" | "ffmpeg", string>> &
  Partial<Record<"windowed" | "kiosk" | "desk", boolean>>;

/** How the desktop program learns what was said on the line: over the environment and the site's file, so that all of it stands. */
export function wallEnvironment(said: Said, language: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const options = wallOptions(said, env);
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return {
    ...rest,
    // Somebody reads what it says, and it need not be told by a dialog.
    IOC_TERMINAL: "1",
    IOC_LANG: language,
    // One of them said takes the other away, which a file or the environment may have set.
    ...(said.profile === undefined ? {} : { IOC_PROFILE: options.profile, IOC_JOIN: "" }),
    ...(said.join === undefined ? {} : { IOC_JOIN: options.join, IOC_PROFILE: "" }),
    ...(said.data === undefined ? {} : { IOC_DATA: options.data }),
    ...(said.port === undefined ? {} : { IOC_PORT: String(options.port) }),
    ...(options.monitors === null ? {} : { IOC_MONITORS: String(options.monitors) }),
    ...(options.desk ? { IOC_DESK: "1" } : {}),
    ...(options.windowed ? { IOC_WINDOWED: "1", IOC_KIOSK: "0" } : {}),
    ...(said.kiosk ? { IOC_KIOSK: "1", IOC_WINDOWED: "0" } : {}),
  };
}

/** Opens the installed wall, and ends with it. @param resources of the package; undefined when this runs from source */
export async function openWall(
  said: Said,
  { resources, settings, screen }: Site & { screen: Screen },
): Promise<number> {
  const env = wallEnvironment(said, screen.language, process.env);
  const installed = installedIn(resources, "npm start");
  if (process.platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) throw new CodedError("package.no-display");
  const set = (name: keyof SiteSettings) => env[name] ?? settings[name] ?? "";
  const folder = dataFolder(set("IOC_DATA"), set("IOC_JOIN") ? "joined" : set("IOC_PROFILE") || "lang-son");
  const log = createShellLog(folder, (text: string) => process.stderr.write(`${text}\n`));
  // Chromium refuses its sandbox to root, and only there it may be left out.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  let hasSandboxFailed = false;
  const ended = await runInForeground(electronIn(installed), args, {
    env,
    onStderr(text: string) {
      hasSandboxFailed ||= isAboutSandbox(text);
      log.write(text);
    },
  });
  log.close();
  if (ended.signal === null || ended.signal === "SIGTERM" || ended.signal === "SIGINT") return exitCodeOf(ended);
  const helper = path.join(path.dirname(electronIn(installed)), "chrome-sandbox");
  if (hasSandboxFailed && !isSetUserId(helper)) throw new CodedError("package.no-sandbox", { file: helper });
  process.stderr.write(`${sentence("start.killed", { signal: ended.signal, file: log.file })}\n`);
  return exitCodeOf(ended);
}

/** Chromium's last words, before it ends itself by a trap, where neither way to make a sandbox is open. */
export const isAboutSandbox = (text: string): boolean => /FATAL.*(SUID sandbox helper|No usable sandbox)/i.test(text);

/** Whether root has given it the rights that make a sandbox without user namespaces. */
function isSetUserId(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & 0o4001) === 0o4001;
}

/** Runs the installed core alone, and ends with it. */
export async function serve(said: Said, { resources, settings, screen }: Site & { screen: Screen }): Promise<number> {
  const { IOC_JOIN: join } = settings;
  if (join !== undefined && said.profile === undefined) throw new CodedError("package.join-serves-nothing", { join });
  const options = serveOptions({
    ...{ profile: settings.IOC_PROFILE, data: settings.IOC_DATA, port: settings.IOC_PORT, ffmpeg: settings.IOC_FFMPEG },
    ...said,
  });
  installedIn(resources, "npm run serve");
  const data = dataFolder(options.data, options.profile);
  const ended = await runInForeground(process.execPath, coreArguments({ ...options, core: coreFile(), data }), {
    env: { ...(settings.IOC_KEYS ? { IOC_KEYS: settings.IOC_KEYS } : {}), ...coreEnvironment(screen.language) },
  });
  return exitCodeOf(ended);
}

/** @throws CodedError package.not-installed, package.damaged */
function installedIn(resources: string | undefined, command: string): string {
  if (resources === undefined) throw new CodedError("package.not-installed", { command });
  const missing = missingPart(resources) ?? [electronIn(resources)].find((file) => !existsSync(file));
  if (missing !== undefined) throw new CodedError("package.damaged", { file: missing });
  return resources;
}
