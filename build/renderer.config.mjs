import { existsSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, normalizePath } from "vite";
import { pageChrome } from "./compat.mjs";
import { listPackages } from "./package/packages-inside.mjs";
import { root } from "./paths.mjs";

const source = join(root, "renderer");
const pages = ["wall", "web", "desk"].filter((page) => existsSync(join(source, page, "index.html")));

/**
 * Whether a module is read before a wall window can paint: all that its page imports at once, not by `import()`. Every file
 * is a request to a process that is busy starting, so these are one file; a page's own module runs when loaded and stays apart.
 */
function isOfFirstFrame(id, modules) {
  if (firstFrame.size === 0) {
    const own = normalizePath(join(source, "wall", "/"));
    const entry = `${own}page.tsx`;
    const waiting = [entry];
    for (const each of waiting) {
      if (firstFrame.has(each)) continue;
      firstFrame.add(each);
      waiting.push(...(modules.getModuleInfo(each)?.importedIds ?? []));
    }
    // What is the wall page's own must reach no other page: one file is one stylesheet too, which all pages load.
    for (const each of firstFrame) if (each.startsWith(own)) firstFrame.delete(each);
  }
  return firstFrame.has(id);
}
const firstFrame = new Set();
const packages = await listPackages();

/** The pages of the renderer: renderer/PAGE/index.html becomes dist/renderer/PAGE/index.html, all sharing one assets folder. */
export default defineConfig({
  root: source,
  // Pages are served by app://wall/ and by the core, at different depths.
  base: "./",
  publicDir: false,
  cacheDir: join(root, "node_modules", ".vite"),
  plugins: [react(), packages.plugin],
  worker: { format: "es", plugins: () => [packages.partPlugin] },
  build: {
    outDir: join(root, "dist", "renderer"),
    emptyOutDir: true,
    target: pageChrome,
    sourcemap: true,
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      output: {
        // A single other character would make the engine keep the whole text of a file in two bytes a character.
        charset: "ascii",
        // The PDF library asks for its decoder of JPEG 2000 by this name.
        assetFileNames: ({ names }) =>
          names.includes("openjpeg_nowasm_fallback.js") ? "assets/[name][extname]" : "assets/[name]-[hash][extname]",
        codeSplitting: { groups: [{ name: (id, modules) => (isOfFirstFrame(id, modules) ? "first" : null) }] },
      },
      input: Object.fromEntries(pages.map((page) => [page, join(source, page, "index.html")])),
    },
  },
});
