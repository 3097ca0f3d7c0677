import { existsSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { root } from "./paths.mjs";

const source = join(root, "renderer");
const pages = ["wall", "web", "desk"].filter((page) => existsSync(join(source, page, "index.html")));

const isHeavy = (id) =>
  /node_modules\/(echarts|zrender|maplibre-gl|mapbox-gl|@maplibre|hls\.js)|renderer\/map\/|panels\/(map|trend)\/(?!index|settings)/.test(
    id,
  );
// The desk's own code and words stay with the desk: no wall window reads them.
const isEntry = (id) => /renderer\/(wall|web|desk)\/|strict-csp|i18n\/(vi|en)\/desk\.json/.test(id);

/** The pages of the renderer: renderer/PAGE/index.html becomes dist/renderer/PAGE/index.html, all sharing one assets folder. */
export default defineConfig({
  root: source,
  // Pages are served by app://wall/ and by the core, at different depths.
  base: "./",
  publicDir: false,
  cacheDir: join(root, "node_modules", ".vite"),
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: join(root, "dist", "renderer"),
    emptyOutDir: true,
    target: "chrome114",
    sourcemap: true,
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      output: {
        // Every file is a request to a process that is busy starting: what all windows need is one of them. Charts, map and
        // video are large, and stay with the windows that show them. A page's own module runs when loaded, so it stays apart.
        codeSplitting: { groups: [{ name: "app", test: (id) => !isHeavy(id) && !isEntry(id) }] },
      },
      input: Object.fromEntries(pages.map((page) => [page, join(source, page, "index.html")])),
    },
  },
});
