import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../../build/paths.mjs";
import { elsewhere as inShell } from "../../main/shell/compat.ts";
import { elsewhere as inPages } from "../../renderer/compat.ts";

const files = ["build/compat.mjs", "main/shell/compat.ts", "renderer/compat.ts"];
const textOf = (file: string) => readFile(path.join(root, file), "utf8");

/** What a file gives away, by name, with the comment before it. */
function exportsOf(text: string): [name: string, comment: string][] {
  const found = text.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export (?:const|function|\{ default as) (\w+)/g);
  return [...found].map(([, comment = "", name = ""]) => [name, comment]);
}
/** A version, or that nobody knows it and why. */
const saysWhen = (comment: string): boolean => /^ \* Goes with Electron(?: \d{2}\b|: not known, as )/m.test(comment);

it("whatever is done for an old Electron says with which one it goes", async () => {
  expect(
    exportsOf("/** Why. */\nexport const a = 1;\n\nexport function b() {}\n").map(([name, comment]) => [
      name,
      saysWhen(comment),
    ]),
  ).toEqual([
    ["a", false],
    ["b", false],
  ]);
  for (const file of files) {
    const all = exportsOf(await textOf(file)).filter(([name]) => name !== "elsewhere");
    expect(all.length, file).toBeGreaterThan(1);
    for (const [name, comment] of all) expect(saysWhen(comment), `${file} ${name}`).toBe(true);
  }
  for (const { file, mark, what, goesWith } of [...inShell, ...inPages]) {
    expect(await textOf(file), file).toContain(mark);
    expect(what, file).toMatch(/\.$/);
    if (goesWith !== null) expect(goesWith, file).toBeGreaterThan(25);
  }
});

it("nothing is done for an old Electron outside of these files", async () => {
  const found: string[] = [];
  for (const folder of ["build", "contract", "main/shell", "main/index.ts", "preload", "renderer"]) {
    const isFile = /\.\w+$/.test(folder);
    const names = isFile ? [""] : await readdir(path.join(root, folder), { recursive: true });
    for (const name of names) {
      const file = path.join(folder, name).replaceAll(path.sep, "/").replace(/\/$/, "");
      if (!/\.(?:ts|tsx|mjs|css)$/.test(file) || files.includes(file)) continue;
      if (/Electron 25|Chrom(?:e|ium) \(?114|chrome114|node18|Node 18/.test(await textOf(file))) found.push(file);
    }
  }
  expect(found).toEqual([]);
});
