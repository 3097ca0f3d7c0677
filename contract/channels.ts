/**
 * Channel names, shared by preload and shell. A file of its own, free of zod, so that the preload script, which every
 * window loads before its page, stays a few hundred bytes.
 */
export const channels = {
  getConnection: "wall:get-connection",
  connection: "wall:connection",
  painted: "wall:painted",
} as const;

/** How the shell tells a window's preload script which monitor it is for. */
export const displayArgument = "--wall-display=";
