import path from "node:path";
import type { App } from "electron";
import type { Language } from "#contract/entities/text.ts";

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
  /** The desk opens with the wall; without, a key opens it. */
  hasDesk: boolean;
  language: Language;
  /** Chromium runs without its sandbox, and this is no test: pages of the net are not shown. */
  isUnprotected: boolean;
  /** The Node (22.14 or newer) that runs the core; empty in a packaged program, whose own Electron is new enough. */
  nodePath: string;
  /** How often it is looked whether pages beat, ms: five looks without a beat are a fault, fifteen end the page. */
  lookAtPagesEveryMs: number;
  /** Where Chromium keeps its caches; one a data folder, so that two walls on one machine do not share a lock. */
  userDataFolder: string;
  /** The folder that holds dist/ and assets/. */
  rootFolder: string;
};

/** Options come by environment, since Chromium claims the command line for its own switches. */
export function readOptions(env: NodeJS.ProcessEnv, app: App): Options {
  const dataFolder = env.IOC_DATA ?? "";
  const joinToken = env.IOC_JOIN_TOKEN ?? "";
  // What is started from here is not to inherit it.
  delete env.IOC_JOIN_TOKEN;
  const port = Number(env.IOC_PORT ?? 7780);
  return {
    profile: env.IOC_PROFILE || "lang-son",
    join: env.IOC_JOIN ?? "",
    joinToken,
    mostMonitors: Number(env.IOC_MONITORS) || Number.POSITIVE_INFINITY,
    dataFolder,
    port: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : 7780,
    isWindowed: env.IOC_WINDOWED === "1",
    hasDesk: env.IOC_DESK === "1",
    language: env.IOC_LANG === "en" ? "en" : "vi",
    // Started by root, Chromium runs only without its sandbox (build/start.mjs). Tests show pages of their own.
    isUnprotected: app.commandLine.hasSwitch("no-sandbox") && env.IOC_TEST_PAGES !== "1",
    nodePath: env.IOC_NODE ?? "",
    lookAtPagesEveryMs: Number(env.IOC_PAGE_LOOK_MS) || 1_000,
    userDataFolder: dataFolder
      ? path.join(dataFolder, "shell")
      : path.join(app.getPath("appData"), "ioc-wall", "shell"),
    rootFolder: app.getAppPath(),
  };
}
