import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import { type KeyName, KeysElsewhere, keyNames, keysElsewhereFile } from "#contract/key-files.ts";
import { dataFolderOf, refuseRunning } from "./backup/data-folder.ts";
import type { Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

/** Where the keys lie, as far as the data folder knows. */
export async function showKeys(which: Which, screen: Screen): Promise<number> {
  const data = await dataFolderOf(which);
  const { keys } = noteIn(data);
  const places = keyNames.map((name) => ({
    name,
    place: existsSync(path.join(data, name)) ? data : (keys[name] ?? null),
  }));
  const rows = places.map(({ name, place }) => [name, place ?? screen.say("keys.none")]);
  screen.show({ data, keys: places }, columns(rows, ""));
  return 0;
}

/**
 * Moves the keys of a wall that does not run out of its data folder: all are there before the first is taken away.
 * @throws CodedError keys.bad-folder, keys.other-there, keys.not-written, restore.running, and what `dataFolderOf` says
 */
export async function moveKeys(which: Which, folder: string, screen: Screen): Promise<number> {
  const data = await dataFolderOf(which);
  const to = path.resolve(folder);
  const within = path.relative(data, to);
  if (!path.isAbsolute(folder) || within === "" || !within.startsWith(".."))
    throw new CodedError("keys.bad-folder", { folder });
  refuseRunning(data);
  const moved = keyNames.filter((name) => existsSync(path.join(data, name)));
  const isOther = (name: KeyName) =>
    existsSync(path.join(to, name)) && !readFileSync(path.join(to, name)).equals(readFileSync(path.join(data, name)));
  const other = moved.find(isOther);
  if (other !== undefined) throw new CodedError("keys.other-there", { file: path.join(to, other) });
  try {
    if (!existsSync(to)) mkdirSync(to, { recursive: true, mode: 0o700 });
    for (const name of moved) copyWhole(path.join(data, name), path.join(to, name));
    const keys = { ...noteIn(data).keys, ...Object.fromEntries(moved.map((name) => [name, to])) };
    writeWhole(path.join(data, keysElsewhereFile), JSON.stringify({ keys } satisfies KeysElsewhere));
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CodedError("keys.not-written", { folder: to, detail }, { cause: error });
  }
  for (const name of moved) rmSync(path.join(data, name));
  const credentials = keyNames.map((name) => `  LoadCredential=${name}:${path.join(to, name)}`);
  screen.show({ data, folder: to, moved }, [
    screen.say("keys.moved", { folder: to, count: moved.length }),
    screen.say("keys.set-folder"),
    `  IOC_KEYS=${to}`,
    screen.say("keys.set-credentials"),
    ...credentials,
    ...((statSync(to).mode & 0o077) === 0 ? [] : [screen.say("keys.open-folder", { folder: to })]),
  ]);
  return 0;
}

function copyWhole(from: string, to: string): void {
  const key = readFileSync(from);
  if (!existsSync(to)) writeWhole(to, key);
  if (!readFileSync(to).equals(key)) throw new Error("the copy is another");
}

function writeWhole(file: string, content: string | Buffer): void {
  const handle = openSync(file, "w", 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function noteIn(data: string): KeysElsewhere {
  try {
    return KeysElsewhere.parse(JSON.parse(readFileSync(path.join(data, keysElsewhereFile), "utf8")));
  } catch {
    return { keys: {} };
  }
}
