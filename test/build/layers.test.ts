import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { coreDepths, coreLayers, layersFile, layersText, plainFeature, rendererLayers } from "../../build/layers.mjs";
import { root } from "../../build/paths.mjs";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/** A file, what it imports, and whether it may. The text of an import is as somebody would write it there. */
const imports: [file: string, imported: string, isAllowed: boolean][] = [
  ["contract/note.ts", "zod", true],
  ["contract/note.ts", "./time.ts", true],
  ["contract/entities/note.ts", "../coded-message.ts", true],
  ["contract/note.ts", "pino", false],
  ["contract/note.ts", "@turf/bbox", false],
  ["contract/note.ts", "node:fs", false],
  ["contract/note.ts", "../main/core/open-core.ts", false],
  ["main/core/notes/note.ts", "#contract/errors.ts", true],
  ["main/core/notes/note.ts", "node:fs", true],
  ["main/core/notes/note.ts", "electron", false],
  ["main/core/notes/note.ts", "../../shell/shell.ts", false],
  ["main/core/notes/note.ts", "../../simulator/index.ts", false],
  ["main/core/notes/note.ts", "../api/failures.ts", true],
  ["main/core/notes/note.ts", "../live/hub.ts", true],
  ["main/core/notes/kept/note.ts", "../../api/failures.ts", true],
  ["main/core/notes/kept/note.ts", "../note.ts", true],
  ["main/core/notes/note.ts", "../wall/wall.ts", false],
  ["main/core/notes/kept/note.ts", "../../wall/wall.ts", false],
  ["main/core/notes/note.ts", "../open-core.ts", false],
  ["main/core/wall/note.ts", "../notes/notes.ts", false],
  ["main/core/wall/automation/note.ts", "../../notes/notes.ts", false],
  ["main/core/wall/automation/note.ts", "../wall.ts", true],
  ["main/core/wall/automation/note.ts", "../../calendar/site-calendar.ts", true],
  ["main/core/opening/note.ts", "../notes/notes.ts", true],
  ["main/core/cameras/rtsp/kept/note.ts", "../../../live/hub.ts", false],
  ["main/core/cameras/rtsp/kept/note.ts", "../../camera.ts", true],
  ["main/core/store/migrations/note.ts", "../../wall/wall.ts", false],
  ["main/core/store/note.ts", "../live/hub.ts", false],
  ["main/core/store/note.ts", "../wall/wall.ts", false],
  ["main/core/store/note.ts", "../wall/repository.ts", true],
  ["main/core/connectors/note.ts", "../store/store.ts", false],
  ["main/core/connectors/mqtt/note.ts", "../../live/hub.ts", false],
  ["main/core/connectors/mqtt/note.ts", "../../api/server.ts", false],
  ["main/core/connectors/mqtt/note.ts", "../../outbound/backoff.ts", true],
  ["main/core/connectors/note.ts", "#contract/sources/http.ts", true],
  ["main/core/tables/note.ts", "../connectors/sources.ts", false],
  ["main/core/profile/note.ts", "../connectors/sources.ts", false],
  ["main/core/cameras/note.ts", "../live/line.ts", false],
  ["main/core/cameras/note.ts", "../joining/joining.ts", false],
  ["main/core/news/note.ts", "../connectors/sources.ts", false],
  ["main/core/wall/note.ts", "../live/hub.ts", false],
  ["main/core/live/note.ts", "../store/store.ts", false],
  ["main/core/outbound/note.ts", "../connectors/connector.ts", false],
  ["main/core/cameras/note.ts", "../open-core.ts", false],
  ["main/shell/note.ts", "electron", true],
  ["main/shell/note.ts", "../core/open-core.ts", false],
  ["main/index.ts", "./core/open-core.ts", false],
  ["main/simulator/note.ts", "../core/tables/csv.ts", false],
  ["main/command/note.ts", "../core/open-core.ts", false],
  ["main/command/note.ts", "../installed/release.ts", true],
  ["main/installed/note.ts", "node:fs", true],
  ["main/installed/note.ts", "../core/open-core.ts", false],
  ["main/installed/note.ts", "electron", false],
  ["preload/note.ts", "electron", true],
  ["preload/note.ts", "../main/shell/keys.ts", false],
  ["renderer/note.ts", "../main/core/open-core.ts", false],
  ["renderer/ui/Note.tsx", "react", true],
  ["renderer/ui/Note.tsx", "../state/tiles.ts", false],
  ["renderer/ui/marks/Note.tsx", "../../state/tiles.ts", false],
  ["renderer/live/note.ts", "../state/tiles.ts", false],
  ["renderer/state/note.ts", "../live/client.ts", true],
  ["renderer/state/note.ts", "../panels/registry.ts", false],
  ["renderer/figures/note.ts", "../panels/registry.ts", false],
  ["renderer/panels/note/Note.tsx", "../../state/tiles.ts", true],
  ["renderer/panels/note/Note.tsx", "../needs.ts", true],
  ["renderer/panels/note/Note.tsx", "../clock/Clock.tsx", false],
  ["renderer/panels/note/rows/Note.tsx", "../../clock/Clock.tsx", false],
  ["renderer/panels/note/rows/Note.tsx", "../Note.tsx", true],
  ["renderer/panels/note/Note.tsx", "../../layout/Monitor.tsx", false],
  ["renderer/layout/Note.tsx", "../wall/page.tsx", false],
  ["renderer/wall/Note.tsx", "../desk/DeskPage.tsx", false],
  ["renderer/desk/Note.tsx", "./wall/WallView.tsx", true],
  ["renderer/desk/note/Note.tsx", "../wall/WallView.tsx", true],
  ["renderer/desk/Note.tsx", "../wall/page.tsx", false],
  ["renderer/desk/note/Note.tsx", "../../wall/page.tsx", false],
  ["renderer/web/Note.tsx", "../desk/DeskPage.tsx", false],
  ["renderer/web/Note.tsx", "node:fs", false],
];

test("a forbidden import of each layer is refused, and what is allowed passes", async () => {
  const refused = await refusedOf(imports.map(([file, imported]) => [file, imported]));
  expect(imports.filter((_, at) => refused.has(at))).toEqual(imports.filter(([, , isAllowed]) => !isAllowed));
});

test.each([
  ["main/core", { ...coreLayers, notes: plainFeature }],
  ["renderer", rendererLayers],
] as const)("every folder of %s imports what the table allows it and nothing else", async (part, table) => {
  const names = Object.keys(table);
  const all = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
  const refused = await refusedOf(all.map(([from, to]) => [`${part}/${from}/note.ts`, `../${to}/thing.ts`]));
  const isAllowed = ([from, to]: readonly [string, string]) => (table as Table)[from]?.includes(to) === true;
  expect(all.filter((_, at) => refused.has(at))).toEqual(all.filter((one) => !isAllowed(one)));
});
type Table = Readonly<Record<string, readonly string[]>>;

test("every line of the table has its folder, no file lies deeper than the rules, and no import runs in a circle of folders", async () => {
  const folder = path.join(root, "main", "core");
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.parentPath === folder).map(({ name }) => name);
  expect(folders).toEqual(expect.arrayContaining(Object.keys(coreLayers)));
  const deepest = Math.max(
    ...entries.map(({ parentPath }) => path.relative(folder, parentPath).split(path.sep).length),
  );
  expect(deepest - 1).toBeLessThanOrEqual(Math.max(...coreDepths));
  // A folder without a line is imported by none, and may import these.
  expect(circlesOf({ ...coreLayers, notes: plainFeature })).toEqual([]);
  expect(circlesOf({ a: ["b"], b: ["c"], c: ["a"], d: ["a"] })).toEqual(["a", "b", "c"]);
});

/** The folders that reach themselves by what they may import. */
const circlesOf = (may: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.keys(may).filter((from) => {
    const seen = new Set<string>();
    const waiting = [...(may[from] ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === from) return true;
      if (!seen.has(next)) waiting.push(...(may[next] ?? []));
      seen.add(next);
    }
    return false;
  });

test("a core is put together in under 150 lines: what grows beyond has its function in opening/", async () => {
  const text = await readFile(path.join(root, "main", "core", "open-core.ts"), "utf8");
  const lines = /^async function open\(.*?^}$/ms.exec(text)?.[0].split("\n") ?? [];
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.length).toBeLessThan(150);
});

test("the linter's configuration is the one of the table: node build/layers.mjs writes it", async () => {
  expect(await readFile(layersFile, "utf8")).toBe(layersText());
});

/** Which of some imports are refused, by their places in the list: each in a file of its own, so that a finding names it. */
async function refusedOf(tried: readonly (readonly [file: string, imported: string])[]): Promise<Set<number>> {
  await using folder = await temporaryFolder("ioc-test-layers");
  await cp(layersFile, path.join(folder.path, "biome.layers.json"));
  const { extends: layers } = JSON.parse(await readFile(path.join(root, "biome.json"), "utf8"));
  await writeFile(
    path.join(folder.path, "biome.json"),
    JSON.stringify({ extends: layers, linter: { rules: { preset: "none" } } }),
  );
  // main/index.ts is named in the table: it stays what it is.
  const files = tried.map(([file], at) =>
    file === "main/index.ts" ? file : file.replace(/(note|Note)(\.tsx?)$/, `$1-${at}$2`),
  );
  for (const [at, [, imported]] of tried.entries()) {
    const target = path.join(folder.path, files[at] ?? "");
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, `import { thing } from "${imported}";\nexport const used = thing;\n`);
  }
  const said = await lint(folder.path);
  return new Set(files.flatMap((file, at) => (said.has(file) ? [at] : [])));
}

/** The files in which an import is refused. */
function lint(folder: string): Promise<Set<string>> {
  const biome = path.join(root, "node_modules", ".bin", "biome");
  return new Promise((resolve, reject) => {
    execFile(
      biome,
      ["lint", "--reporter=json", "--max-diagnostics=none", "."],
      { cwd: folder, maxBuffer: 16_000_000 },
      (_, stdout) => {
        try {
          const { diagnostics } = JSON.parse(stdout) as {
            diagnostics: { category: string; location: { path: unknown } }[];
          };
          const ofImports = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
          resolve(new Set(ofImports.map(({ location }) => pathOf(location.path))));
        } catch (error) {
          reject(error);
        }
      },
    );
  });
}

const pathOf = (told: unknown): string =>
  typeof told === "string" ? told : String((told as { file?: string } | null)?.file ?? "");
