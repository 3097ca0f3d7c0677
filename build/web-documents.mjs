import { join } from "node:path";
import { normalizePath } from "vite";
import { importSource } from "./compiled-forms.mjs";
import { root } from "./paths.mjs";

/**
 * The documents of the web app. All are the same page; they differ in what a browser loads along with them, not after the page's program has run:
 * a round trip less on a slow line. The core gives the one that fits (main/core/api/pages.ts).
 *
 * index: the first page, with what it asks · page: any other · signed-out: for who brings no session, and it says so
 */
const source = join(root, "renderer");
const inSource = (name) => normalizePath(join(source, name));

/** The first module of each, and the questions that it begins with. */
const documents = {
  index: { page: "web/leader/today/TodayPage.tsx", asks: ["ownRights", "today", "sessionState"] },
  page: { page: undefined, asks: ["ownRights", "sessionState"] },
  "signed-out": { page: "web/account/SignInPage.tsx", asks: ["ownRights", "signIn"] },
};

/** The modules whose files are loaded along with a document. */
export const openedFirst = Object.values(documents).flatMap(({ page }) => page ?? []);

/** The files of a module with all that it imports at once, and their styles. */
function filesOf(module, bundle) {
  const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
  const files = new Set();
  const styles = new Set();
  const take = (file) => {
    const chunk = chunks.find(({ fileName }) => fileName === file);
    if (chunk === undefined || files.has(file)) return;
    files.add(file);
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
    for (const next of chunk.imports) take(next);
  };
  for (const { fileName, moduleIds } of chunks) if (moduleIds.includes(inSource(module))) take(fileName);
  if (files.size === 0) throw new Error(`${module} is in no file`);
  return { files, styles };
}

/**
 * The bundler's plugins that write them. They are given at every address below /app/: files are named from the root.
 * @param mark of a document that is done but for the build's name
 */
export function webDocuments(mark) {
  const written = new Map();
  const transform = async (html, bundle) => {
    const { routes } = await importSource(join(root, "contract", "routes.ts"));
    const rooted = html.replaceAll(/(?:\.\.\/)+assets\//g, "/assets/");
    const texts = Object.entries(documents).map(([name, { page, asks }]) => {
      const { files, styles } = page === undefined ? { files: [], styles: [] } : filesOf(page, bundle);
      const links = [
        // As `fetch` asks: of one's own origin, with the cookie.
        ...asks.map((route) => `rel="preload" as="fetch" crossorigin href="${routes[route]}"`),
        ...[...styles].map((file) => `rel="stylesheet" crossorigin href="/${file}"`),
        ...[...files].map((file) => `rel="modulepreload" crossorigin href="/${file}"`),
      ].filter((link) => !rooted.includes(/href=("[^"]+")/.exec(link)?.[1] ?? link));
      const lines = links.map((link) => `    <link ${link}>\n`);
      if (name === "signed-out") lines.push('    <meta name="session" content="none">\n');
      return [name, rooted.replace("  </head>", `${lines.join("")}  </head>`)];
    });
    for (const [name, text] of texts) written.set(name, mark(text, texts, bundle));
    return written.get("index");
  };
  return [
    {
      name: "web-documents",
      transformIndexHtml: {
        order: "post",
        handler: (html, { path, bundle }) =>
          path.endsWith("web/app/index.html") ? transform(html, bundle ?? {}) : html,
      },
    },
    {
      name: "web-documents-beside",
      enforce: "post",
      generateBundle() {
        for (const [name, text] of written)
          if (name !== "index") this.emitFile({ type: "asset", fileName: `web/app/${name}.html`, source: text });
      },
    },
  ];
}
