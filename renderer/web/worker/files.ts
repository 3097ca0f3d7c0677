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
const mostLater = 60;

const isHtml = (response: Response): boolean => (response.headers.get("content-type") ?? "").includes("text/html");

/** What a network in between says in the place of the core is laid into no cache. */
const ofThisBuild: WorkboxPlugin = {
  async cacheWillUpdate({ request, response }) {
    if (response.status !== 200) return null;
    const isShell = new URL(request.url).pathname === shellAddress;
    if (!isShell) return isHtml(response) ? null : response;
    // The core may have become another between its worker and its shell.
    return buildIn(await response.clone().text()) === build.id ? response : null;
  },
};

/** The build's shell and files, all or none: what is missing fails the installing, and the worker before goes on. */
export const precached = new PrecacheController({ cacheName: cacheOf(build.id), plugins: [ofThisBuild] });
precached.addToCacheList([
  { url: shellAddress, revision: build.id },
  // `null`: the name says already which they are.
  ...build.files.map((url) => ({ url, revision: null })),
]);

const documents = new NetworkFirst({
  cacheName: cacheOf(build.id),
  networkTimeoutSeconds: documentWithinS,
  plugins: [
    {
      // A page is never kept: what is opened without a network is the shell that came with this build's files.
      cacheWillUpdate: async () => null,
      cacheKeyWillBeUsed: async ({ request }) => precached.getCacheKeyForURL(shellAddress) ?? request,
      async fetchDidSucceed({ response }) {
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
      cacheWillUpdate: async ({ response }) => (response.status === 200 && !isHtml(response) ? response : null),
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
  const answer = await fetch(workerAddress, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  await self.registration.unregister();
  await clearAll();
}
