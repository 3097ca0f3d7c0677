import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { freshStore, stores } from "./stores.ts";

describe.each(stores)("the suite of $name", ({ open }) => {
  it("asks something of every repository", async () => {
    await using fresh = await freshStore(open);
    const repositories = Object.entries(fresh.store).flatMap(([name, one]) => (typeof one === "object" ? [name] : []));
    expect(repositories.length).toBeGreaterThan(25);
    const folder = import.meta.dirname;
    const files = (await readdir(folder)).filter(
      (name) => name.endsWith(".ts") && name !== path.basename(import.meta.filename),
    );
    const text = (await Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")))).join("\n");
    const isAsked = (name: string) => new RegExp(`\\b(?:store\\.${name}\\.\\w|await ${name}\\.\\w)`).test(text);
    // Of a file of this machine alone.
    expect(repositories.filter((name) => name !== "upkeep" && !isAsked(name))).toEqual([]);
  });
});
