import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build, createServer, preview } from "vite";
import { pageChrome } from "../../build/compat.mjs";
import { nodeModules, root } from "../../build/paths.mjs";

/** @typedef {{ origin: string, close: () => Promise<void> }} Gallery */

/** On loopback alone; port 0 lets the system choose one that is free. */
const place = { host: "127.0.0.1", port: 0 };

const settings = (cache) => ({
  root: join(root, "test", "gallery"),
  configFile: false,
  base: "./",
  logLevel: "error",
  cacheDir: join(nodeModules, cache),
  plugins: [react()],
  worker: { format: "es" },
});

/**
 * Serves the gallery from its sources: a change to a panel is there at once.
 * @returns {Promise<Gallery>}
 */
export async function serveGallery(port = 0) {
  const server = await createServer({
    ...settings(".vite-gallery"),
    server: { ...place, port, fs: { allow: [root] }, watch: { ignored: ["**/test-results/**", "**/dist/**"] } },
  });
  await server.listen();
  return { origin: originOf(server.httpServer), close: () => server.close() };
}

/**
 * Builds the gallery into a folder and serves that: the same files at every visit, for pictures.
 * @param {string} outDir
 * @returns {Promise<Gallery>}
 */
export async function serveBuiltGallery(outDir) {
  const built = { outDir, emptyOutDir: true, target: pageChrome, assetsInlineLimit: 0, chunkSizeWarningLimit: 5_000 };
  await build({ ...settings(".vite"), build: built });
  const server = await preview({
    ...settings(".vite"),
    build: { outDir },
    preview: { ...place, headers: { "cache-control": "max-age=3600" } },
  });
  return { origin: originOf(server.httpServer), close: () => server.close() };
}

function originOf(httpServer) {
  const address = httpServer?.address();
  if (address === null || typeof address !== "object") throw new Error("the gallery does not listen");
  return `http://127.0.0.1:${address.port}`;
}
