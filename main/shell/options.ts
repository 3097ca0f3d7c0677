import path from "node:path";
import type { App } from "electron";
import type { Language } from "#contract/entities/text.ts";
import { nodeIn, type Release, readRelease, unpackedFolder } from "../installed/release.ts";

/** What the launcher (build/start.mjs) or the packaged program was asked for. */
export type Options = {
  /** Name or folder of the profile; the core resolves it. */
  profile: string;
  /** The address of the machine whose wall this one's monitors are part of; empty: the wall is this machine's own. */
  join: string;
  /** The token to join with at the first time; empty: the core has it. */
  joinToken: string;
  /** So many of this machine's monitors, in reading order, are the wall's; the others are left alone. */
  mostMonitors: number;
  /** Absolute; empty: the core's default for the profile. */
  dataFolder: string;
  port: number;
  isWindowed: boolean;
  /** Neither was asked for: windows where there is one monitor. Known once Electron is ready; see `settleWindows`. */
  isWindowedAtOneMonitor: boolean;
  /** Covers its monitors by a site's will: nobody may be there who closes a dialog. */
  isKiosk: boolean;
  /** The desk opens with the wall; without, a key opens it. */
  hasDesk: boolean;
  language: Language;
  /** Chromium runs without its sandbox, and this is no test: pages of the net are not shown. */
  isUnprotected: boolean;
  /** The Node (22.14 or newer) that runs the core; empty: Electron itself, which is new enough. */
  nodePath: string;
  /** ffmpeg's program; empty: the one on the path. */
  ffmpegPath: string;
  /** How often it is looked whether pages beat, ms: five looks without a beat are a fault, fifteen end the page. */
  lookAtPagesEveryMs: number;
  /** Where Chromium keeps its caches; one a data folder, so that two walls on one machine do not share a lock. */
  userDataFolder: string;
  /** The folder that holds dist/ and assets/, where a plain Node can read them. */
  rootFolder: string;
  /** The one script that pages are given. */
  preloadFile: string;
  /** The folder of the package's resources; undefined when this runs from its source. */
  resources: string | undefined;
  /** What the package was made of. */
  release: Release | undefined;
  /** Somebody reads what this writes to stderr; else what is wrong is told by a dialog. */
  hasTerminal: boolean;
};

/**
 * Options come by environment, since Chromium claims the command line for its own switches. In a package a site's settings
 * are in it by then, where nothing else was said.
 */
export function readOptions(env: NodeJS.ProcessEnv, app: App): Options {
  const dataFolder = env.IOC_DATA ?? "";
  const joinToken = env.IOC_JOIN_TOKEN ?? "";
  // What is started from here is not to inherit it.
  delete env.IOC_JOIN_TOKEN;
  const port = Number(env.IOC_PORT || 7780);
  const resources = app.isPackaged ? process.resourcesPath : undefined;
  const profile = env.IOC_PROFILE || "lang-son";
  return {
    profile,
    join: env.IOC_JOIN ?? "",
    joinToken,
    mostMonitors: Number(env.IOC_MONITORS) || Number.POSITIVE_INFINITY,
    dataFolder,
    port: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : 7780,
    isWindowed: env.IOC_WINDOWED === "1",
    isWindowedAtOneMonitor: resources !== undefined && env.IOC_WINDOWED !== "1" && env.IOC_KIOSK !== "1",
    isKiosk: env.IOC_KIOSK === "1",
    hasDesk: env.IOC_DESK === "1",
    language: env.IOC_LANG === "en" ? "en" : "vi",
    // Started by root, Chromium runs only without its sandbox (build/start.mjs). Tests show pages of their own.
    isUnprotected: app.commandLine.hasSwitch("no-sandbox") && env.IOC_TEST_PAGES !== "1",
    nodePath: resources === undefined ? (env.IOC_NODE ?? "") : nodeIn(resources),
    ffmpegPath: env.IOC_FFMPEG ?? "",
    lookAtPagesEveryMs: Number(env.IOC_PAGE_LOOK_MS) || 1_000,
    userDataFolder: dataFolder
      ? path.join(dataFolder, "shell")
      : path.join(app.getPath("appData"), "ioc-wall", "shell", ...(resources ? [nameOf(env.IOC_JOIN || profile)] : [])),
    rootFolder: resources === undefined ? app.getAppPath() : unpackedFolder(resources),
    preloadFile: path.join(app.getAppPath(), "dist", "preload", "index.cjs"),
    resources,
    release: resources === undefined ? undefined : readRelease(resources),
    hasTerminal: resources === undefined || env.IOC_TERMINAL === "1" || process.stderr.isTTY === true,
  };
}

/** A folder's name for a profile or an address: each wall of a user has its own, since one that runs is told by it. */
const nameOf = (text: string): string => text.replace(/[^\w.-]+/g, "_").slice(-80);

/** Once the monitors are known. @param monitors how many there are */
export function settleWindows(options: Options, monitors: number): void {
  if (options.isWindowedAtOneMonitor && monitors === 1) options.isWindowed = true;
}
