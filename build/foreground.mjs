import { spawn } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

const isWindows = process.platform === "win32";
/** How long a program may take to end by itself once asked: the core has to store what it holds. */
const graceMs = 15_000;

/**
 * Runs a program as if it were this one and gives {code, signal}: signals are passed on, and when it has ended nothing
 * that it started is left. A second Ctrl+C ends it at once. `onStdout` and `onStderr` get what it writes there as text; without
 * them it writes where this one does. After `timeoutMs`, if given, it is ended. Throws when the program cannot be started.
 */
export async function runInForeground(command, args, { cwd, env, onStdout, onStderr, timeoutMs } = {}) {
  // In a group of its own: Ctrl+C in a terminal would reach it directly and once more from here, and Chromium takes
  // only the first such signal as a wish to end in order.
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ["ignore", onStdout ? "pipe" : "inherit", onStderr ? "pipe" : "inherit"],
    detached: !isWindows,
  });
  if (onStdout) child.stdout.setEncoding("utf8").on("data", onStdout);
  if (onStderr) child.stderr.setEncoding("utf8").on("data", onStderr);
  let askedTimes = 0;
  let insist;
  const passOn = (signal) => {
    askedTimes += 1;
    if (askedTimes > 1 && signal === "SIGINT") return signalGroup(child, "SIGKILL");
    if (askedTimes > 1) return;
    child.kill(signal);
    insist = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, passOn);
  const guard = timeoutMs ? setTimeout(() => passOn("SIGTERM"), timeoutMs) : undefined;
  // npm passes a SIGTERM on to the shell between it and this script only: the shell's end is the wish to end.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent && askedTimes === 0) passOn("SIGTERM");
  }, 500);
  const killNow = () => signalGroup(child, "SIGKILL");
  process.once("exit", killNow);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve({ code, signal }));
    });
  } finally {
    clearInterval(watch);
    clearTimeout(guard);
    clearTimeout(insist);
    await clearGroup(child);
    process.off("exit", killNow);
    for (const signal of signals) process.off(signal, passOn);
  }
}

/** Waits for what the program started to end after it, asks, and insists. */
async function clearGroup(child) {
  if (isWindows || child.pid === undefined) return;
  for (const [signal, waitMs] of [
    [0, graceMs],
    ["SIGTERM", 5_000],
    ["SIGKILL", 2_000],
  ]) {
    if (!signalGroup(child, signal)) return;
    const deadlineMs = performance.now() + waitMs;
    while (performance.now() < deadlineMs) {
      if (!signalGroup(child, 0)) return;
      await pause(25);
    }
  }
}

/** Whether there was anyone to get the signal. */
function signalGroup(child, signal) {
  if (child.pid === undefined) return false;
  try {
    process.kill(isWindows ? child.pid : -child.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** The exit code as a shell tells it: 128 + number for a signal. */
export function exitCodeOf({ code, signal }) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
