import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";

const built = path.resolve(import.meta.dirname, "../../../../dist/renderer");
/** As it goes over the line to whoever takes Brotli, which is every browser over TLS, and to the others. Without fonts, answers and heads. */
const limits = { br: 112_000, gz: 130_000 };
/** A browser has six under way at once; styles are small and done first. */
const mostFiles = 9;

const read = (file: string) => readFileSync(path.join(built, file));
/** What a document has loaded along with it: its entry with all that this imports, and what is linked. Fonts are apart. */
const filesOf = (name: string) =>
  [
    ...read(`web/app/${name}.html`)
      .toString()
      .matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g),
  ].map(([, file]) => file ?? "");
const askedBy = (name: string) =>
  [
    ...read(`web/app/${name}.html`)
      .toString()
      .matchAll(/as="fetch" crossorigin href="([^"]+)"/g),
  ].map(([, to]) => to);

/** Those and all that they import at once. */
function graphOf(files: readonly string[]): Set<string> {
  const found = new Set(files);
  for (const file of found)
    for (const [, name] of read(file)
      .toString()
      .matchAll(/\b(?:import|from) ?"\.\/([^"]+\.js)"/g))
      found.add(`assets/${name}`);
  return found;
}
/** As the bundler has packed it; what is hardly smaller for it goes as it is. */
const sizeOf = (files: Iterable<string>, way: keyof typeof limits) =>
  [...files].reduce((sum, file) => {
    const packed = `${file}.${way}`;
    return sum + read(existsSync(path.join(built, packed)) ? packed : file).length;
  }, 0);
/** The modules of which a file is made. */
const sourcesOf = (file: string): string[] =>
  existsSync(path.join(built, `${file}.map`))
    ? (JSON.parse(read(`${file}.map`).toString()) as { sources: string[] }).sources
    : [];

describe.each([
  ["index", "renderer/web/leader/today/TodayPage.tsx", [routes.ownRights, routes.today, routes.sessionState]],
  ["signed-out", "renderer/web/account/SignInPage.tsx", [routes.ownRights, routes.signIn]],
  ["page", "renderer/web/app/page.tsx", [routes.ownRights, routes.sessionState]],
])("the web app's document %s", (name, own, asked) => {
  const files = filesOf(name);
  const sources = files.filter((file) => file.endsWith(".js")).flatMap(sourcesOf);

  it("has all that it begins with asked for along with it, in few files", () => {
    expect(sources.some((source) => source.endsWith(own))).toBe(true);
    expect(files.length).toBeLessThanOrEqual(mostFiles);
    expect([...graphOf(files)].sort()).toEqual([...files].sort());
    expect(askedBy(name)).toEqual(asked);
  });

  it.each(["br", "gz"] as const)("is small as it goes over the line: %s", (way) => {
    expect(sizeOf(files, way)).toBeLessThanOrEqual(limits[way]);
    expect(sizeOf(files, way)).toBeGreaterThan(limits[way] / 2);
  });

  it("has none of the wall's code, and no library to read schemas by", () => {
    const forbidden =
      /renderer\/(?:wall|desk|layout|panels|cameras|video|map|takeaway)\/|node_modules\/(?:echarts|hls\.js|maplibre|mapbox|zod)/;
    expect(sources.filter((source) => forbidden.test(source))).toEqual([]);
  });

  it("stands compressed beside what the core serves, in both ways, smaller than it is", () => {
    for (const file of files.filter((one) => read(one).length > 1_000))
      for (const way of ["br", "gz"]) expect(read(`${file}.${way}`).length, file).toBeLessThan(read(file).length);
  });
});

it("all of it is what the worker keeps for times without a network, and what is loaded after it", () => {
  const { files } = JSON.parse(/^self\.__build=(.*);$/m.exec(read("web/app/sw.js").toString())?.[1] ?? "{}") as {
    files: string[];
  };
  for (const name of ["index", "signed-out"])
    for (const file of filesOf(name)) expect(files, file).toContain(`/${file}`);
  expect(files.some((file) => file.includes("/line-"))).toBe(true);
});

it("lends nothing of the app to the desk and the wall, which load what they share with it", () => {
  const found: string[] = [];
  for (const page of ["desk", "wall", "web"]) {
    const linked = [
      ...read(`${page}/index.html`)
        .toString()
        .matchAll(/(?:src|href)="[./]*\/(assets\/[^"]+)"/g),
    ];
    const files = linked.map(([, file]) => file ?? "");
    const all = graphOf(files.filter((file) => file.endsWith(".js")));
    // What they load when it is needed, too.
    for (const one of all)
      for (const [, next] of read(one)
        .toString()
        .matchAll(/\bimport\(["'`]\.\/([^"'`]+\.js)["'`]\)/g))
        for (const each of page === "web" ? [] : graphOf([`assets/${next}`])) all.add(each);
    const ours = [...all].flatMap(sourcesOf);
    expect(ours.length).toBeGreaterThan(20);
    found.push(...ours.filter((one) => /renderer\/web\/(?:app|leader|account|officer|offline)\//.test(one)));
    const styles = files.filter((file) => file.endsWith(".css")).map((file) => read(file).toString());
    expect(styles.some((text) => text.includes(".app-nav") || text.includes(".today-card"))).toBe(false);
  }
  expect(found).toEqual([]);
});
