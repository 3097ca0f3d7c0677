/** What files there are below a root folder, and which of them a package brought: what an installation leaves behind is the difference. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runProcess } from "../lab/process.ts";

/** Written anew by apt whatever it does. */
const ofApt = /^\/var\/(cache\/apt|lib\/apt|log)(\/|$)/;

/** All paths below a root folder, as they are called within it, without what a running machine puts over it. */
export async function filesBelow(root: string): Promise<Set<string>> {
  const run = await runProcess("find", [root, "-xdev", "-mindepth", "1", "-printf", "/%P\\0"]);
  if (run.code !== 0) throw new Error(`find: ${run.stderr.slice(-500)}`);
  return new Set(run.stdout.split("\0").filter((file) => file !== "" && !ofApt.test(file)));
}

/** All paths that installed packages brought, and dpkg's own notes of them. */
export async function ownedFiles(root: string): Promise<Set<string>> {
  const folder = path.join(root, "var/lib/dpkg/info");
  const names = await readdir(folder);
  const lists = await Promise.all(
    names.filter((name) => name.endsWith(".list")).map((name) => readFile(path.join(folder, name), "utf8")),
  );
  const packages = new Set(
    names.filter((name) => name.endsWith(".list")).map((name) => name.slice(0, -".list".length)),
  );
  const notes = names
    .filter((name) => packages.has(name.slice(0, name.lastIndexOf("."))))
    .map((name) => `/var/lib/dpkg/info/${name}`);
  const files = lists.flatMap((list) => list.split("\n").filter(Boolean));
  // Packages still name some files by the folders that are links into /usr now.
  return new Set([...files.map((file) => file.replace(/^\/(bin|sbin|lib|lib64)\//, "/usr/$1/")), ...notes]);
}

/** What is in the first and in none of the others; a folder that is new stands for all that is in it. */
export function onlyIn(files: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]): string[] {
  const isNew = (file: string) => others.every((other) => !other.has(file));
  return [...files].filter((file) => isNew(file)).sort();
}

/** The highest folders among paths: what is within one of them is not named again. */
export const highest = (files: readonly string[]): string[] => {
  const all = new Set(files);
  return files.filter((file) => !all.has(path.dirname(file)));
};
