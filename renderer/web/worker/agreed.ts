/** What the web app's pages and their worker agree on. Names stay as they are: workers and pages of older builds meet newer ones. */

export const workerAddress = "/app/sw.js";
export const appScope = "/app/";
/** Where the shell lies that a build is opened by without a network. */
export const shellAddress = "/app/";

/** Of each build a cache of its own: its shell and its files, or nothing. */
export const cachePrefix = "ioc-app.";
export const cacheOf = (build: string): string => `${cachePrefix}${build}`;
/** Files that are too large for everybody to load them ahead: kept from their first use on, whatever build names them. */
export const laterCache = "ioc-app-later";

/** A page holds this lock, shared with others of its build, for as long as it lives; the browser lets go of it by itself. */
export const lockPrefix = "ioc-app-build.";
export const lockOf = (build: string): string => `${lockPrefix}${build}`;

/** The document says of which build it is: `<meta name="build" content="…">`. */
export const buildIn = (html: string): string | undefined =>
  /<meta name="build" content="([\w-]{1,40})"/.exec(html)?.[1];

/** A page answers this at once if its program has begun; what has not after a while was left lying by a bad worker. */
export const isAlive = "ioc-app-alive?";
/** To the pages: a newer build is here, and is opened with the next loading. */
export type NewBuild = { newBuild: string };
export const isNewBuild = (data: unknown): data is NewBuild =>
  typeof data === "object" && data !== null && typeof (data as Partial<NewBuild>).newBuild === "string";
