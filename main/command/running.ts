import { fork } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CodedError, type CodedMessage, isErrorCode } from "#contract/errors.ts";
import { FailedStart, FromCore, RunFile } from "#contract/supervision.ts";

/** Which wall is meant. */
export type Which = { data?: string | undefined; port?: number | undefined; profile?: string | undefined };

export type Running = z.infer<typeof RunFile> & { data: string };

export const defaultProfile = "lang-son";

const Pointer = z.object({ data: z.string() });
const Checked = z.object({ profile: z.string(), folder: z.string(), data: z.string() });

/**
 * The wall that runs: by its data folder, its port or its profile where one is named, else the only one there is; among
 * several, that of the default profile.
 *
 * @throws CodedError wall.not-running, wall.several-running, or what is wrong with a profile that was named
 */
export async function findRunning(which: Which): Promise<Running> {
  try {
    return await findStarted(which);
  } catch (error) {
    const isMissing = error instanceof CodedError && error.code === "wall.not-running";
    throw (isMissing ? (await findFailedStart(which))?.error : undefined) ?? error;
  }
}

/** A start that a profile is in the way of, as it is written now. */
export type Failed = { profile: string; data: string | null; error: CodedError };

/** So many notes are looked at, the newest first: each takes a process. */
const mostNotes = 5;

/**
 * Why a wall that is meant does not run: a profile with a mistake, as the core noted when it could not start, and that is there still.
 * undefined where none was noted, or the profile is well by now.
 */
export async function findFailedStart(which: Which): Promise<Failed | undefined> {
  const [data, profile] = [which.data, which.profile].map((one) => (one === undefined ? undefined : path.resolve(one)));
  const notes = ownFiles()
    .filter((name) => /^failed-[0-9a-f]+\.json$/.test(name))
    .flatMap((name) => {
      const note = FailedStart.safeParse(readJson(path.join(runFolder(), name)));
      return note.success ? [note.data] : [];
    })
    .filter((note) => data === undefined || note.data === data)
    .filter((note) => profile === undefined || note.profile === profile || note.profile === which.profile)
    .sort((one, other) => other.atMs - one.atMs);
  if (which.port !== undefined) return undefined;
  for (const note of notes.slice(0, mostNotes)) {
    const error = await checkProfile(note.profile, note.data ?? undefined).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error instanceof CodedError && error.code.startsWith("profile."))
      return { profile: note.profile, data: note.data, error };
  }
  return undefined;
}

/** The same, without looking why none runs. */
export async function findStarted(which: Which): Promise<Running> {
  if (which.data !== undefined) return need(inFolder(path.resolve(which.data)), `--data ${which.data}`);
  if (which.port !== undefined) return need(atPort(which.port), `--port ${which.port}`);
  if (which.profile !== undefined) {
    const { data } = await checkProfile(which.profile);
    return need(inFolder(data), data);
  }
  const all = everyRunning();
  if (all.length <= 1) return need(all[0], "--data, --port");
  const { data } = await checkProfile(defaultProfile);
  const usual = inFolder(data);
  if (usual !== undefined) return usual;
  throw new CodedError("wall.several-running", { count: all.length, where: all.map((one) => one.origin).join(", ") });
}

function need(found: Running | undefined, where: string): Running {
  if (found === undefined) throw new CodedError("wall.not-running", { where });
  return found;
}

/** undefined when none runs there; a file left by a crash is not believed. */
export function inFolder(data: string): Running | undefined {
  const parsed = RunFile.safeParse(readJson(path.join(data, "core.json")));
  return parsed.success && isAlive(parsed.data.pid) ? { ...parsed.data, data } : undefined;
}

/** By the files that cores leave in the folder for temporary files, by port. */
function atPort(port: number): Running | undefined {
  const pointer = Pointer.safeParse(readJson(path.join(runFolder(), `${port}.json`)));
  if (!pointer.success) return undefined;
  const running = inFolder(pointer.data.data);
  return running !== undefined && new URL(running.origin).port === String(port) ? running : undefined;
}

/** Anyone may make a folder there: one of another user is not believed. */
function ownFiles(): string[] {
  const folder = runFolder();
  if (!existsSync(folder) || (process.getuid !== undefined && lstatSync(folder).uid !== process.getuid())) return [];
  return readdirSync(folder);
}

function everyRunning(): Running[] {
  return ownFiles()
    .map((name) => /^(\d+)\.json$/.exec(name)?.[1])
    .flatMap((port) => (port === undefined ? [] : (atPort(Number(port)) ?? [])));
}

const runFolder = (): string => path.join(os.tmpdir(), `ioc-wall-${process.getuid?.() ?? os.userInfo().username}`);

function readJson(file: string): unknown {
  try {
    return parseJson(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The core beside this command, compiled or from source. */
export function coreFile(): string {
  const here = fileURLToPath(import.meta.url);
  return path.resolve(path.dirname(here), "..", "core", `index${path.extname(here)}`);
}

/**
 * Has the core look at a profile: only it knows how.
 *
 * @param data the folder of its data; absent: by default
 * @returns its id, where its files lie (a built-in one that was changed: in the data folder), and its data
 * @throws CodedError profile.not-found, profile.invalid
 */
export function checkProfile(profile: string, data?: string): Promise<z.infer<typeof Checked>> {
  const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof Checked>>();
  const core = fork(coreFile(), ["--check", "--profile", profile, ...(data === undefined ? [] : ["--data", data])], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    timeout: 20_000,
  });
  let answer = "";
  core.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  core.on("message", (raw) => {
    const message = FromCore.safeParse(raw);
    if (message.success && message.data.type === "failed") reject(asError(message.data.reason));
  });
  core.on("error", reject);
  core.on("close", (code) => {
    const checked = Checked.safeParse(parseJson(answer));
    if (checked.success) resolve(checked.data);
    else reject(new CodedError("internal", { reference: `core --check ${code}` }));
  });
  return promise;
}

export function asError({ code, params }: CodedMessage): CodedError {
  return isErrorCode(code) ? new CodedError(code, params) : new CodedError("internal", { reference: code });
}
