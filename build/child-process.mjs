import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";

const keptCharacters = 20_000;

/**
 * Runs a program to its end and gives {code, signal, output, stdout, hasTimedOut}; never throws: a program that does not
 * exist ends with code 127. `output` is the end of both streams. With `logFile`, all is also written there.
 */
export function run(command, args, { cwd, env, timeoutMs, logFile, input } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      // npm is a script on Windows, which only a shell starts; no argument here ever comes from outside.
      shell: process.platform === "win32" && command === "npm",
    });
    let output = "";
    let stdout = "";
    let hasTimedOut = false;
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptCharacters);
      if (logFile) appendFileSync(logFile, chunk);
    };
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
      keep(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", keep);
    if (input !== undefined) child.stdin.end(input);
    const guard = timeoutMs
      ? setTimeout(() => {
          hasTimedOut = true;
          child.kill("SIGKILL");
        }, timeoutMs)
      : undefined;
    const end = (code, signal) => {
      clearTimeout(guard);
      resolve({ code, signal, output, stdout, hasTimedOut });
    };
    child.once("error", (error) => {
      output += error.message;
      end(127, null);
    });
    child.once("close", end);
  });
}

/** The last line of a program's output that says something: what a person needs to see of a failure. */
export function lastLine(output) {
  return (
    output
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1) ?? ""
  );
}
