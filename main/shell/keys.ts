import { type App, type BrowserWindow, dialog } from "electron";
import type { Options } from "./options.ts";
import { say } from "./words.ts";

/** Ctrl+Q (⌘Q) in any window asks, and a second press while the question stands asks nothing more. */
export function offerQuit(app: App, options: Options): void {
  let isAsking = false;
  const ask = async (window: BrowserWindow) => {
    if (isAsking) return;
    isAsking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: "question",
      message: say("quitQuestion", options.language),
      detail: say("quitDetail", options.language),
      buttons: [say("quitNo", options.language), say("quitYes", options.language)],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    isAsking = false;
    if (response === 1) app.quit();
  };
  onKey(app, "q", (window) => void ask(window));
}

/** Ctrl+D (⌘D) in any window opens the desk. */
export function offerDesk(app: App, open: () => void): void {
  onKey(app, "d", open);
}

function onKey(app: App, key: string, run: (window: BrowserWindow) => void): void {
  app.on("browser-window-created", (_event, window) => {
    window.webContents.on("before-input-event", (event, input) => {
      if (input.type !== "keyDown" || input.key.toLowerCase() !== key || !(input.control || input.meta)) return;
      event.preventDefault();
      run(window);
    });
  });
}
