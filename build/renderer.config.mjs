import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, normalizePath } from "vite";
import { pageChrome } from "./compat.mjs";
import { compiledForms } from "./compiled-forms.mjs";
import { listPackages } from "./package/packages-inside.mjs";
import { root } from "./paths.mjs";
import { webDocuments } from "./web-documents.mjs";
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

/** A set of modules that is walked through once, when the first of them is asked for. */
function walked(walk) {
  let found;
  return (id, modules) => {
    found ??= walk(modules);
    return found.has(id);
  };
}
const graphIn = (name) => walked((modules) => graphOf(join(source, name), modules));

/**
 * Whether a module is read before a wall window can paint: all that its page imports at once, not by `import()`. Every file
 * is a request to a process that is busy starting, so these are one file; a page's own module runs when loaded and stays apart.
 */
const isOfFirstFrame = walked((modules) => {
  const own = normalizePath(join(source, "wall", "/"));
  // What is the wall page's own must reach no other page: one file is one stylesheet too, which all pages load.
  return new Set([...graphOf(`${own}page.tsx`, modules)].filter((each) => !each.startsWith(own)));
});

/**
 * What the web app begins with, whatever is opened; its first page; where people sign in. All that such a module imports is among them, so that
 * the files never wait for one another in a circle.
 */
const isOfFrame = graphIn("web/app/page.tsx");
const isOfToday = graphIn("web/leader/today/TodayPage.tsx");
const isOfSignIn = graphIn("web/account/SignInPage.tsx");
const isOfErrors = walked((modules) => graphOf(join(root, "contract/errors.ts"), modules));
/** The app's live line, with the forms of all that it tells: begun once the first page stands there. */
const isOfLine = graphIn("web/app/live-line.ts");
/** What else the app loads by itself then. */
const after = ["Due", "EntryDue", "OwnLimits", "Warnings"].map((name) => `web/leader/today/${name}.tsx`);
const isOfAfter = walked((modules) => {
  const entries = [...after, "web/offline/Strips.tsx", "web/offline/start.ts"];
  return new Set(entries.flatMap((name) => [...graphOf(join(source, name), modules)]));
});

const web = normalizePath(join(source, "web", "/"));
const words = normalizePath(join(source, "i18n", "/"));
/** What belongs to the web app alone. All else may be the desk's too, which is to load nothing of the app with it, and no style of it. */
const isOfWeb = (id) => id.startsWith(web) || (id.startsWith(words) && /(?:\.json|app-words\.ts)$/.test(id));
/** Run when they are loaded, and so apart from what others import. */
const entries = ["web/app/index.ts", "web/app/page.tsx"].map((name) => normalizePath(join(source, name)));

/**
 * base: what the wall's first frame and the app's first screens begin with (React, words, stores), and what of those is not the app's alone: no phone
 * is to load a wall for it · errors: the catalogue of what can go wrong · told: what more of that frame the app loads after its first screen ·
 * first: the rest of it · account: what more of signing in is the desk's too · line: the forms of all that is told · app, with all first styles,
 * today, sign-in: see above. Few files, since each is a request. None of the first imports one of the later.
 */
function fileOf(id, modules) {
  if (id.endsWith(".html") || entries.includes(id)) return null;
  // The bundler's own, which every file imports, and what each page sets first.
  if (id.includes("rolldown/runtime") || id.endsWith("/live/strict-csp.ts")) return "base";
  const [isFrame, isToday, isSignIn] = [isOfFrame, isOfToday, isOfSignIn].map((isOf) => isOf(id, modules));
  if (isOfFirstFrame(id, modules)) {
    if (isFrame || isToday || isSignIn) return "base";
    if (isOfErrors(id, modules)) return "errors";
    return isOfLine(id, modules) || isOfAfter(id, modules) ? "told" : "first";
  }
  if (!isOfWeb(id)) {
    if (isFrame || isToday) return "base";
    if (isSignIn) return "account";
    return isOfLine(id, modules) ? "line" : null;
  }
  if (isFrame || ((isToday || isSignIn) && (id.endsWith(".css") || (isToday && isSignIn)))) return "app";
  if (isToday) return "today";
  if (!isSignIn) return null;
  return id.endsWith(".json") ? "account" : "sign-in";
}

/** A group takes what its modules import along with them: the earlier ones go first. */
const groups = ["base", "errors", "told", "first", "account", "line", "app", "today", "sign-in"].map((name, at) => ({
  priority: 100 - 10 * at,
  name: (id, modules) => (fileOf(id, modules) === name ? name : null),
}));

/** What a browser asks for beside the web app's document, by plain names. */
const besideApp = {
  "manifest.webmanifest": join(source, "web", "app", "manifest.webmanifest"),
  "icon-32.png": join(root, "assets", "icons", "32x32.png"),
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

/**
 * Beside each file of text the same compressed, which the core gives to browsers: a phone's line is slow, and to compress takes long. Brotli is a
 * seventh smaller, and taken by every browser over TLS.
 */
const ways = {
  gz: (plain) => promisify(gzip)(plain, { level: 9 }),
  br: (plain) => promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
};
const compressed = {
  name: "compressed",
  async writeBundle({ dir }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(?:js|css|html|json|svg|webmanifest)$/.test(name));
    const pack = async (name) => {
      const plain = await readFile(join(dir, name));
      for (const [ending, way] of Object.entries(ways)) {
        const packed = await way(plain);
        if (packed.length < plain.length * 0.9) await writeFile(join(dir, `${name}.${ending}`), packed);
      }
    };
    await Promise.all(names.map(pack));
  },
};

const lastOf = (page) => page.split("/").at(-1);
const packages = await listPackages();
const worker = webWorker("web/app/page.tsx", packages.partPlugin);

/** The pages of the renderer: renderer/PAGE/index.html becomes dist/renderer/PAGE/index.html, all sharing one assets folder. */
export default defineConfig({
  root: source,
  // Pages are served by app://wall/ and by the core, at different depths.
  base: "./",
  publicDir: false,
  cacheDir: join(root, "node_modules", ".vite"),
  plugins: [
    react(),
    compiledForms,
    webDocuments(worker.mark),
    filesBesideApp,
    compressed,
    worker.plugin,
    packages.plugin,
  ],
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
