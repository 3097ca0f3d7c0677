import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { CodedError } from "#contract/errors.ts";
import type { Which } from "../running.ts";
import { columns, type Screen } from "../screen.ts";
import {
  databaseName,
  dataFolderOf,
  filesOf,
  keptNames,
  Manifest,
  manifestName,
  refuseRunning,
  sha256Of,
} from "./data-folder.ts";
import { beginNewEpoch, type Contents, contentsOf, findDamage } from "./database.ts";

type Rehearsal = {
  data: string;
  backupAtMs: number;
  before: Contents;
  after: Contents;
  /** Beside the database: how many files come, take the place of another one, stay as they are, and go. */
  files: { added: number; replaced: number; same: number; removed: number };
};

/**
 * Puts a backup in the place of a wall's data. It is rehearsed first: every file of the backup is read, and it is shown what would
 * change; then it waits for a yes. What was there is set aside in the data folder, never deleted.
 * @returns 0 when it was done or nothing was asked for; 1 when the answer was no
 * @throws CodedError restore.no-backup, restore.damaged, restore.running, backup.failed
 */
export async function restore(which: Which, folder: string, isSure: boolean, screen: Screen): Promise<number> {
  const from = path.resolve(folder);
  const data = await dataFolderOf(which);
  const manifest = readManifest(from);
  await check(from, manifest);
  refuseRunning(data);
  const rehearsal = rehearse(from, data, manifest, await sumsOf(data));
  if (!isSure) {
    const lines = shown(rehearsal, screen);
    if (screen.isJson || !process.stdin.isTTY) {
      screen.show({ ...rehearsal, restored: false }, [...lines, screen.say("restore.only-rehearsed")]);
      return 0;
    }
    screen.show(rehearsal, lines);
    if (!(await isAgreed(screen.say("restore.sure", { data })))) {
      screen.show({}, [screen.say("restore.left")]);
      return 1;
    }
  }
  const aside = putInPlace(from, data, manifest);
  screen.show({ ...rehearsal, restored: true, aside }, [
    ...(isSure ? shown(rehearsal, screen) : []),
    screen.say("restore.done", { data, time: screen.time(manifest.atMs) }),
    ...(aside === null ? [] : [screen.say("restore.aside", { folder: aside })]),
  ]);
  return 0;
}

function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path.join(folder, manifestName), "utf8");
  } catch {
    throw new CodedError("restore.no-backup", { folder });
  }
  let manifest: Manifest | undefined;
  try {
    manifest = Manifest.parse(JSON.parse(text));
  } catch {
    throw new CodedError("restore.damaged", { file: manifestName, detail: "JSON" });
  }
  // What was not made by us may name files anywhere.
  const stray = manifest.files.find((one) => path.isAbsolute(one.path) || one.path.split(/[\\/]/).includes(".."));
  if (stray !== undefined) throw new CodedError("restore.damaged", { file: stray.path, detail: ".." });
  if (!manifest.files.some((one) => one.path === databaseName))
    throw new CodedError("restore.damaged", { file: databaseName, detail: "ENOENT" });
  return manifest;
}

async function check(folder: string, { files }: Manifest): Promise<void> {
  for (const { path: name, bytes, sha256 } of files) {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) throw new CodedError("restore.damaged", { file: name, detail: "ENOENT" });
    if (found.size !== bytes || (await sha256Of(file)) !== sha256)
      throw new CodedError("restore.damaged", { file: name, detail: "SHA-256" });
  }
  const damage = findDamage(path.join(folder, databaseName));
  if (damage !== null) throw new CodedError("restore.damaged", { file: databaseName, detail: damage });
}

/** Of the files that are there now, beside the database. */
async function sumsOf(data: string): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  if (!existsSync(data)) return sums;
  for (const file of filesOf(data, keptNames(data))) sums.set(file, await sha256Of(path.join(data, file)));
  return sums;
}

function rehearse(from: string, data: string, { atMs, files }: Manifest, present: Map<string, string>): Rehearsal {
  const others = files.filter((one) => one.path !== databaseName);
  const same = others.filter((one) => present.get(one.path) === one.sha256).length;
  const known = others.filter((one) => present.has(one.path)).length;
  return {
    data,
    backupAtMs: atMs,
    before: contentsOf(path.join(data, databaseName)),
    after: contentsOf(path.join(from, databaseName)),
    files: { added: others.length - known, replaced: known - same, same, removed: present.size - known },
  };
}

function shown({ data, backupAtMs, before, after, files }: Rehearsal, screen: Screen): string[] {
  const text = (name: keyof Contents, value: number | null) =>
    value === null ? "—" : name === "aliveAtMs" ? screen.time(value) : screen.number(value);
  const names = Object.keys(after) as (keyof Contents)[];
  const rows = names.map((name) => [
    screen.say(`restore.of.${name}`),
    text(name, before[name]),
    "→",
    text(name, after[name]),
  ]);
  return [
    screen.say("restore.would", { data, time: screen.time(backupAtMs) }),
    ...columns(rows, "  "),
    screen.say("restore.files", {
      added: screen.number(files.added),
      replaced: screen.number(files.replaced),
      same: screen.number(files.same),
      removed: screen.number(files.removed),
    }),
  ];
}

async function isAgreed(question: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|c|có|co)$/i.test((await line.question(question)).trim().normalize("NFC"));
  } finally {
    line.close();
  }
}

/** @returns where what was there lies now; null where nothing was */
function putInPlace(from: string, data: string, { files }: Manifest): string | null {
  const mark = Date.now();
  const coming = path.join(data, `restoring-${mark}`);
  const aside = path.join(data, `before-restore-${mark}`);
  const moved: string[] = [];
  const placed: string[] = [];
  try {
    mkdirSync(coming, { recursive: true, mode: 0o700 });
    // Whole beside what is there before any of that is touched: this is where the room may not be enough.
    for (const { path: name } of files)
      cpSync(path.join(from, name), path.join(coming, name), { preserveTimestamps: true });
    beginNewEpoch(path.join(coming, databaseName));
    refuseRunning(data);
    const database = ["", "-wal", "-shm"].map((suffix) => databaseName + suffix);
    for (const name of [...database, ...keptNames(data)]) {
      if (!existsSync(path.join(data, name))) continue;
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      renameSync(path.join(data, name), path.join(aside, name));
      moved.push(name);
    }
    for (const name of new Set(files.map((one) => one.path.split("/")[0] ?? ""))) {
      renameSync(path.join(coming, name), path.join(data, name));
      placed.push(name);
    }
  } catch (error) {
    for (const name of placed) rmSync(path.join(data, name), { recursive: true, force: true });
    for (const name of moved) renameSync(path.join(aside, name), path.join(data, name));
    rmSync(aside, { recursive: true, force: true });
    if (error instanceof CodedError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new CodedError("backup.failed", { folder: data, detail }, { cause: error });
  } finally {
    rmSync(coming, { recursive: true, force: true });
  }
  return moved.length === 0 ? null : aside;
}
