import { makeStore } from "../../state/store.ts";

/** What Chromium hands a page that can be installed; of no standard, so it is described here. */
type InstallPrompt = Event & { prompt(): Promise<unknown> };

/** The browser's own offer to install the app, where it has one and it is not installed yet. */
export const installStore = makeStore<InstallPrompt | null>(null);

/** Keeps the offer until somebody asks for it: a browser makes it once, at a moment of its own. For the life of the page. */
export function keepInstallOffer(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installStore.setState(event as InstallPrompt, true);
  });
  window.addEventListener("appinstalled", () => installStore.setState(null, true));
}

export const isInstalled = (): boolean => window.matchMedia("(display-mode: standalone)").matches;
