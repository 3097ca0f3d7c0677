import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lastLine, run } from "./child-process.mjs";
import { outputLimit } from "./options.mjs";
import { sentence } from "./words.mjs";

/** Why there can be no virtual wall; its message is the sentence for the person (exit code 69: a service is unavailable). */
export class WallError extends Error {
  exitCode = 69;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Starts Xorg with the dummy driver and openbox, and connects columns × rows monitors of width × height pixels, row by
 * row from the top left. Gives {display: ":N", outputs: [{name, x, y, width, height}], pids, stop()}; `stop` ends both
 * and deletes their files. Throws a WallError. Linux only.
 */
export async function startVirtualWall({ columns, rows, width, height }) {
  if (process.platform !== "linux") throw new WallError(sentence("wall.linux-only"));
  const xorg = needProgram("Xorg", "xserver-xorg-core");
  const openbox = needProgram("openbox", "openbox");
  needProgram("xrandr", "x11-xserver-utils");
  const folder = mkdtempSync(join(tmpdir(), "ioc-virtual-wall-"));
  const children = [];
  const stop = async () => {
    for (const child of children.reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  // Ends with this process even when it is left by an exception.
  const endAtOnce = () => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", endAtOnce);
  // A signal that nobody else here answers ends this process without an "exit"; whoever answers it also calls stop().
  const onSignal = (signal) => {
    if (process.listenerCount(signal) > 1) return;
    endAtOnce();
    process.off(signal, onSignal);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const forget = () => {
    process.off("exit", endAtOnce);
    for (const signal of signals) process.off(signal, onSignal);
  };
  try {
    const config = join(folder, "xorg.conf");
    writeFileSync(config, xorgConfig(columns * width, rows * height));
    const display = await startXorg(xorg, config, folder, children);
    const outputs = Array.from({ length: columns * rows }, (_, index) => ({
      name: `DUMMY${index}`,
      x: (index % columns) * width,
      y: Math.floor(index / columns) * height,
      width,
      height,
    }));
    await layOut(display, outputs);
    await startOpenbox(openbox, folder, display, children);
    return {
      display,
      outputs,
      pids: children.map((child) => child.pid),
      async stop() {
        forget();
        await stop();
      },
    };
  } catch (error) {
    forget();
    await stop();
    throw error instanceof WallError ? error : new WallError(sentence("wall.failed", { detail: error.message }));
  }
}

/**
 * Plugs, moves or re-modes one output, or unplugs it. `geometry` is {x, y, width, height} in pixels, or null for
 * unplugged. Throws an Error with xrandr's words when the server does not do it.
 */
export async function setOutput(display, name, geometry) {
  if (geometry === null) return void (await xrandr(display, ["--output", name, "--off"]));
  const { x, y, width, height } = geometry;
  const mode = await ensureMode(display, name, width, height);
  await xrandr(display, ["--output", name, "--mode", mode, "--pos", `${x}x${y}`]);
  await probe(display);
}

async function layOut(display, outputs) {
  const args = [];
  for (const [index, { name, x, y, width, height }] of outputs.entries()) {
    const mode = await ensureMode(display, name, width, height);
    args.push("--output", name, "--mode", mode, "--pos", `${x}x${y}`, ...(index === 0 ? ["--primary"] : []));
  }
  await xrandr(display, args);
  await probe(display);
}

/**
 * A full query makes the server look at its outputs again. Without it, one that got its first mode is still noted as
 * unplugged, and Chromium, which reads only the note, does not see the monitor.
 */
const probe = (display) => xrandr(display, ["--query"]);

/** An output is connected once it has a mode; those that the driver does not know are made, their timing does not matter. */
async function ensureMode(display, name, width, height) {
  const mode = `${width}x${height}`;
  if (await tryXrandr(display, ["--addmode", name, mode])) return mode;
  const timing = [width, width + 8, width + 16, width + 24, height, height + 2, height + 4, height + 8];
  const clockMhz = ((timing[3] * timing[7] * 60) / 1e6).toFixed(2);
  await tryXrandr(display, ["--newmode", mode, clockMhz, ...timing.map(String)]);
  await xrandr(display, ["--addmode", name, mode]);
  return mode;
}

async function xrandr(display, args) {
  const result = await run("xrandr", ["--display", display, ...args], { timeoutMs: 15_000 });
  if (result.code !== 0) throw new Error(`xrandr: ${lastLine(result.output)}`);
}

async function tryXrandr(display, args) {
  return (await run("xrandr", ["--display", display, ...args], { timeoutMs: 15_000 })).code === 0;
}

async function startXorg(program, config, folder, children) {
  // Xorg chooses the first free display itself and writes its number to descriptor 3: two starts at once never collide.
  const log = join(folder, "xorg.log");
  const args = ["-displayfd", "3", "-config", config, "-logfile", log, "-noreset", "-nolisten", "tcp", "-novtswitch"];
  const child = spawn(program, [...args, "-sharevts"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    // Ctrl+C in a terminal reaches the whole group; the windows must go before their display does.
    detached: true,
  });
  children.push(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  let told = "";
  child.stdio[3].setEncoding("utf8").on("data", (chunk) => {
    told += chunk;
  });
  const deadlineMs = performance.now() + 20_000;
  while (!told.includes("\n")) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded || performance.now() > deadlineMs || child.pid === undefined) {
      if (/Only console users are allowed|not permitted|PAM authentication failed/i.test(errors)) {
        throw new WallError(sentence("wall.not-permitted"));
      }
      throw new Error(reasonOf(errors, log));
    }
    await pause(20);
  }
  return `:${told.trim()}`;
}

function reasonOf(errors, log) {
  const text = existsSync(log) ? readFileSync(log, "utf8") : "";
  return text.match(/^.*\(EE\) (?=\S).*$/m)?.[0].trim() ?? (lastLine(errors) || "Xorg");
}

async function startOpenbox(program, folder, display, children) {
  const config = join(folder, "openbox.xml");
  writeFileSync(config, openboxConfig);
  const child = spawn(program, ["--config-file", config, "--sm-disable"], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, DISPLAY: display, XDG_CACHE_HOME: folder },
  });
  children.push(child);
  // A window that is mapped before there is a manager gets other bounds than it asked for.
  const deadlineMs = performance.now() + 10_000;
  while (!(await hasWindowManager(display))) {
    if (child.exitCode !== null || performance.now() > deadlineMs) throw new Error("openbox");
    await pause(30);
  }
}

async function hasWindowManager(display) {
  if (!findProgram("xprop")) return pause(500, true);
  const answer = await run("xprop", ["-display", display, "-root", "_NET_SUPPORTING_WM_CHECK"], { timeoutMs: 5_000 });
  return answer.stdout.includes("window id");
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return undefined;
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("exit", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/lib/xorg"];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

function needProgram(name, packageName) {
  const program = findProgram(name);
  if (!program) throw new WallError(sentence("wall.program-missing", { program: name, package: packageName }));
  return program;
}

/** The screen is larger than the wall by one monitor each way, so that tests can give an output another mode. */
function xorgConfig(wallWidth, wallHeight) {
  const width = Math.max(7_680, Math.ceil(wallWidth / 8) * 8);
  const height = Math.max(4_320, wallHeight);
  return `Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
  Option "SuspendTime" "0"
  Option "OffTime" "0"
EndSection
Section "Device"
  Identifier "device"
  Driver "dummy"
  VideoRam 512000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-2000
  VertRefresh 1-1000
EndSection
Section "Screen"
  Identifier "screen"
  Device "device"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual ${width} ${height}
  EndSubSection
EndSection
`;
}

/** No decorations, no desktop menu, no keys or mouse actions: all input belongs to the wall. */
const openboxConfig = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <placement><policy>Smart</policy><monitor>Any</monitor></placement>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <resize><drawContents>no</drawContents><popupShow>Never</popupShow></resize>
  <keyboard></keyboard>
  <mouse></mouse>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
`;

export const wallLimits = { outputs: outputLimit };
