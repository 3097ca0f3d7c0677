import type { WorkboxPlugin } from "workbox-core/types.js";
import { ExpirationPlugin } from "workbox-expiration";
import { PrecacheController } from "workbox-precaching";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { buildIn, cacheOf, laterCache, shellAddress, workerAddress } from "./agreed.ts";
import { build } from "./build-list.ts";
import { clearAll, inAnyBuild } from "./builds.ts";

declare const self: ServiceWorkerGlobalScope;

/** Longer nobody waits for the network: by then the shell of this build opens. */
const documentWithinS = 3;
/** So long may take what is asked for beside that: while it hangs the next worker does not take over. */
const answeredWithinMs = 10_000;
const mostLater = 60;

/** By its name's end, what a file has to say it is. A proxy's own page, a sign-in, an empty answer say something else. */
const types: Readonly<Record<string, RegExp>> = { js: /javascript/, css: /text\/css/, json: /json/ };
function isItself(request: Request, response: Response): boolean {
  if (response.status !== 200 || response.redirected) return false;
  const type = response.headers.get("content-type") ?? "";
  const wanted = types[new URL(request.url).pathname.split(".").at(-1) ?? ""];
  return wanted === undefined ? !type.includes("text/html") : wanted.test(type);
}

/** What a network in between says in the place of the core is laid into no cache. */
const ofThisBuild: WorkboxPlugin = {
  async cacheWillUpdate({ request, response }) {
    const isShell = new URL(request.url).pathname === shellAddress;
    if (!isShell) return isItself(request, response) ? response : null;
    // The core may have become another between its worker and its shell.
    const isOwn = response.status === 200 && buildIn(await response.clone().text()) === build.id;
    return isOwn ? response : null;
  },
};

/** The build's shell and files, all or none: what is missing fails the installing, and the worker before goes on. */
export const precached = new PrecacheController({ cacheName: cacheOf(build.id), plugins: [ofThisBuild] });
precached.addToCacheList([
  { url: shellAddress, revision: build.id },
  // `null`: the name says already which they are.
  ...build.files.map((url) => ({ url, revision: null })),
]);

/** As `state` of one request, with those that see it go and come: what ends it, until it has come. */
type Going = { end?: AbortController };
const shellKey = (): string => precached.getCacheKeyForURL(shellAddress) ?? shellAddress;

const documents = new NetworkFirst({
  cacheName: cacheOf(build.id),
  networkTimeoutSeconds: documentWithinS,
  plugins: [
    {
      // A page is never kept: what is opened without a network is the shell that came with this build's files.
      cacheWillUpdate: async () => null,
      cacheKeyWillBeUsed: async () => shellKey(),
      // As a plain request that nothing is kept of: a browser asks for a page once at a time where it may keep it, and what hangs would hold up
      // each that follows. Once the shell has opened nobody waits for it any more, and its connection is free for the page.
      async requestWillFetch({ request: { url, headers }, state }) {
        const end = new AbortController();
        const going = Object.assign(state as Going, { end });
        const giveUp = async () => {
          if (await caches.match(shellKey(), { cacheName: cacheOf(build.id) })) going.end?.abort();
        };
        setTimeout(() => void giveUp(), documentWithinS * 1_000 + 500);
        const how = { cache: "no-store", credentials: "same-origin", redirect: "manual" } as const;
        return new Request(url, { ...how, headers, signal: end.signal });
      },
      async fetchDidSucceed({ response, state }) {
        delete (state as Going).end;
        // A proxy whose core is down.
        if (response.status >= 500) throw new TypeError(`the document came with ${response.status}`);
        return response;
      },
    },
  ],
});

/** A page of the app: as the core has it now, else this build's shell. */
export const answerDocument = (event: ExtendableEvent, request: Request): Promise<Response> =>
  documents.handle({ event, request });

const later = new CacheFirst({
  cacheName: laterCache,
  plugins: [
    {
      cacheWillUpdate: async ({ request, response }) => (isItself(request, response) ? response : null),
    },
    // Its own types say "or undefined" where those of plugins do not.
    new ExpirationPlugin({ maxEntries: mostLater, purgeOnQuotaError: true }) as WorkboxPlugin,
  ],
});

/** A hashed file: from the build that has it, else from the network, and kept from then on. */
export const answerFile = async (event: ExtendableEvent, request: Request): Promise<Response> =>
  (await inAnyBuild(request)) ?? later.handle({ event, request });

/** A core that knows no worker any more: it goes, with all it has laid down. Whoever cannot be asked has not said so. */
export async function lookWhetherWanted(): Promise<void> {
  const signal = AbortSignal.timeout(answeredWithinMs);
  const answer = await fetch(workerAddress, { method: "HEAD", cache: "no-store", signal }).catch(() => undefined);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  await self.registration.unregister();
  await clearAll();
}
