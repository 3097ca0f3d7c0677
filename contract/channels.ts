/**
 * Channel names, shared by preload and shell. A file of its own, free of zod, so that the preload script, which every
 * window loads before its page, stays a few hundred bytes.
 */
export const channels = {
  getConnection: "wall:get-connection",
  connection: "wall:connection",
  painted: "wall:painted",
  beat: "wall:beat",
  keepView: "wall:keep-view",
  frozenPicture: "wall:frozen-picture",
  keepAsked: "wall:keep-asked",
  frameSound: "wall:frame-sound",
} as const;

/** How the shell tells a window's preload script which monitor it is for. */
export const displayArgument = "--wall-display=";

/** Stands beside it where Chromium runs without its sandbox. */
export const unprotectedArgument = "--wall-unprotected";

/** Stands beside it, with the version, where this program's Electron stands in for the current one: for trying only. */
export const standInArgument = "--wall-stand-in=";

/** The id of the element in which the shell puts the kept view into a window's page: a data block, which is no script. */
export const keptViewElement = "kept-view";
