/** Entry of the desktop program: the shell that turns the monitors of the room into screens. */
import { accessSync, constants, mkdirSync } from "node:fs";
import { app } from "electron";
import type { CodedMessage } from "#contract/coded-message.ts";
import { mistakeInEnvironment } from "#contract/site-settings.ts";
import { missingPart } from "./installed/release.ts";
import { readSettings } from "./installed/settings-file.ts";
import { declareScheme } from "./shell/app-scheme.ts";
import { guardContents } from "./shell/content-guard.ts";
import { failWith } from "./shell/failing.ts";
import { type Options, readOptions } from "./shell/options.ts";
import { startShell } from "./shell/shell.ts";
import { createWebPages } from "./shell/web-pages.ts";
import { say } from "./shell/words.ts";

/** What is in the way of an installed program before it begins; sysexits(3) tells 64, 73 and 78 apart. */
type Obstacle = { exitCode: number; reason: CodedMessage };

/** The settings of the site stand in the environment from here on, where nothing else was said there: the core is told by it too. */
function takeSettings(): Obstacle | undefined {
  const wrong = mistakeInEnvironment(process.env);
  if (wrong !== undefined) return { exitCode: 64, reason: wrong };
  const { settings, mistake } = readSettings(process.env);
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
  return mistake && { exitCode: 78, reason: mistake };
}

/** A part that is missing, or a folder that Chromium could not use: it would take that for another one that runs. */
function obstacleOf({ resources, userDataFolder }: Options): Obstacle | undefined {
  const missing = resources === undefined ? undefined : missingPart(resources);
  if (missing !== undefined) return { exitCode: 70, reason: { code: "package.damaged", params: { file: missing } } };
  try {
    mkdirSync(userDataFolder, { recursive: true, mode: 0o700 });
    accessSync(userDataFolder, constants.W_OK);
    return undefined;
  } catch {
    return { exitCode: 73, reason: { code: "data.not-writable", params: { folder: userDataFolder } } };
  }
}

const wrong = app.isPackaged ? takeSettings() : undefined;
const options = readOptions(process.env, app);
const obstacle = wrong ?? (options.resources === undefined ? undefined : obstacleOf(options));
if (obstacle !== undefined) void failWith(obstacle.exitCode, obstacle.reason, options);
else start();

function start(): void {
  app.setPath("userData", options.userDataFolder);
  // From source the core says whose the data folder is; there people start several walls on purpose.
  if (options.resources !== undefined && !app.requestSingleInstanceLock()) {
    process.stderr.write(`ioc: ${say("runsAlready", options.language)}\n`);
    app.exit(0);
    return;
  }
  if (options.release?.isStandIn) {
    process.stderr.write(`ioc: ${say("standIn", options.language, { version: options.release.electron })}\n`);
    process.env.IOC_STAND_IN = options.release.electron;
  }
  // A wall that is looked at but never touched must not be slowed down because another window covers it.
  app.commandLine.appendSwitch("disable-background-timer-throttling");
  app.commandLine.appendSwitch("disable-renderer-backgrounding");
  app.commandLine.appendSwitch("disable-backgrounding-occluded-windows");
  app.commandLine.appendSwitch("autoplay-policy", "no-user-gesture-required");
  // A graphics process that ended is no page's fault, and a map that may not draw until the next start is none.
  app.disableDomainBlockingFor3DAPIs();
  declareScheme();
  const webPages = createWebPages(options.isUnprotected);
  guardContents(app, webPages);
  void startShell(options, webPages);
}
