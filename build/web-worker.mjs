import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pageChrome } from "./compat.mjs";
import { root } from "./paths.mjs";

/**
 * The service worker of the web app. It is compiled apart, as one file, and begins with a line that says which build it is of and which
 * files that build is made of: a page of it opens without a network with these and no others.
 */

/** Larger files (charts, maps, films) are loaded when somebody first needs them, and kept from then on. */
const largestBytes = 350_000;

/** Names the build: by its document and the names of its files, which have their contents' hashes in them. */
export function buildIdOf(html, bundle) {
  const names = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
  return createHash("sha256")
    .update(JSON.stringify([html, names.sort()]))
    .digest("base64url")
    .slice(0, 12);
}

/**
 * The files of a page's own graph, what is imported when it is needed included, with their styles and what these name.
 * @param entry the end of the path of a module that it begins with: the file that has it
 */
export function filesOf(entry, bundle) {
  const files = new Set();
  const waiting = Object.values(bundle).filter(
    ({ type, facadeModuleId, moduleIds = [] }) =>
      type === "chunk" && (facadeModuleId?.endsWith(entry) || moduleIds.some((id) => id.endsWith(entry))),
  );
  const add = (fileName, bytes) => {
    if (bytes <= largestBytes && fileName.startsWith("assets/")) files.add(`/${fileName}`);
  };
  const seen = new Set();
  for (const chunk of waiting) {
    if (seen.has(chunk.fileName)) continue;
    seen.add(chunk.fileName);
    const isAtOnce = chunk === waiting[0] || waiting[0].imports.includes(chunk.fileName);
    if (isAtOnce) files.add(`/${chunk.fileName}`);
    else add(chunk.fileName, Buffer.byteLength(chunk.code));
    for (const style of chunk.viteMetadata?.importedCss ?? []) {
      add(style, 0);
      for (const [, font] of String(bundle[style]?.source ?? "").matchAll(/url\(["']?\.?\/?([^"')]+\.woff2)["']?\)/g)) {
        const name = Object.keys(bundle).find((one) => one.endsWith(font.split("/").at(-1)));
        if (name !== undefined) add(name, bundle[name].source.length);
      }
    }
    for (const next of [...chunk.imports, ...chunk.dynamicImports])
      if (bundle[next]?.type === "chunk") waiting.push(bundle[next]);
  }
  return [...files].sort();
}

/** Compiles the worker's program, without its first line. @param plugins of the bundler */
export async function compileWorker(plugins = []) {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    input: join(root, "renderer", "web", "worker", "index.ts"),
    cwd: root,
    platform: "browser",
    plugins,
    transform: { target: pageChrome, define: { "process.env.NODE_ENV": '"production"' } },
  });
  try {
    const { output } = await bundle.generate({
      format: "iife",
      minify: { compress: true, mangle: true, codegen: { removeWhitespace: true, asciiOnly: true } },
    });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}

/** The worker of a build, whole. */
export const workerOf = (code, { id, files }) => `self.__build=${JSON.stringify({ id, files })};\n${code}`;

/**
 * The bundler's plugin that lays the worker beside the app's document.
 * @param entry the end of the path of a module that the app begins with @param partPlugin notes what packages are inside
 */
export const webWorker = (entry, partPlugin) => {
  let code = "";
  let id = "";
  return {
    /** @param all documents of the app, with this one @returns the document, saying of which build it is */
    mark(html, all, bundle) {
      id = buildIdOf(JSON.stringify(all), bundle);
      return html.replace("</head>", `  <meta name="build" content="${id}" />\n  </head>`);
    },
    plugin: {
      name: "web-worker",
      async buildStart() {
        code = await compileWorker([partPlugin]);
      },
      async writeBundle({ dir }, bundle) {
        const files = filesOf(entry, bundle);
        if (files.length === 0)
          throw new Error(`${entry} is in no file: nothing would be kept for times without a network`);
        const text = workerOf(code, { id, files });
        const file = join(dir, "web", "app", "sw.js");
        await writeFile(file, text);
        await writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }));
      },
    },
  };
};
