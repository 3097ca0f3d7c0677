import { runProcess, startProcess } from "../lab/process.ts";
import { root } from "./wall-under-test.ts";

/** The commands of the README, as a person types them, without any display. */
const env = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, IOC_LANG: "vi" };
export const start = (args: string[], more: Record<string, string> = {}) =>
  startProcess("npm", ["start", "--silent", "--", ...args], {
    cwd: root,
    env: { ...env, ...more },
    lastSignal: "SIGTERM",
  });
export const runStart = (args: string[]) =>
  runProcess("npm", ["start", "--silent", "--", ...args], { cwd: root, env, withinMs: 60_000 });
export const ioc = (...args: string[]) =>
  runProcess("npm", ["run", "--silent", "ioc", "--", ...args], { cwd: root, env, withinMs: 60_000 });
