import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const built = path.resolve(import.meta.dirname, "../../../../dist/renderer");
const limitBytes = 150_000;

/** What the web app's document asks for: its entry with all that this imports, and what is linked so that it comes along. Fonts are apart. */
const document = readFileSync(path.join(built, "web/app/index.html"), "utf8");
const linked = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? "");
const entry = /<script type="module"[^>]* src="\/(assets\/[^"]+)"/.exec(document)?.[1] ?? "";

/** The entry and all that it imports at once. */
function graphOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(path.join(built, file), "utf8");
  for (const [, name] of text.matchAll(/\b(?:import|from) ?"\.\/([^"]+\.js)"/g)) graphOf(`assets/${name}`, found);
  return found;
}
const sizeOf = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(built, file)), { level: 9 }).length, 0);
/** The modules of which a file is made. */
const sourcesOf = (file: string): string[] =>
  existsSync(path.join(built, `${file}.map`))
    ? (JSON.parse(readFileSync(path.join(built, `${file}.map`), "utf8")) as { sources: string[] }).sources
    : [];

it("the web app's first screen, with the values that it shows, is at most 150 kB as it goes over the line", () => {
  expect(entry).not.toBe("");
  const graph = graphOf(entry);
  // The walk went where it should, and all of it is asked for along with the document.
  expect(graph.size).toBeGreaterThan(2);
  for (const file of graph) expect(linked, file).toContain(file);
  expect(linked.some((file) => file.includes("TodayPage"))).toBe(true);
  expect(sizeOf(linked)).toBeLessThanOrEqual(limitBytes);
});

it("has none of the wall's code", () => {
  const sources = linked.filter((file) => file.endsWith(".js")).flatMap(sourcesOf);
  expect(sources.some((source) => source.endsWith("renderer/web/leader/today/TodayPage.tsx"))).toBe(true);
  const forbidden =
    /renderer\/(?:wall|desk|layout|panels|cameras|video|map|takeaway)\/|node_modules\/(?:echarts|hls\.js|maplibre|mapbox)/;
  expect(sources.filter((source) => forbidden.test(source))).toEqual([]);
});

it("stands compressed beside what the core serves, smaller than it is", () => {
  for (const file of linked.filter((one) => readFileSync(path.join(built, one)).length > 1_000)) {
    const packed = readFileSync(path.join(built, `${file}.gz`));
    expect(packed.length, file).toBeLessThan(readFileSync(path.join(built, file)).length);
  }
});
