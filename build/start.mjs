import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exitCodeOf, runInForeground } from "./foreground.mjs";
import { askedLanguage, defaultPort, defaultWall, parseStartOptions, UsageError, wallText } from "./options.mjs";
import { dataFolder, dist, electronProgram, modernNode, root } from "./paths.mjs";
import { setUp } from "./setup.mjs";
import { createShellLog } from "./shell-log.mjs";
import { readText } from "./stamps.mjs";
import { startVirtualWall, WallError } from "./virtual-wall.mjs";
import { chooseLanguage, language, sentence } from "./words.mjs";

/** Whether a program could show a window here. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The virtual wall to start, or null for the machine's own monitors. Windowed without any display, one monitor carries
 * the windows.
 */
export function wallToStart(options, isDisplayThere = hasDisplay()) {
  if (options.virtualWall) return options.virtualWall;
  if (isDisplayThere) return null;
  return options.windowed ? { ...defaultWall, columns: 1, rows: 1 } : defaultWall;
}

/** How the shell learns its options: environment variables, read by main/shell. `display` is that of a virtual wall. */
export function shellEnvironment(options, display, env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, WAYLAND_DISPLAY, ...rest } = env;
  return {
    ...rest,
    IOC_PROFILE: options.profile,
    IOC_JOIN: options.join,
    IOC_DATA: options.data,
    IOC_PORT: String(options.port),
    IOC_NODE: modernNode() ?? "",
    IOC_LANG: language(env),
    ...(options.monitors === null ? {} : { IOC_MONITORS: String(options.monitors) }),
    ...(options.windowed ? { IOC_WINDOWED: "1" } : {}),
    ...(options.desk ? { IOC_DESK: "1" } : {}),
    ...(display
      ? { IOC_VIRTUAL: "1", DISPLAY: display, XDG_SESSION_TYPE: "x11" }
      : WAYLAND_DISPLAY === undefined
        ? {}
        : { WAYLAND_DISPLAY }),
  };
}

/** What Electron is started with: Chromium refuses its sandbox to root, and only there it may be left out. */
export function electronArguments(isRoot, isVirtual) {
  return [...(isRoot ? ["--no-sandbox"] : []), ...(isVirtual ? ["--ozone-platform=x11"] : []), root];
}

const tell = (text) => process.stderr.write(`${text}\n`);

/** The command that takes a picture of this run's wall. */
export function snapshotCommand({ port, data }) {
  const which = port === defaultPort ? "" : port > 0 ? ` --port ${port}` : data ? ` --data ${data}` : "";
  return `npm run ioc -- snapshot wall.png${which}`;
}

async function openWall(options) {
  const isComplete = await setUp({ say: tell }).then((result) => result.isComplete);
  const program = electronProgram(readText);
  if (!program) {
    tell(sentence("start.no-electron"));
    return 69;
  }
  for (const target of ["shell/index.cjs", "core/index.mjs"]) {
    if (existsSync(join(dist, target))) continue;
    // What is wrong was told above when the set-up tried and failed.
    if (isComplete) tell(sentence("start.not-built", { target }));
    return 70;
  }
  const plan = wallToStart(options);
  const wall = plan ? await startVirtualWall(plan) : null;
  const log = createShellLog(dataFolder(options.data, options.join ? "joined" : options.profile), tell);
  try {
    if (wall) {
      const key = options.virtualWall ? "wall.asked" : "wall.chosen";
      process.stdout.write(`${sentence(key, { size: wallText(plan), display: wall.display })}\n`);
      const look = options.port > 0 ? "wall.look" : "wall.look-any-port";
      process.stdout.write(`${sentence(look, { port: options.port, command: snapshotCommand(options) })}\n`);
    }
    const ended = await runInForeground(program, electronArguments(process.getuid?.() === 0, wall !== null), {
      cwd: root,
      env: shellEnvironment(options, wall?.display ?? null),
      onStderr: log.write,
    });
    log.close();
    if (ended.signal && ended.signal !== "SIGTERM" && ended.signal !== "SIGINT") {
      tell(sentence("start.killed", { signal: ended.signal, file: log.file }));
    }
    return exitCodeOf(ended);
  } finally {
    await wall?.stop();
  }
}

async function main() {
  const args = process.argv.slice(2);
  const asked = askedLanguage(args);
  if (asked) chooseLanguage(asked);
  try {
    const options = parseStartOptions(args);
    if (options.help) {
      process.stdout.write(`${sentence("start.help")}\n`);
      return 0;
    }
    return await openWall(options);
  } catch (error) {
    const isTold = error instanceof UsageError || error instanceof WallError;
    tell(isTold ? error.message : sentence("start.failed", { program: "Electron", detail: error.message }));
    return isTold ? error.exitCode : 70;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
