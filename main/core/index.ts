// The core as a program: its arguments, whoever started it, and how it ends. What it is made of stands in open-core.ts.

import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { allowedPage } from "#contract/entities/web-page.ts";
import { sentence } from "#contract/errors.ts";
import manifest from "../../package.json" with { type: "json" };
import { mapHosts } from "./map/site-map.ts";
import { type Core, type CoreOptions, openCore } from "./open-core.ts";
import { findSite } from "./opening/site.ts";
import { rememberProfiles } from "./profile/remembered.ts";
import { createClosing } from "./run/closing.ts";
import { writeNoCoreDumps } from "./run/core-dumps.ts";
import { prepareEnding } from "./run/ending.ts";
import { forgetFailedStart, noteFailedStart } from "./run/failed-start.ts";
import { openLog } from "./run/log-file.ts";
import { type Options, parseOptions, userCacheFolder } from "./run/options.ts";
import { writeRunFiles } from "./run/run-files.ts";
import { meetStarter } from "./run/starter.ts";
import { startLinkToken } from "./tokens/start-link.ts";

const startedAtMs = Date.now();
const thisFile = fileURLToPath(import.meta.url);
/** From `main/core/index.ts` and `dist/core/index.mjs` alike. */
const rootFolder = path.resolve(path.dirname(thisFile), "..", "..");
const { version } = manifest;

const closing = createClosing();
const starter = meetStarter(() => void ending.end(0));
const ending = prepareEnding(() => starter, closing);
process.on("SIGTERM", () => void ending.end(0));
process.on("SIGINT", () => void ending.end(0));
process.on("uncaughtException", (error) => void ending.fail(error));

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  // What is started from here is not to inherit it.
  const { IOC_JOIN_TOKEN: joinToken } = process.env;
  delete process.env.IOC_JOIN_TOKEN;
  const { join, profile, data, port, ffmpeg } = options;
  const coreOptions: CoreOptions = {
    keysFolder: process.env.IOC_KEYS ? path.resolve(process.env.IOC_KEYS) : undefined,
    ...{ profile, data, port, ffmpeg, version, startedAtMs, closing, given: starter.tokens },
    join:
      join === undefined
        ? undefined
        : { address: join, token: joinToken || undefined, authority: process.env.IOC_JOIN_CA || undefined },
    assetsFolder: path.join(rootFolder, "assets"),
    rendererFolder: path.join(rootFolder, "dist", "renderer"),
    remembered: {
      profiles: rememberProfiles(path.join(userCacheFolder(), "profiles")),
      // Another build may have other rules, whatever its version says.
      version: `${version}/${statSync(thisFile).mtimeMs}`,
    },
    openLog(dataFolder) {
      const log = openLog(dataFolder);
      ending.logTo(log);
      if (process.env.IOC_STAND_IN)
        log.warn({ electron: process.env.IOC_STAND_IN }, "a stand-in Electron: for trying only");
      return log;
    },
    onWord: (message) => void process.stderr.write(`${sentence(message, "vi")}\n`),
    // Whoever started this core starts it again, with the windows as they are.
    onOtherSite: (why) => void ending.endFor(why),
  };
  if (options.check) {
    const { loaded, dataFolder } = await findSite(coreOptions, closing);
    process.stdout.write(
      `${JSON.stringify({ profile: loaded.profile.id, folder: loaded.folder, data: dataFolder })}\n`,
    );
    return ending.end(0);
  }
  const core = await openCore(coreOptions).catch((error: unknown) => {
    if (join === undefined) noteFailedStart(options, error);
    throw error;
  });
  writeNoCoreDumps(core.log);
  await tell(core, options);
  await core.start();
}

/** Says that the core is there: to `ioc`, to whoever started it, and without anybody to the terminal. */
async function tell(
  { origin, peoplesOrigin, port, tokens, dataFolder, log, parts }: Core,
  options: Options,
): Promise<void> {
  forgetFailedStart(options);
  const files = writeRunFiles({ dataFolder, port, run: { pid: process.pid, origin, adminToken: tokens.admin }, log });
  closing.onClose(() => files.remove());

  const { profile, access, secrets, side } = parts;
  const viewerLink = `${peoplesOrigin()}/?token=${await startLinkToken({ access, secrets, language: profile.language, log })}`;
  await starter.tell({
    type: "ready",
    origin,
    viewerLink,
    wall: profile.wall,
    surfaces: side.wall.state().surfaces,
    title: profile.name.vi,
    mapHosts: mapHosts(profile),
    webPages: profile.web.map(allowedPage),
    firstNumber: side.firstNumber,
  });
  if ((await starter.tokens) === undefined) process.stdout.write(`${viewerLink}\n`);
  log.info({ origin, profile: profile.id, version, readyMs: Date.now() - startedAtMs }, "ready");
}

run().catch((error: unknown) => ending.fail(error));
