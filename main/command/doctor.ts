import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { CodedError } from "#contract/errors.ts";
import { Health, routes } from "#contract/http.ts";
import { electronIn, missingPart, readRelease } from "../installed/release.ts";
import { ask } from "./core-client.ts";
import {
  checkProfile,
  coreFile,
  defaultProfile,
  type Failed,
  findFailedStart,
  findStarted,
  inFolder,
  type Running,
  type Which,
} from "./running.ts";
import { columns, type Mark, type Screen } from "./screen.ts";
import type { Site } from "./settings.ts";
import type { WordKey } from "./words.ts";

type Level = "ok" | "warning" | "error";
type Finding = { check: string; state: Level; detail: string };
const marks: Record<Level, Mark> = { ok: "ok", warning: "attention", error: "alarm" };

/** better-sqlite3 is built for Node-API 10, which came with this one. */
const neededNode = "22.14.0";
const defaultPort = 7_780;
const fewBytes = 1_000_000_000;
const tooFewBytes = 100_000_000;
/** Unavailable, sysexits(3). */
const notReady = 69;

/** Looks at everything a wall needs on this machine. Ends with 0 unless something is in the way of running at all. */
export async function doctor(which: Which, screen: Screen, { resources, settings }: Site): Promise<number> {
  const running = await findStarted(which).catch(() => undefined);
  const failed = running === undefined ? await findFailedStart(which) : undefined;
  const looked = { ...which, data: which.data ?? running?.data };
  const profile = failed === undefined ? await look(screen, looked) : brokenProfile(failed, screen);
  const data = which.data !== undefined ? path.resolve(which.data) : (running?.data ?? profile.data);
  const findings: Finding[] = [
    node(screen),
    profile.finding,
    dataFolder(data, screen),
    await core(running ?? (data === undefined ? undefined : inFolder(data)), failed, screen),
    await port(
      which.port ?? (running === undefined ? Number(settings.IOC_PORT || defaultPort) : portOf(running)),
      running,
      screen,
    ),
    await ffmpeg(settings.IOC_FFMPEG ?? "ffmpeg", screen),
    resources === undefined ? electron(screen) : installed(resources, screen),
    monitors(resources !== undefined, screen),
  ];
  const worst = (["error", "warning", "ok"] as const).find((level) => findings.some((one) => one.state === level));
  const state = worst ?? "ok";
  screen.show({ state, checks: findings }, [
    `${screen.mark(marks[state])} ${screen.say(`doctor.${state}`)}`,
    "",
    ...columns(
      findings.map((one) => [screen.mark(marks[one.state]), screen.say(`check.${one.check}` as WordKey), one.detail]),
    ),
  ]);
  return state === "error" ? notReady : 0;
}

function node({ say }: Screen): Finding {
  const { version } = process;
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = neededNode.split(".").map(Number);
  const isNew = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  const detail = isNew ? version : say("node.old", { version, needed: neededNode });
  return { check: "node", state: isNew ? "ok" : "error", detail };
}

async function look(screen: Screen, which: Which): Promise<{ finding: Finding; data?: string }> {
  if (!existsSync(coreFile()))
    return { finding: { check: "profile", state: "error", detail: screen.say("core.missing") } };
  try {
    const { profile, folder, data } = await checkProfile(which.profile ?? defaultProfile, which.data);
    return {
      finding: { check: "profile", state: "ok", detail: screen.say("profile.valid", { profile, folder }) },
      data,
    };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { finding: { check: "profile", state: "error", detail: screen.reason(error.toMessage()) } };
  }
}

function dataFolder(folder: string | undefined, screen: Screen): Finding {
  if (folder === undefined) return { check: "data", state: "warning", detail: screen.say("data.unknown") };
  // A folder that will be made is as good as the one it will be made in.
  let there = folder;
  while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    const detail = screen.reason({ code: "data.not-writable", params: { folder } });
    return { check: "data", state: "error", detail };
  }
  const disk = statfsSync(there);
  const bytes = disk.bavail * disk.bsize;
  const free = screen.number(Math.round(bytes / 100_000_000) / 10);
  const state = bytes < tooFewBytes ? "error" : bytes < fewBytes ? "warning" : "ok";
  return { check: "data", state, detail: screen.say(state === "ok" ? "data.free" : "data.little", { folder, free }) };
}

const brokenProfile = ({ data, error }: Failed, screen: Screen): { finding: Finding; data?: string } => ({
  finding: { check: "profile", state: "error", detail: screen.reason(error.toMessage()) },
  ...(data === null ? {} : { data }),
});

async function core(running: Running | undefined, failed: Failed | undefined, { say }: Screen): Promise<Finding> {
  if (running === undefined && failed !== undefined)
    return { check: "core", state: "error", detail: say("core.cannot-start", { profile: failed.profile }) };
  if (running === undefined) return { check: "core", state: "ok", detail: say("core.stopped") };
  const { origin, pid } = running;
  const isWell = await ask(running, routes.health, Health).then(
    () => true,
    () => false,
  );
  return isWell
    ? { check: "core", state: "ok", detail: say("core.running", { origin }) }
    : { check: "core", state: "error", detail: say("core.mute", { origin, pid }) };
}

const portOf = (running: Running): number => Number(new URL(running.origin).port);

async function port(number: number, running: Running | undefined, { say }: Screen): Promise<Finding> {
  const params = { port: number };
  if (running !== undefined && portOf(running) === number)
    return { check: "port", state: "ok", detail: say("port.own", params) };
  const problem = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve("code" in error ? String(error.code) : "?"));
    server.listen(number, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
  if (problem === undefined) return { check: "port", state: "ok", detail: say("port.free", params) };
  return { check: "port", state: "error", detail: say(problem === "EACCES" ? "port.forbidden" : "port.taken", params) };
}

async function ffmpeg(program: string, { say }: Screen): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)(program, ["-hide_banner", "-version"], { timeout: 10_000 });
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? stdout.slice(0, 40);
    return { check: "ffmpeg", state: "ok", detail: version };
  } catch {
    return { check: "ffmpeg", state: "warning", detail: say("ffmpeg.missing") };
  }
}

function electron({ say }: Screen): Finding {
  const folder = path.resolve(path.dirname(coreFile()), "..", "..", "node_modules", "electron");
  try {
    const program = path.join(folder, "dist", readFileSync(path.join(folder, "path.txt"), "utf8").trim());
    accessSync(program, constants.X_OK);
    const versionFile = path.join(folder, "dist", "version");
    const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : say("electron.present");
    return { check: "electron", state: "ok", detail: version };
  } catch {
    return { check: "electron", state: "warning", detail: say("electron.missing") };
  }
}

/** The Electron of a package, and whether all that comes with it is there. */
function installed(resources: string, { say }: Screen): Finding {
  const missing = missingPart(resources) ?? [electronIn(resources)].find((file) => !existsSync(file));
  if (missing !== undefined)
    return { check: "electron", state: "error", detail: say("electron.damaged", { file: missing }) };
  const release = readRelease(resources);
  if (release === undefined) return { check: "electron", state: "warning", detail: say("electron.present") };
  const { electron: version, isStandIn } = release;
  return isStandIn
    ? { check: "electron", state: "warning", detail: say("electron.stand-in", { version }) }
    : { check: "electron", state: "ok", detail: version };
}

function monitors(isInstalled: boolean, { say }: Screen): Finding {
  if (process.platform !== "linux") return { check: "monitors", state: "ok", detail: say("monitors.system") };
  const display = process.env.WAYLAND_DISPLAY ?? process.env.DISPLAY;
  if (display) return { check: "monitors", state: "ok", detail: say("monitors.real", { display }) };
  if (isInstalled) return { check: "monitors", state: "warning", detail: say("monitors.absent") };
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const missing = ["Xorg", "xrandr", "openbox"].filter(
    (program) => !folders.some((folder) => existsSync(path.join(folder, program))),
  );
  const driver = "xorg/modules/drivers/dummy_drv.so";
  if (!["/usr/lib", "/usr/lib64"].some((folder) => existsSync(path.join(folder, driver)))) missing.push("dummy_drv.so");
  if (missing.length === 0) return { check: "monitors", state: "ok", detail: say("monitors.virtual") };
  return { check: "monitors", state: "warning", detail: say("monitors.none", { missing: missing.join(", ") }) };
}
