import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

/** What a module imports at once, types and `import()` left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(/^(?:import|export) (?!type )(?:[^"';]*? from )?"([^"]+)";/gm)];
  return found.flatMap(([whole, name]) => {
    // `import { type A, type B } from` brings nothing either.
    const names = /\{([^}]*)\}/
      .exec(whole)?.[1]
      ?.split(",")
      .map((one) => one.trim());
    const isTypesOnly = names?.every((one) => one === "" || one.startsWith("type ")) === true;
    return name === undefined || isTypesOnly ? [] : [name];
  });
}

it("a wall window reads neither schemas nor charts, map or video before it can paint", () => {
  const files = [path.join(root, "renderer/wall/page.tsx")];
  const packages = new Map<string, string>();
  for (const file of files)
    for (const name of importsOf(file)) {
      if (!/^[.#]/.test(name)) packages.set(name, path.relative(root, file));
      else {
        const target = name.startsWith("#contract/")
          ? path.join(root, "contract", name.slice("#contract/".length))
          : path.resolve(path.dirname(file), name);
        // Of forms the build writes down what they say: no schema is left of them (build/compiled-forms.mjs).
        if (/(?<!\.forms)\.tsx?$/.test(target) && !files.includes(target)) files.push(target);
      }
    }
  for (const file of files) expect(existsSync(file), file).toBe(true);
  // The walk went where it should: the panels are part of the first frame.
  expect(files).toContain(path.join(root, "renderer/panels/map/MapTile.tsx"));
  const allowed = ["i18next", "react", "react-dom/client", "react-i18next", "zustand/vanilla"];
  expect([...packages].filter(([name]) => !allowed.includes(name))).toEqual([]);
});

it("what the wall's own stylesheet says reaches its windows alone, also when all is bundled", () => {
  const built = path.join(root, "dist/renderer");
  const stylesOf = (page: string): string => {
    const document = readFileSync(path.join(built, page, "index.html"), "utf8");
    const linked = [...document.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(([, href]) => href ?? "");
    return linked.map((href) => readFileSync(path.join(built, page, href), "utf8")).join("\n");
  };
  const own = /\.wall-waiting|cursor: ?none|user-select: ?none/g;
  expect(stylesOf("wall").match(own)).toContain(".wall-waiting");
  for (const page of ["desk", "web"]) {
    // What is its own was found.
    expect(stylesOf(page)).toContain(`.${page}-head`);
    expect(stylesOf(page).match(own), page).toBeNull();
  }
});
