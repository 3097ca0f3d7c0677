import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { protocol, type Session } from "electron";
import { keptViewElement } from "#contract/channels.ts";
import { contentPolicy } from "./content-policy.ts";

const scheme = "app";
const wallOrigin = `${scheme}://wall`;
/** Apart from the wall's: Chromium keeps how large a page is shown by its host, and on a single monitor the wall's pages are shown small. */
const deskOrigin = `${scheme}://desk`;
const hosts = new Set(["wall", "desk"]);
/** The origins of the app's own pages; the core lets no others in. */
export const pageOrigins: readonly string[] = [wallOrigin, deskOrigin];

const wallPath = "/wall/index.html";

/** The wall page of a monitor, or of those of a surface. */
export const wallPage = (displays: readonly number[]): string => `${wallOrigin}${wallPath}?display=${displays.join()}`;

/** The operator's desk. */
export const deskPage = (language: string): string => `${deskOrigin}/desk/index.html?lang=${language}`;

/** Must run before the app is ready: only then can a scheme be made standard and secure. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // An Electron that keeps no compiled code for schemes overlooks the last.
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  // Fonts and tables of encodings that a PDF may count on without bringing them.
  ".ttf": "font/ttf",
  ".pfb": "application/octet-stream",
  ".bcmap": "application/octet-stream",
};

type Answer = { statusCode: number; mimeType?: string; headers?: Record<string, string>; data: Buffer };

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family }) => family === "IPv4")
    .map(({ address }) => address);

const nothing: Answer = { statusCode: 404, data: Buffer.alloc(0) };

/**
 * Serves the built renderer from the program's own folder, so that a window can be loaded while the core is down.
 *
 * `protocol.handle`, its successor, makes a web stream of every answer. Where four windows start at once on two cores that
 * took the shell 450 ms of processor time until they were painted, against 400 ms with this one, which hands the bytes over
 * as they are; see compat.ts. When it goes, `handle` with the same answers takes its place.
 * @param folder absolute path of dist/renderer; nothing outside it is ever read
 * @param options.viewOf what was kept of the window whose first monitor this is, as JSON, to stand in its page; undefined where there is nothing
 * @param options.mapHosts what pages that are loaded from now on may reach besides the core; asked for each page
 */
export function servePages(
  session: Session,
  folder: string,
  { viewOf, mapHosts }: { viewOf(display: number): string | undefined; mapHosts(): readonly string[] },
): void {
  session.protocol.registerBufferProtocol(scheme, (request, answer) => {
    const url = new URL(request.url);
    const found = pageFile(folder, url, mapHosts());
    const view =
      url.pathname === wallPath ? viewOf(Number.parseInt(url.searchParams.get("display") ?? "", 10)) : undefined;
    answer(view === undefined ? found : { ...found, data: withView(found.data, view) });
  });
}

/**
 * A page with a view in it: JSON in a data block, which the content security policy has nothing to run of, and the one
 * way that needs no request while the page waits. Without "<" nothing in it can end the block.
 */
function withView(page: Buffer, view: string): Buffer {
  const block = `<script type="application/json" id="${keptViewElement}">${view.replaceAll("<", "\\u003c")}</script>`;
  return Buffer.from(page.toString("utf8").replace("</body>", () => `${block}</body>`));
}

function pageFile(folder: string, url: URL, mapHosts: readonly string[]): Answer {
  try {
    // Throws where a percent sign is followed by no byte, or the bytes are no UTF-8.
    const file = path.normalize(path.join(folder, decodeURIComponent(url.pathname)));
    const type = mediaTypes[path.extname(file)];
    if (!hosts.has(url.host) || !file.startsWith(folder + path.sep) || type === undefined) return nothing;
    return {
      statusCode: 200,
      mimeType: type,
      headers: {
        "content-type": type,
        "content-security-policy": contentPolicy(mapHosts, ownAddresses()),
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
      },
      // Small files of our own, asked for at the start only: reading at once is quicker than coming back to it.
      data: readFileSync(file),
    };
  } catch {
    return nothing;
  }
}
