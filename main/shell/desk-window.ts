import { BrowserWindow, type Display, screen, type WebContents } from "electron";
import { channels, displayArgument, standInArgument } from "#contract/channels.ts";
import { deskPage } from "./app-scheme.ts";
import type { Options } from "./options.ts";
import { windowIcon } from "./window-icon.ts";
import { say } from "./words.ts";

/** The page is laid out for this, and can be made smaller down to a laptop's half. */
const usual = { width: 1600, height: 980 };
const least = { width: 900, height: 560 };
/** A page that dies at once must not burn the machine. */
const againAfterMs = 2_000;

/** The operator's desk: one ordinary window. Closing it changes nothing on the wall. */
export class DeskWindow {
  readonly #options: Options;
  readonly #spareDisplay: () => Display | undefined;
  #window: BrowserWindow | undefined;

  /** @param spareDisplay a monitor that is none of the wall's, which is the operator's own */
  constructor(options: Options, spareDisplay: () => Display | undefined) {
    this.#options = options;
    this.#spareDisplay = spareDisplay;
  }

  /** Brings it to the front, or makes it. */
  open(): void {
    if (this.#window !== undefined && !this.#window.isDestroyed()) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
      return;
    }
    const { release } = this.#options;
    const own = this.#spareDisplay();
    const { workArea } = own ?? screen.getPrimaryDisplay();
    const width = Math.min(usual.width, workArea.width);
    const height = Math.min(usual.height, workArea.height);
    const window = new BrowserWindow({
      x: workArea.x + Math.round((workArea.width - width) / 2),
      y: workArea.y + Math.round((workArea.height - height) / 2),
      width,
      height,
      minWidth: least.width,
      minHeight: least.height,
      title: say("desk", this.#options.language),
      icon: windowIcon(this.#options.rootFolder),
      backgroundColor: "#0B1016",
      autoHideMenuBar: true,
      // Without a monitor of its own it would vanish behind the wall at the first click there.
      alwaysOnTop: own === undefined,
      webPreferences: {
        preload: this.#options.preloadFile,
        additionalArguments: [
          `${displayArgument}0`,
          ...(release?.isStandIn ? [`${standInArgument}${release.electron}`] : []),
        ],
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    });
    this.#window = window;
    window.setMenu(null);
    window.on("page-title-updated", (event) => event.preventDefault());
    const load = () => {
      if (!window.isDestroyed()) void window.loadURL(deskPage(this.#options.language)).catch(() => {});
    };
    window.webContents.on("render-process-gone", () => setTimeout(load, againAfterMs));
    // Its end takes a moment, in which it may be wanted again: that is another window then, which this one's end must not touch.
    const forget = () => {
      if (this.#window === window) this.#window = undefined;
    };
    window.on("close", forget);
    window.webContents.on("destroyed", forget);
    window.on("closed", forget);
    if (own !== undefined) window.maximize();
    load();
  }

  /** New windows of the wall come up above it, where it has no monitor of its own. */
  stayInFront(): void {
    if (this.#window?.isDestroyed() === false && this.#window.isAlwaysOnTop()) this.#window.moveTop();
  }

  owns(contents: WebContents): boolean {
    return this.#window !== undefined && !this.#window.isDestroyed() && this.#window.webContents === contents;
  }

  tellConnection(connection: unknown): void {
    if (this.#window !== undefined && !this.#window.isDestroyed())
      this.#window.webContents.send(channels.connection, connection);
  }

  close(): void {
    this.#window?.destroy();
  }
}
