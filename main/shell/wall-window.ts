import path from "node:path";
import { BrowserWindow } from "electron";
import type { Painted } from "#contract/bridge.ts";
import { displayArgument } from "#contract/channels.ts";
import type { Bounds, DisplayView } from "#contract/entities/wall.ts";
import { wallPage } from "./app-scheme.ts";
import type { Options } from "./options.ts";

/** A page that was reloaded this often within a minute waits before the next try: a page that dies at once must not burn the machine. */
const reloadsAMinute = 6;
const calmMs = 10_000;

/** A window that covers one monitor of the wall, exactly, and shows that monitor's page whatever happens to it. */
export class WallWindow {
  readonly number: number;
  readonly window: BrowserWindow;
  readonly #onChange: () => void;
  readonly #isWindowed: boolean;
  #wanted: Bounds;
  #scaleFactor: number;
  #paintedAtMs: number | null = null;
  #hasShown = false;
  #isPageLost = false;
  #reloads = 0;
  #recentReloadsMs: number[] = [];
  #reloadTimer: NodeJS.Timeout | undefined;

  /**
   * @param bounds device-independent pixels; windowed: of the ordinary window
   * @param zoom 1, or windowed: how much smaller than its monitor the window is
   */
  constructor(
    number: number,
    bounds: Bounds,
    look: { scaleFactor: number; zoom: number; title: string },
    options: Options,
    onChange: () => void,
  ) {
    this.number = number;
    this.#wanted = bounds;
    this.#scaleFactor = look.scaleFactor;
    this.#onChange = onChange;
    this.#isWindowed = options.isWindowed;
    this.window = new BrowserWindow({
      ...bounds,
      title: look.title,
      show: false,
      frame: options.isWindowed,
      kiosk: !options.isWindowed,
      backgroundColor: "#0B1016",
      autoHideMenuBar: true,
      fullscreenable: !options.isWindowed,
      webPreferences: {
        preload: path.join(options.rootFolder, "dist", "preload", "index.cjs"),
        additionalArguments: [`${displayArgument}${number}`],
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        backgroundThrottling: false,
        spellcheck: false,
        // For tiles of pages that the profile names; who may stand in one is the guard's to say (web-pages.ts).
        webviewTag: true,
        zoomFactor: look.zoom,
      },
    });
    this.window.setMenu(null);
    this.window.on("page-title-updated", (event) => event.preventDefault());
    // Whatever a window manager makes of it, the window is put back to the monitor's own bounds.
    for (const event of ["resize", "move", "show", "leave-full-screen"] as const)
      this.window.on(event as "resize", () => this.#correctBounds());
    this.window.webContents.on("render-process-gone", () => this.#reload());
    this.window.webContents.on("did-fail-load", (_event, _code, _text, _address, isMainFrame) => {
      if (isMainFrame) this.#reload();
    });
    this.window.on("unresponsive", () => this.window.webContents.forcefullyCrashRenderer());
    void this.window.loadURL(wallPage(number)).catch(() => {});
    // Shown before the page has painted: the dark ground covers the monitor from the first moment.
    this.window.showInactive();
    this.#correctBounds();
  }

  /** The monitor was moved or got another mode. */
  cover(bounds: Bounds, scaleFactor: number): void {
    this.#wanted = bounds;
    this.#scaleFactor = scaleFactor;
    this.#correctBounds();
    this.#onChange();
  }

  /** Whether the page has ever had figures on the screen, kept ones or the core's. */
  get hasShown(): boolean {
    return this.#hasShown;
  }

  /** The page has said what is on the screen; only what comes from the core makes the window a well one. */
  markPainted(what: Painted): void {
    this.#hasShown = true;
    if (what === "core") {
      this.#paintedAtMs ??= Date.now();
      this.#isPageLost = false;
    }
    this.#onChange();
  }

  view(): DisplayView {
    const bounds = this.window.isDestroyed() ? this.#wanted : this.window.getBounds();
    const state = this.#isPageLost
      ? "page-lost"
      : this.#paintedAtMs === null
        ? "starting"
        : this.#isWindowed || isSame(bounds, this.#wanted)
          ? "ok"
          : "wrong-bounds";
    return {
      number: this.number,
      state,
      bounds: this.#wanted,
      scaleFactor: this.#scaleFactor,
      window: { bounds, state, paintedAtMs: this.#paintedAtMs, reloads: this.#reloads },
    };
  }

  close(): void {
    clearTimeout(this.#reloadTimer);
    if (!this.window.isDestroyed()) this.window.destroy();
  }

  #correctBounds(): void {
    if (this.#isWindowed || this.window.isDestroyed()) return;
    if (!isSame(this.window.getBounds(), this.#wanted)) this.window.setBounds(this.#wanted);
    this.#onChange();
  }

  #reload(): void {
    if (this.window.isDestroyed()) return;
    this.#isPageLost = true;
    this.#reloads += 1;
    const nowMs = Date.now();
    this.#recentReloadsMs = [...this.#recentReloadsMs.filter((atMs) => nowMs - atMs < 60_000), nowMs];
    this.#onChange();
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = setTimeout(
      () => {
        if (!this.window.isDestroyed()) void this.window.loadURL(wallPage(this.number)).catch(() => {});
      },
      this.#recentReloadsMs.length > reloadsAMinute ? calmMs : 0,
    );
  }
}

const isSame = (a: Bounds, b: Bounds): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
