import { mkdir, readdir, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sector } from "../sector.ts";
import { filesUntil } from "./days.ts";
import { DocumentsScript } from "./script.ts";

const lookEveryMs = 20_000;

/** The exchange of e-documents, which drops a file for each message. */
export const documents: Sector = async ({ folder: root, script: read }) => {
  const told = await read("van-ban");
  if (told === undefined) return { stop() {} };
  const { documents: script } = DocumentsScript.parse(told);
  const folder = join(root, "van-ban");
  await mkdir(folder, { recursive: true });
  let there = new Set((await readdir(folder)).filter((name) => name.endsWith(".edxml")));

  const drop = async (): Promise<void> => {
    const files = filesUntil(Date.now(), script);
    for (const { name, text } of files) {
      if (there.has(name)) continue;
      // Under its name only once it is whole.
      const part = join(folder, `.${name}.part`);
      await writeFile(part, text);
      await rename(part, join(folder, name));
      there.add(name);
    }
    const wanted = new Set(files.map(({ name }) => name));
    for (const old of there) if (!wanted.has(old)) await unlink(join(folder, old)).catch(() => {});
    there = wanted;
  };
  let dropping = Promise.resolve();
  const dropNext = (): void => {
    dropping = dropping.then(drop).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  };
  // Some hundred files, for which no other platform has to wait.
  dropNext();
  const timer = setInterval(dropNext, lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await dropping;
    },
  };
};
