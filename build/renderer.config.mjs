import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, normalizePath } from "vite";
import { pageChrome } from "./compat.mjs";
import { listPackages } from "./package/packages-inside.mjs";
import { root } from "./paths.mjs";
import { webWorker } from "./web-worker.mjs";

const source = join(root, "renderer");
const pages = ["wall", "web", "web/app", "desk"].filter((page) => existsSync(join(source, page, "index.html")));

/** Every module that one imports at once, not by `import()`, itself included. */
function graphOf(entry, modules) {
  const found = new Set();
  const waiting = [normalizePath(entry)];
  for (const each of waiting) {
    if (found.has(each)) continue;
    found.add(each);
    waiting.push(...(modules.getModuleInfo(each)?.importedIds ?? []));
  }
  return found;
}

/**
 * Whether a module is read before a wall window can paint: all that its page imports at once, not by `import()`. Every file
 * is a request to a process that is busy starting, so these are one file; a page's own module runs when loaded and stays apart.
 */
function isOfFirstFrame(id, modules) {
  if (firstFrame.size === 0) {
    const own = normalizePath(join(source, "wall", "/"));
    for (const each of graphOf(`${own}page.tsx`, modules)) firstFrame.add(each);
    // What is the wall page's own must reach no other page: one file is one stylesheet too, which all pages load.
    for (const each of firstFrame) if (each.startsWith(own)) firstFrame.delete(each);
  }
  return firstFrame.has(id);
}
const firstFrame = new Set();

/** What the web app shows first is asked for along with its entry, not after it has run: a round trip less on a slow line. */
const openedFirst = ["web/leader/today/TodayPage.tsx", "web/app/first-values.ts"];

/**
 * What of the wall's first frame the web app begins with too (React, words, stores) is a file of its own: a phone is not to load a wall
 * for it. All that such a module imports is among them, so that the two files never wait for one another in a circle.
 */
function isOfApp(id, modules) {
  if (appStart.size === 0) {
    for (const each of graphOf(join(source, "web/app/index.ts"), modules)) appFrame.add(each);
    for (const entry of ["web/app/index.ts", ...openedFirst])
      for (const each of graphOf(join(source, entry), modules)) appStart.add(each);
  }
  return appStart.has(id);
}
/** What its entry imports at once: a part of what it begins with. */
const appFrame = new Set();
const appStart = new Set();

/** What the app's live line takes of the wall's first frame, after its first painting: apart from the rest, which a phone has no use for. */
function isOfLine(id, modules) {
  if (line.size === 0) for (const each of graphOf(join(source, "web/app/live-line.ts"), modules)) line.add(each);
  return line.has(id);
}
const line = new Set();

const contract = normalizePath(join(root, "contract", "/"));
const isOfForms = (id) => id.startsWith(contract) || id.includes("/node_modules/zod/");

const appEntries = ["web/app/index.html", "web/app/index.ts", "web/app/page.tsx", ...openedFirst].map((name) =>
  normalizePath(join(source, name)),
);

/**
 * base, line, first: see above · frame, today, values: what the web app begins with besides, of its entry, of its first page, and the forms of what
 * that shows: three files in the place of two dozen requests. None of the first imports one of the later.
 */
function fileOf(id, modules) {
  const isApp = isOfApp(id, modules);
  if (isOfFirstFrame(id, modules)) return isApp ? "base" : isOfLine(id, modules) ? "line" : "first";
  if (!isApp || appEntries.includes(id)) return null;
  if (appFrame.has(id)) return "frame";
  return isOfForms(id) ? "values" : "today";
}

/** A group takes what its modules import along with them: the earlier ones go first. */
const groups = [["base"], ["line"], ["first"], ["values"], ["frame"], ["today"]].map((names, at) => ({
  priority: 60 - 10 * at,
  name(id, modules) {
    const file = fileOf(id, modules);
    return file !== null && names.includes(file) ? file : null;
  },
}));

/**
 * The web app's document is given at every address below /app/: its files are named from the root. Together with what is linked
 * here stands what a first screen loads; a test adds it up.
 */
const appDocument = {
  name: "app-document",
  transformIndexHtml: {
    order: "post",
    handler(html, { path, bundle }) {
      if (!path.endsWith("web/app/index.html")) return html;
      const chunks = Object.values(bundle ?? {}).filter(({ type }) => type === "chunk");
      const files = new Set();
      const styles = new Set();
      const take = (file) => {
        const chunk = chunks.find(({ fileName }) => fileName === file);
        if (chunk === undefined || files.has(file)) return;
        files.add(file);
        for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
        for (const next of chunk.imports) take(next);
      };
      for (const { fileName, facadeModuleId } of chunks)
        if (openedFirst.some((one) => facadeModuleId === normalizePath(join(source, one)))) take(fileName);
      const rooted = html.replaceAll(/(?:\.\.\/)+assets\//g, "/assets/");
      const link = (rel, file) => `    <link rel="${rel}" crossorigin href="/${file}">\n`;
      const links = [
        ...[...files].map((file) => link("modulepreload", file)),
        ...[...styles].map((file) => link("stylesheet", file)),
      ].filter((line) => !rooted.includes(/"\/[^"]+"/.exec(line)?.[0] ?? line));
      return worker.mark(rooted.replace("  </head>", `${links.join("")}  </head>`), bundle ?? {});
    },
  },
};
/** What a browser asks for beside the web app's document, by plain names. */
const besideApp = {
  "manifest.webmanifest": join(source, "web", "app", "manifest.webmanifest"),
  "icon-256.png": join(root, "assets", "icons", "256x256.png"),
  "icon-512.png": join(root, "assets", "icons", "512x512.png"),
};
const filesBesideApp = {
  name: "files-beside-app",
  async generateBundle() {
    for (const [name, file] of Object.entries(besideApp))
      this.emitFile({ type: "asset", fileName: `web/app/${name}`, source: await readFile(file) });
  },
};

/** Beside each file of text the same compressed, which the core gives to browsers: a phone's line is slow, and to compress takes long. */
const compressed = {
  name: "compressed",
  async writeBundle({ dir }, bundle) {
    const pack = promisify(gzip);
    const names = Object.keys(bundle).filter((name) => /\.(?:js|css|html|json|svg|webmanifest)$/.test(name));
    for (const name of names) {
      const plain = await readFile(join(dir, name));
      const packed = await pack(plain, { level: 9 });
      if (packed.length < plain.length * 0.9) await writeFile(join(dir, `${name}.gz`), packed);
    }
  },
};

const lastOf = (page) => page.split("/").at(-1);
const packages = await listPackages();
const worker = webWorker("web/app/index.html", packages.partPlugin);

/** The pages of the renderer: renderer/PAGE/index.html becomes dist/renderer/PAGE/index.html, all sharing one assets folder. */
export default defineConfig({
  root: source,
  // Pages are served by app://wall/ and by the core, at different depths.
  base: "./",
  publicDir: false,
  cacheDir: join(root, "node_modules", ".vite"),
  plugins: [react(), appDocument, filesBesideApp, compressed, worker.plugin, packages.plugin],
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
        codeSplitting: { groups },
      },
      input: Object.fromEntries(pages.map((page) => [lastOf(page), join(source, page, "index.html")])),
    },
  },
});
