import { registerRoute } from "workbox-routing";
import { appScope } from "./agreed.ts";
import { letGoOfOlder, letGoOfOwn, noteTakeover, reloadDead, tellNewBuild } from "./builds.ts";
import { answerDocument, answerFile, lookWhetherWanted, precached } from "./files.ts";
import { onPush, onPushClick } from "./push.ts";

declare const self: ServiceWorkerGlobalScope;

/** Of the app's documents and hashed files alone: what the core tells never passes here. */
const isOwn = (url: URL): boolean => url.origin === self.location.origin;
registerRoute(
  ({ url, request }) => isOwn(url) && request.mode === "navigate" && url.pathname.startsWith(appScope),
  ({ event, request }) => {
    (event as FetchEvent).waitUntil(lookWhetherWanted().then(letGoOfOlder));
    return answerDocument(event, request);
  },
);
registerRoute(
  ({ url, request }) => isOwn(url) && request.method === "GET" && url.pathname.startsWith("/assets/"),
  ({ event, request }) => answerFile(event, request),
);

self.addEventListener("install", (event) => {
  // Pages of the build before keep their files: there is nothing to wait for.
  void self.skipWaiting();
  event.waitUntil(precached.install(event).catch(letGoOfOwn));
});
self.addEventListener("activate", (event) => {
  noteTakeover();
  const begun = precached.activate(event).then(() => self.clients.claim());
  event.waitUntil(begun);
  // Requests of pages wait for what an activation waits for: nothing else is among it. None of these is lost with another.
  void begun.then(() => Promise.allSettled([tellNewBuild(), reloadDead().finally(letGoOfOlder)]));
});
self.addEventListener("push", onPush);
self.addEventListener("notificationclick", onPushClick);
