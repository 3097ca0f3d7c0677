import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../build/paths.mjs";
import { startProcess } from "../lab/process.ts";
import { until } from "../lab/until.ts";

/** A launcher like start.mjs around a program given as text. */
function launch(program: string) {
  const foreground = JSON.stringify(join(root, "build/foreground.mjs"));
  const launcher = `import { exitCodeOf, runInForeground } from ${foreground};
    process.exitCode = exitCodeOf(await runInForeground(process.execPath, ["-e", ${JSON.stringify(program)}]));`;
  return startProcess(process.execPath, ["--input-type=module", "-e", launcher]);
}

const isThere = (pid: number) => {
  try {
    // One that has ended and was not yet waited for is gone as well.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe("a program run in the foreground", () => {
  it("gives its exit code on", async () => {
    await using launcher = await launch("process.exit(66)");
    expect(await launcher.exited).toEqual({ code: 66, signal: null });
  });

  it("gets the signal once and may end in order", async () => {
    await using launcher = await launch(`
      let times = 0;
      process.on("SIGTERM", () => { times += 1; setTimeout(() => { console.log("times", times); process.exit(5); }, 200); });
      setInterval(() => {}, 1000); console.log("up");`);
    await launcher.waitForOutput(/up/);
    launcher.child.kill("SIGTERM");
    launcher.child.kill("SIGTERM");
    expect(await launcher.exited).toMatchObject({ code: 5 });
    expect(launcher.output()).toContain("times 1");
  });

  it("ends at once when asked a second time by Ctrl+C", async () => {
    await using launcher = await launch(
      `process.on("SIGINT", () => console.log("asked")); setInterval(() => {}, 1000); console.log("up");`,
    );
    await launcher.waitForOutput(/up/);
    launcher.child.kill("SIGINT");
    await launcher.waitForOutput(/asked/);
    launcher.child.kill("SIGINT");
    expect(await launcher.exited).toMatchObject({ code: 137 });
  });

  it("leaves no grandchild behind when the program crashes", async () => {
    await using launcher = await launch(`
      const child = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 3000)"], { stdio: "ignore" });
      console.log("grandchild", child.pid); setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);`);
    const [, pid] = await launcher.waitForOutput(/grandchild (\d+)/);
    expect(isThere(Number(pid))).toBe(true);
    expect(await launcher.exited).toMatchObject({ code: 137 });
    expect(isThere(Number(pid))).toBe(false);
  });

  it("takes the program with it when it is ended by its own exit", async () => {
    const foreground = JSON.stringify(join(root, "build/foreground.mjs"));
    await using launcher = await startProcess(process.execPath, [
      "--input-type=module",
      "-e",
      `import { runInForeground } from ${foreground};
       runInForeground(process.execPath, ["-e", "console.log('pid', process.pid); setInterval(() => {}, 1000)"], {
         onStdout: (text) => process.stdout.write(text, () => setTimeout(() => process.exit(3), 100)),
       });`,
    ]);
    const [, pid] = await launcher.waitForOutput(/pid (\d+)/);
    expect(await launcher.exited).toMatchObject({ code: 3 });
    await until(() => !isThere(Number(pid)));
  });

  it("ends when npm is ended, although the shell between them takes no signal along", async () => {
    const foreground = JSON.stringify(join(root, "build/foreground.mjs"));
    const launcher = `import { runInForeground } from ${foreground};
      await runInForeground(process.execPath, ["-e", "console.log('pid', process.pid); setInterval(() => {}, 1000)"]);`;
    // The second command keeps the shell from becoming the launcher itself.
    await using shell = await startProcess("sh", ["-c", '"$NODE" --input-type=module -e "$LAUNCHER"; true'], {
      env: { NODE: process.execPath, LAUNCHER: launcher, npm_lifecycle_event: "start" },
    });
    const [, pid] = await shell.waitForOutput(/pid (\d+)/);
    shell.child.kill("SIGTERM");
    await until(() => !isThere(Number(pid)));
  });
});
