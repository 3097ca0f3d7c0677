import { readFileSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type KeyName, KeysElsewhere, keyNames, keysElsewhereFile } from "#contract/key-files.ts";

/** Where each key lies. */
export type KeyPlaces = {
  fileOf(name: KeyName): string;
  /** What the people who start this are to know. */
  words: readonly CodedMessage[];
  /** Notes which lie outside of the data folder, so that no later start makes others in their place; once those that were not there are made. */
  note(): Promise<void>;
};

/**
 * Finds the keys: as systemd hands them over, else in the folder that is set, else in the data folder.
 * @param options.keysFolder absent: none is set
 * @param options.credentialsFolder systemd's, $CREDENTIALS_DIRECTORY
 * @throws CodedError keys.missing
 */
export async function findKeys(options: {
  dataFolder: string;
  keysFolder: string | undefined;
  credentialsFolder: string | undefined;
}): Promise<KeyPlaces> {
  const { dataFolder, keysFolder, credentialsFolder } = options;
  const noted = readNote(dataFolder);
  const places = new Map<KeyName, string>();
  const elsewhere: KeysElsewhere["keys"] = {};
  const words: CodedMessage[] = [];
  for (const name of keyNames) {
    const own = path.join(dataFolder, name);
    const isInData = await isFile(own);
    const outer = [credentialsFolder, keysFolder].filter((one) => one !== undefined).map((one) => path.join(one, name));
    const found = await firstFile(outer);
    if (found !== undefined) {
      places.set(name, found);
      elsewhere[name] = path.dirname(found);
      if (isInData) words.push({ code: "keys.left-behind", params: { name, place: path.dirname(found) } });
    } else if (isInData) {
      places.set(name, own);
      if (keysFolder !== undefined) words.push({ code: "keys.not-moved", params: { name, folder: keysFolder } });
    } else {
      const place = noted[name];
      if (place !== undefined) throw new CodedError("keys.missing", { name, place });
      places.set(name, path.join(keysFolder ?? dataFolder, name));
      if (keysFolder !== undefined) elsewhere[name] = keysFolder;
    }
  }
  const note = async (): Promise<void> => {
    if (Object.entries(elsewhere).every(([name, place]) => noted[name as KeyName] === place)) return;
    const text: KeysElsewhere = { keys: { ...noted, ...elsewhere } };
    await writeFile(path.join(dataFolder, keysElsewhereFile), JSON.stringify(text), { mode: 0o600 });
  };
  return { fileOf: (name) => places.get(name) ?? path.join(dataFolder, name), words, note };
}

/** What is damaged says nothing; the keys themselves are asked for then. */
function readNote(dataFolder: string): KeysElsewhere["keys"] {
  try {
    return KeysElsewhere.parse(JSON.parse(readFileSync(path.join(dataFolder, keysElsewhereFile), "utf8"))).keys;
  } catch {
    return {};
  }
}

async function firstFile(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await isFile(file)) return file;
  return undefined;
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
