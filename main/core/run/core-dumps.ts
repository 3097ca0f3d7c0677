import { execFile } from "node:child_process";
import type { Logger } from "pino";

/**
 * Has the system write no picture of this process's memory when it dies: passwords and keys are in it. Node cannot say so itself, so
 * util-linux's `prlimit` does, for this process and whatever it starts from then on. Not waited for, and never fails; where it
 * cannot be done, the log says so. Elsewhere than on Linux nothing is written by itself.
 */
export function writeNoCoreDumps(log: Logger): void {
  if (process.platform !== "linux") return;
  execFile("prlimit", ["--pid", String(process.pid), "--core=0:0"], { timeout: 5_000 }, (error) => {
    if (error !== null) log.warn({ err: error }, "core dumps could not be turned off; set LimitCORE=0 or ulimit -c 0");
  });
}
