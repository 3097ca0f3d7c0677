import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** What a file has run before it: what it imports, or passes on, that is more than a type; not what it loads later. */
const imported = /^(?:import|export)\s+(?!type\b)(?:(?:[^"';]*?)\sfrom\s+)?"([^"]+)"/gm;

/** How a file comes to a package, file by file; undefined where it does not. */
function wayTo(wanted: string, file: string, seen = new Set<string>()): string[] | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  // Of forms the build writes down what they say: no schema is left of them (build/compiled-forms.mjs).
  if (!/(?<!\.forms)\.tsx?$/.test(file)) return undefined;
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(imported)) {
    if (name === wanted) return [path.relative(root, file), wanted];
    const next = name.startsWith("#contract/")
      ? path.join(root, "contract", name.slice("#contract/".length))
      : name.startsWith(".") && path.join(path.dirname(file), name);
    if (next === false || !existsSync(next)) continue;
    const rest = wayTo(wanted, next, seen);
    if (rest !== undefined) return [path.relative(root, file), ...rest];
  }
  return undefined;
}

it("a wall window paints what it kept without a single schema; they come with the live part", () => {
  expect(wayTo("zod", path.join(root, "renderer/wall/page.tsx"))).toBeUndefined();
  expect(wayTo("zod", path.join(root, "renderer/wall/live-part.ts"))).toBeDefined();
});
