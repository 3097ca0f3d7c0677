import { expect, test } from "vitest";
import { buildIdOf, filesOf } from "../../build/web-worker.mjs";

const chunk = (fileName: string, more: Record<string, unknown> = {}) => ({
  ...{ type: "chunk", fileName, facadeModuleId: null, code: "x", imports: [], dynamicImports: [] },
  ...more,
});
const large = "x".repeat(400_000);
const css = (names: string[]) => ({ viteMetadata: { importedCss: new Set(names) } });
const all = [
  chunk("assets/app-1.js", {
    facadeModuleId: "/p/renderer/web/app/index.html",
    ...{ imports: ["assets/base-1.js"], dynamicImports: ["assets/page-1.js", "assets/map-1.js"] },
  }),
  chunk("assets/base-1.js", { code: large }),
  chunk("assets/page-1.js", { imports: ["assets/shared-1.js"], ...css(["assets/page-1.css"]) }),
  chunk("assets/shared-1.js"),
  chunk("assets/map-1.js", { code: large }),
  chunk("assets/desk-1.js", { facadeModuleId: "/p/renderer/desk/index.html", imports: ["assets/shared-1.js"] }),
  { type: "asset", fileName: "assets/page-1.css", source: "a{src:url(./font-1.woff2)}" },
  { type: "asset", fileName: "assets/font-1.woff2", source: "f" },
  { type: "asset", fileName: "web/app/index.html", source: "<p>" },
];
const bundle = Object.fromEntries(all.map((one) => [String(one.fileName), one]));

test("the worker lays down what the app begins with and what it may need, without what is too large to be loaded ahead", () => {
  expect(filesOf("web/app/index.html", bundle)).toEqual([
    ...["/assets/app-1.js", "/assets/base-1.js", "/assets/font-1.woff2", "/assets/page-1.css", "/assets/page-1.js"],
    "/assets/shared-1.js",
  ]);
});

test("a build has a name of its own as soon as its document or one of its files is another", () => {
  const id = buildIdOf("<html>", bundle);
  expect(id).toMatch(/^[\w-]{12}$/);
  expect(buildIdOf("<html>", { ...bundle })).toBe(id);
  const { "assets/page-1.js": _, ...others } = bundle;
  const ids = [buildIdOf("<html >", bundle), buildIdOf("<html>", { ...others, "assets/page-2.js": {} })];
  expect(new Set([id, ...ids]).size).toBe(3);
});
