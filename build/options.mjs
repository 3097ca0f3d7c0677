import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { personFolder } from "./paths.mjs";
import { sentence } from "./words.mjs";

/** A mistake in the command line; its message is the sentence for the person. The program ends with 64 (sysexits: usage). */
export class UsageError extends Error {
  exitCode = 64;
}

const fail = (key, params) => {
  throw new UsageError(sentence(key, params));
};

export const defaultPort = 7780;
export const defaultWall = { columns: 2, rows: 2, width: 1920, height: 1080 };
/** Xorg's dummy driver has so many outputs. */
export const outputLimit = 16;

/** "2x2" or "2x2@1920x1080" (also with ×) to {columns, rows, width, height} in monitors and pixels. */
export function parseWall(text) {
  const match = text.match(/^(\d{1,2})[xX×](\d{1,2})(?:@(\d{1,5})[xX×](\d{1,5}))?$/);
  if (!match) return fail("options.wall", { value: text });
  const [columns, rows] = [Number(match[1]), Number(match[2])];
  const width = Number(match[3] ?? defaultWall.width);
  const height = Number(match[4] ?? defaultWall.height);
  const isPossible =
    columns >= 1 &&
    rows >= 1 &&
    columns * rows <= outputLimit &&
    width >= 320 &&
    width <= 7680 &&
    height >= 180 &&
    height <= 4320;
  return isPossible ? { columns, rows, width, height } : fail("options.wall", { value: text });
}

/** {columns: 2, …} to "2x2@1920x1080". */
export const wallText = ({ columns, rows, width, height }) => `${columns}x${rows}@${width}x${height}`;

/** A port number, 0 for any free one. */
export function parsePort(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : fail("options.port", { value: text });
}

/** How many of this machine's monitors are the wall's. */
export function parseMonitors(text) {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= 64 ? count : fail("options.monitors", { value: text });
}

/** The address of another machine's core, as an origin. What stands behind a wrong one may be a token, so it is not told. */
export function parseJoin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    (url?.protocol === "http:" || url?.protocol === "https:") &&
    url.pathname === "/" &&
    url.search + url.hash + url.username + url.password === "";
  return isPlain ? url.origin : fail("options.join", { value: url?.host || text.slice(0, 40) });
}

const commonOptions = {
  profile: { type: "string" },
  data: { type: "string" },
  port: { type: "string" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/** The language that the arguments ask for, before anything else is read, so that mistakes are told in it; null for none. */
export function askedLanguage(args) {
  const index = args.findIndex((each) => each === "--lang" || each.startsWith("--lang="));
  const value = args[index]?.includes("=") ? args[index].slice("--lang=".length) : args[index + 1];
  return index >= 0 && (value === "vi" || value === "en") ? value : null;
}

/**
 * The options of `npm start`: {help, join (an origin, "" for none), monitors (null for all), profile, data (absolute, "" for the user's folder), port, windowed, desk, virtualWall
 * ({columns, rows, width, height} or null)}. Throws a UsageError.
 */
export function parseStartOptions(args, env = process.env) {
  const values = parse(withDefaultWall(args), "npm start --", {
    ...commonOptions,
    "virtual-wall": { type: "string" },
    windowed: { type: "boolean" },
    desk: { type: "boolean" },
    join: { type: "string" },
    monitors: { type: "string" },
  });
  const wall = values["virtual-wall"];
  if (wall !== undefined && values.windowed) fail("options.clash", { first: "--virtual-wall", second: "--windowed" });
  return { ...wallOptions(values, env), virtualWall: wall === undefined ? null : parseWall(wall) };
}

/**
 * What was said for a wall, read: `npm start` and `ioc wall` say it in the same words. `values` are texts by the options'
 * names, undefined where one was not given. Throws a UsageError.
 */
export function wallOptions(values, env = process.env) {
  if (values.join !== undefined && values.profile !== undefined)
    fail("options.clash", { first: "--join", second: "--profile" });
  if (values.windowed && values.kiosk) fail("options.clash", { first: "--windowed", second: "--kiosk" });
  return {
    ...common(values, env),
    join: values.join === undefined ? "" : parseJoin(values.join),
    monitors: values.monitors === undefined ? null : parseMonitors(values.monitors),
    windowed: values.windowed ?? false,
    desk: values.desk ?? false,
  };
}

/** The options of `npm run serve`: as above, and `ffmpeg`, the program's path or null. */
export function parseServeOptions(args, env = process.env) {
  const values = parse(args, "npm run serve --", { ...commonOptions, ffmpeg: { type: "string" } });
  return serveOptions(values, env);
}

/** The same for the core alone: `npm run serve` and `ioc serve`. */
export function serveOptions(values, env = process.env) {
  return { ...common(values, env), ffmpeg: values.ffmpeg ?? null };
}

/** parseArgs knows no option whose value may be left out: `--virtual-wall` alone gets the default one. */
function withDefaultWall(args) {
  return args.flatMap((argument, index) => {
    if (argument !== "--virtual-wall") return [argument];
    const next = args[index + 1];
    return next === undefined || next.startsWith("-") ? [argument, wallText(defaultWall)] : [argument];
  });
}

function parse(args, command, options) {
  try {
    return parseArgs({ args, options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    const named = error.message.match(/'([^']+)'/)?.[1] ?? args.join(" ");
    const option = named.split(/[ <=]/)[0].replace(/,$/, "");
    const long = named.match(/--[\w-]+/)?.[0] ?? option;
    if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return fail("options.unknown", { option, command });
    if (error.code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL")
      return fail("options.no-argument", { argument: named, command });
    if (error.message.includes("does not take")) return fail("options.takes-none", { option: long });
    return fail("options.no-value", { option: long, command });
  }
}

function common(values, env) {
  const from = (path) => resolve(personFolder(env), path);
  if (values.lang !== undefined && values.lang !== "vi" && values.lang !== "en")
    fail("options.language", { value: values.lang });
  for (const name of ["profile", "data"]) {
    if (values[name] === "") fail("options.no-value", { option: `--${name}`, command: "npm start --" });
  }
  const profile = values.profile ?? "lang-son";
  return {
    help: values.help ?? false,
    // A name has no slash in it; anything else is a folder.
    profile: /[\\/]|^\.{1,2}$/.test(profile) ? from(profile) : profile,
    data: values.data === undefined ? "" : from(values.data),
    port: values.port === undefined ? defaultPort : parsePort(values.port),
  };
}
