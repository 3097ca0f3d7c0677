import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import { keptChanges, ProfileChangeKind, WizardList } from "#contract/wizards/http.ts";

const Raw = z.record(z.string(), z.unknown());

/** A change as it is kept: what each item said before and after it, for taking it back. */
const Change = z.object({
  atMs: z.number(),
  who: Who,
  kind: ProfileChangeKind,
  name: Words,
  steps: z.array(z.object({ list: WizardList, id: z.string(), before: Raw.nullable(), after: Raw.nullable() })),
  packs: z.object({ before: z.array(z.string()), after: z.array(z.string()) }).nullable(),
  /** What the files said before that it changed, and the version of all of them right after. */
  texts: z.record(z.string(), z.string()),
  version: z.string(),
  /** Names of secrets that it brought along. */
  secrets: z.array(z.string()),
  takenBack: z.object({ atMs: z.number(), who: Who }).nullable(),
});
export type Change = z.infer<typeof Change>;

export type Journal = {
  /** The newest first. */
  all(): Promise<{ number: number; change: Change }[]>;
  get(number: number): Promise<Change | undefined>;
  /** @returns its number. @throws CodedError profile.not-writable */
  add(change: Change): Promise<number>;
  /** @throws CodedError profile.not-writable */
  replace(number: number, change: Change): Promise<void>;
};

const named = /^(\d{4,})\.json$/;

/** Changes of the profile in files of the data folder, for nobody else to read: they hold what the profile holds. The oldest go. */
export function createJournal(folder: string): Journal {
  const numbers = async (): Promise<number[]> =>
    (await readdir(folder).catch((): string[] => []))
      .flatMap((name) => named.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  const fileOf = (number: number) => join(folder, `${String(number).padStart(4, "0")}.json`);
  const get: Journal["get"] = async (number) => {
    const text = await readFile(fileOf(number), "utf8").catch(() => undefined);
    // What a damaged disk has left is no change that could be taken back.
    return text === undefined ? undefined : Change.safeParse(parsed(text)).data;
  };
  const write = async (number: number, change: Change): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const half = `${fileOf(number)}.half`;
      const file = await open(half, "w", 0o600);
      try {
        await file.writeFile(`${JSON.stringify(change)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, fileOf(number));
    } catch (error) {
      const detail = (error as NodeJS.ErrnoException).code ?? String(error).slice(0, 200);
      throw new CodedError("profile.not-writable", { folder, detail }, { cause: error });
    }
  };
  return {
    async all() {
      const found = await Promise.all((await numbers()).map(async (number) => ({ number, change: await get(number) })));
      return found.flatMap(({ number, change }) => (change === undefined ? [] : [{ number, change }]));
    },
    get,
    async add(change) {
      const known = await numbers();
      const number = (known[0] ?? 0) + 1;
      await write(number, change);
      for (const old of known.slice(keptChanges - 1)) await rm(fileOf(old), { force: true });
      return number;
    },
    replace: write,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
