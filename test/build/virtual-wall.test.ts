import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electronProgram, root } from "../../build/paths.mjs";
import { readText } from "../../build/stamps.mjs";
import { electronArguments } from "../../build/start.mjs";
import { setOutput, startVirtualWall } from "../../build/virtual-wall.mjs";
import { runProcess, startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";

/** What X itself says: name to "WIDTHxHEIGHT+X+Y" of each monitor. */
async function monitors(display: string): Promise<Record<string, string>> {
  const { stdout } = await runProcess("xrandr", ["--display", display, "--listmonitors"]);
  const lines = stdout.matchAll(/(\d+)\/\d+x(\d+)\/\d+(\+\d+\+\d+)\s+(\S+)/g);
  return Object.fromEntries([...lines].map(([, width, height, place, name]) => [name, `${width}x${height}${place}`]));
}

/** Whether the process runs; one that has ended and was not waited for by its parent does not. */
function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("a virtual wall", () => {
  let wall: Awaited<ReturnType<typeof startVirtualWall>>;
  beforeAll(async () => {
    wall = await startVirtualWall({ columns: 3, rows: 2, width: 1280, height: 720 });
  });
  afterAll(() => wall?.stop());

  const all = {
    DUMMY0: "1280x720+0+0",
    DUMMY1: "1280x720+1280+0",
    DUMMY2: "1280x720+2560+0",
    DUMMY3: "1280x720+0+720",
    DUMMY4: "1280x720+1280+720",
    DUMMY5: "1280x720+2560+720",
  };

  it("has its monitors where they belong, and a window manager", async () => {
    expect(await monitors(wall.display)).toEqual(all);
    const { stdout } = await runProcess("xprop", ["-display", wall.display, "-root", "_NET_SUPPORTING_WM_CHECK"]);
    expect(stdout).toContain("window id");
  });

  it("shows all its monitors to Electron, which does not make the server look at its outputs anew", async () => {
    await using folder = await temporaryFolder();
    const program = `const { app, screen } = require("electron");
      app.whenReady().then(() => {
        console.log("bounds", JSON.stringify(screen.getAllDisplays().map((display) => display.bounds)));
        app.quit();
      });`;
    await writeFile(join(folder.path, "main.cjs"), program);
    const electron = electronProgram(readText) ?? "";
    const args = [...electronArguments(process.getuid?.() === 0, true).slice(0, -1), join(folder.path, "main.cjs")];
    const seen = await runProcess(electron, args, { env: { DISPLAY: wall.display, XDG_CONFIG_HOME: folder.path } });
    const bounds: { x: number; y: number; width: number; height: number }[] = JSON.parse(
      seen.stdout.match(/^bounds (.*)$/m)?.[1] ?? "[]",
    );
    const texts = bounds.map(({ x, y, width, height }) => `${width}x${height}+${x}+${y}`);
    expect(texts.sort()).toEqual(Object.values(all).sort());
  });

  it("goes when its process is ended by a signal", async () => {
    const program = `import { startVirtualWall } from ${JSON.stringify(join(root, "build/virtual-wall.mjs"))};
      const wall = await startVirtualWall({ columns: 1, rows: 1, width: 640, height: 480 });
      console.log("pids", wall.pids.join(" ")); setInterval(() => {}, 1000);`;
    await using owner = await startProcess(process.execPath, ["--input-type=module", "-e", program]);
    const [, pids = ""] = await owner.waitForOutput(/pids (.+)\n/);
    owner.child.kill("SIGTERM");
    expect(await owner.exited).toEqual({ code: null, signal: "SIGTERM" });
    for (const pid of pids.split(" ")) await until(() => !isThere(Number(pid)), { what: `the end of ${pid}` });
  });

  it("loses, gains and changes a monitor", async () => {
    const { DUMMY1: _, ...without } = all;
    await setOutput(wall.display, "DUMMY1", null);
    expect(await monitors(wall.display)).toEqual(without);
    await setOutput(wall.display, "DUMMY1", { x: 1280, y: 0, width: 1000, height: 700 });
    expect(await monitors(wall.display)).toEqual({ ...all, DUMMY1: "1000x700+1280+0" });
    const before = wall.outputs[1];
    if (!before) throw new Error("no second output");
    await setOutput(wall.display, "DUMMY1", before);
    expect(await monitors(wall.display)).toEqual(all);
  });

  it("stands beside another one and leaves nothing behind", async () => {
    const other = await startVirtualWall({ columns: 1, rows: 1, width: 1366, height: 768 });
    expect(other.display).not.toBe(wall.display);
    expect(await monitors(other.display)).toEqual({ DUMMY0: "1366x768+0+0" });
    await other.stop();
    expect(other.pids).toHaveLength(2);
    for (const pid of other.pids) expect(isThere(pid ?? -1)).toBe(false);
    expect(existsSync(`/tmp/.X11-unix/X${other.display.slice(1)}`)).toBe(false);
    expect(await monitors(wall.display)).toEqual(all);
  });
});
