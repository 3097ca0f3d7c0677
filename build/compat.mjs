/*
 * What is done for the oldest engines alone that windows and pages have to run in (docs/decisions/0002), in one file a layer: this one,
 * main/shell/compat.ts and renderer/compat.ts. Of each thing stands there with which version of Electron it goes.
 */

/**
 * For the shell, which runs on Electron's own Node; that of Electron 25 is Node 18.
 * Goes with Electron 35: from there on it is the Node of the core (22.14).
 */
export const shellNode = "node18";

/**
 * For pages and preload, also for browsers that open them; Electron 25 is Chrome 114.
 * Goes with Electron 35: Chrome 134. Browsers of a site may have to wait for longer.
 */
export const pageChrome = "chrome114";
