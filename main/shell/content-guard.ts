import type { App } from "electron";
import { pageOrigins } from "./app-scheme.ts";
import type { WebPages } from "./web-pages.ts";

/** Whether an address is one of the app's own pages. */
export const isOwnPage = (address: string): boolean => pageOrigins.some((origin) => address.startsWith(`${origin}/`));

const namesDevice = (details: object): boolean =>
  !("mediaTypes" in details && Array.isArray(details.mediaTypes) && details.mediaTypes.length === 0);

/**
 * Nothing that is not the app's own page is ever loaded or opened, but for the pages of the net that a profile names, each in a
 * tile's frame under a guard of its own. No page gets a permission: a wall needs neither microphone nor location nor pop-ups,
 * so whatever asks for them is a fault or an attack. But what a frame of the net sounds like may be heard by the wall's page that it stands in.
 */
export function guardContents(app: App, webPages: WebPages): void {
  app.on("web-contents-created", (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    // A frame that is heard asks for no device; a microphone or camera would be named.
    contents.session.setPermissionRequestHandler((about, permission, answer, details) =>
      answer(permission === "media" && !namesDevice(details) && webPages.mayBeHeard(about)),
    );
    contents.session.setPermissionCheckHandler(() => false);
    if (contents.getType() === "webview") {
      contents.on("will-attach-webview", (event) => event.preventDefault());
      return webPages.guard(contents);
    }
    contents.on("will-navigate", (event, address) => {
      if (!isOwnPage(address)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event, preferences, params) => {
      if (!isOwnPage(contents.getURL()) || !webPages.prepare(preferences, params)) event.preventDefault();
    });
  });
}
