import { BrowserWindow } from "electron";
import type { Painted } from "#contract/bridge.ts";
import { displayArgument, standInArgument, unprotectedArgument } from "#contract/channels.ts";
import type { CodedMessage } from "#contract/coded-message.ts";
import type { Bounds, DisplayView, Restart } from "#contract/entities/wall.ts";
import { wallPage } from "./app-scheme.ts";
import type { Options } from "./options.ts";
import { type PageWatch, watchPage } from "./page-watch.ts";
import type { Pane } from "./panes.ts";
import { logRestart } from "./restart-log.ts";
import { windowIcon } from "./window-icon.ts";

/** A page that was reloaded this often within a minute waits before the next try: a page that dies at once must not burn the machine. */
const reloadsAMinute = 6;
const calmMs = 10_000;
const redrawAfterMs = 100;
/** A window manager that insists is let be: the window is told of as out of place. */
const mostRedraws = 20;

/**
 * A window that covers one monitor of the wall, or a surface of several, exactly, and shows its page whatever happens to it.
 */
export class WallWindow {
  /** Row by row. */
  readonly displays: readonly number[];
  /** The first of them. */
  readonly number: number;
  readonly window: BrowserWindow;
  readonly #onChange: () => void;
  readonly #isWindowed: boolean;
  #wanted: Bounds;
  #scaleFactor: number;
  #paintedAtMs: number | null = null;
  #hasShown = false;
  #isReady = false;
  #isPageLost = false;
  #isRevealed = false;
  readonly #columns: number;
  readonly #watch: PageWatch;
  /** Why its page is being ended, until it has. */
  #ending: CodedMessage | undefined;
  #lastReload: Restart | undefined;
  #reloads = 0;
  #recentReloadsMs: number[] = [];
  #reloadTimer: NodeJS.Timeout | undefined;
  #redrawTimer: NodeJS.Timeout | undefined;
  #redraws = 0;
  /** The size it has between is its own doing. */
  #isResizing = false;

  /**
   * @param pane device-independent pixels; windowed: of the ordinary window, with its zoom: how much smaller than its monitor
   *   it is
   * @param look.isBehind it is not to be seen before `reveal`: others stand in its place until it is ready
   */
  constructor(pane: Pane, look: { title: string; isBehind: boolean }, options: Options, onChange: () => void) {
    const { displays, bounds } = pane;
    this.displays = displays;
    this.number = displays[0] ?? 1;
    this.#columns = pane.columns;
    this.#wanted = bounds;
    this.#scaleFactor = pane.scaleFactor;
    // Full screen is one monitor's affair; a window without a frame covers several by its bounds alone.
    const isKiosk = !options.isWindowed && displays.length === 1;
    this.#onChange = onChange;
    this.#isWindowed = options.isWindowed;
    this.window = new BrowserWindow({
      ...bounds,
      title: look.title,
      icon: windowIcon(options.rootFolder),
      show: false,
      frame: options.isWindowed,
      kiosk: isKiosk,
      backgroundColor: "#0B1016",
      autoHideMenuBar: true,
      fullscreenable: isKiosk,
      ...(isKiosk || options.isWindowed ? {} : { hasShadow: false, thickFrame: false, roundedCorners: false }),
      webPreferences: {
        preload: options.preloadFile,
        additionalArguments: [
          `${displayArgument}${this.number}`,
          ...(options.isUnprotected ? [unprotectedArgument] : []),
          ...(options.release?.isStandIn ? [`${standInArgument}${options.release.electron}`] : []),
        ],
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        backgroundThrottling: false,
        spellcheck: false,
        // For tiles of pages that the profile names; who may stand in one is the guard's to say (web-pages.ts).
        webviewTag: true,
        zoomFactor: pane.zoom,
      },
    });
    this.window.setMenu(null);
    this.window.on("page-title-updated", (event) => event.preventDefault());
    // Whatever a window manager makes of it, the window is put back to the monitor's own bounds.
    for (const event of ["resize", "move", "show", "leave-full-screen"] as const)
      this.window.on(event as "resize", () => this.#correctBounds());
    const seconds = (looks: number) => Math.round((looks * options.lookAtPagesEveryMs) / 1_000);
    this.#watch = watchPage(options.lookAtPagesEveryMs, onChange, (looks) =>
      this.#endPage({ code: "page.hung", params: { seconds: seconds(looks) } }),
    );
    this.window.webContents.on("did-start-navigation", (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#watch.begin();
    });
    this.window.webContents.on("render-process-gone", (_event, { reason }) =>
      this.#reload({ code: "page.died", params: { detail: reason } }),
    );
    this.window.webContents.on("did-fail-load", (_event, _code, detail, _address, isMainFrame) => {
      if (isMainFrame) this.#reload({ code: "page.not-loaded", params: { detail } });
    });
    this.window.on("unresponsive", () => this.#endPage({ code: "page.hung", params: { seconds: seconds(30) } }));
    void this.window.loadURL(wallPage(displays)).catch(() => {});
    // Shown before the page has painted: the dark ground covers the monitor from the first moment.
    if (look.isBehind) this.window.webContents.setAudioMuted(true);
    else this.reveal();
  }

  get isRevealed(): boolean {
    return this.#isRevealed;
  }

  /** Whether it has what is on the wall now on its page. */
  get isReady(): boolean {
    return this.#isReady;
  }

  reveal(): void {
    if (this.#isRevealed || this.window.isDestroyed()) return;
    this.#isRevealed = true;
    this.window.webContents.setAudioMuted(false);
    if (this.displays.length > 1 && !this.#isWindowed) {
      // A window manager cuts what comes up larger than a monitor, and may choose another one for it; what grows afterwards it lets be.
      const { x, y, width, height } = this.#wanted;
      const rows = this.displays.length / this.#columns;
      this.#isResizing = true;
      this.window.setBounds({ x, y, width: Math.floor(width / this.#columns), height: Math.floor(height / rows) });
      this.window.showInactive();
      this.#isResizing = false;
    } else this.window.showInactive();
    this.#correctBounds();
  }

  /** A monitor's part of the page, device-independent pixels; undefined where it is the whole. */
  partOf(display: number): Bounds | undefined {
    const at = this.displays.indexOf(display);
    if (this.displays.length === 1 || at < 0) return undefined;
    const [wide = 0, high = 0] = this.window.getContentSize();
    const width = Math.round(wide / this.#columns);
    const height = Math.round((high * this.#columns) / this.displays.length);
    return { x: (at % this.#columns) * width, y: Math.floor(at / this.#columns) * height, width, height };
  }

  /**
   * Whether all its monitors are still there, where they were: if not, the window manager has by now made something else of it.
   * @param placeOf undefined: the monitor is gone
   */
  isWhole(placeOf: (display: number) => Bounds | undefined): boolean {
    const { x, y, width, height } = this.#wanted;
    const [wide, high] = [width / this.#columns, (height * this.#columns) / this.displays.length];
    return this.displays.every((display, at) => {
      const place = placeOf(display);
      const [left, top] = [x + (at % this.#columns) * wide, y + Math.floor(at / this.#columns) * high];
      return place !== undefined && isSame(place, { x: left, y: top, width: wide, height: high });
    });
  }

  /** The monitor was moved or got another mode. */
  cover(bounds: Bounds, scaleFactor: number): void {
    this.#wanted = bounds;
    this.#scaleFactor = scaleFactor;
    this.#redraws = 0;
    this.#correctBounds();
    this.#onChange();
  }

  /** Whether the page has ever had figures on the screen, kept ones or the core's. */
  get hasShown(): boolean {
    return this.#hasShown;
  }

  /** The page has said what is on it; only what comes from the core makes the window a well one. */
  markPainted(what: Painted): void {
    if (what === "ready") this.#isReady = true;
    else this.#hasShown = true;
    if (what === "core") {
      this.#paintedAtMs ??= Date.now();
      this.#isPageLost = false;
    }
    this.#onChange();
  }

  /** Its page says that it is alive. */
  beat(): void {
    this.#watch.beat();
  }

  /** @param place of the monitor itself, which may be a part of what the window covers */
  view(number: number, place: Bounds): DisplayView {
    const bounds = this.window.isDestroyed() ? this.#wanted : this.window.getBounds();
    const state = this.#isPageLost
      ? "page-lost"
      : this.#watch.isHung
        ? "page-hung"
        : this.#paintedAtMs === null
          ? "starting"
          : this.#isWindowed || isSame(bounds, this.#wanted)
            ? "ok"
            : "wrong-bounds";
    const lastReload = this.#lastReload;
    return {
      number,
      state,
      bounds: place,
      scaleFactor: this.#scaleFactor,
      window: {
        bounds,
        state,
        paintedAtMs: this.#paintedAtMs,
        reloads: this.#reloads,
        ...(lastReload === undefined ? {} : { lastReload }),
      },
    };
  }

  close(): void {
    this.#watch.stop();
    clearTimeout(this.#redrawTimer);
    clearTimeout(this.#reloadTimer);
    if (!this.window.isDestroyed()) this.window.destroy();
  }

  #correctBounds(): void {
    if (this.#isWindowed || this.#isResizing || this.window.isDestroyed()) return;
    const bounds = this.window.getBounds();
    if (!isSame(bounds, this.#wanted)) {
      this.window.setBounds(this.#wanted);
      // One that was only moved has all its picture.
      const isCut = bounds.width !== this.#wanted.width || bounds.height !== this.#wanted.height;
      if (isCut && this.displays.length > 1) this.#redrawSoon();
    }
    this.#onChange();
  }

  /**
   * A window manager may cut a window of several monitors to one of them as it comes up. Put back to its size within the same
   * moment, Chromium (on X11; see compat.ts) keeps the ground of the toolkit, white, where it was cut, until it gets another size.
   */
  #redrawSoon(): void {
    clearTimeout(this.#redrawTimer);
    if (this.#redraws >= mostRedraws) return;
    this.#redraws += 1;
    this.#redrawTimer = setTimeout(() => {
      if (this.window.isDestroyed()) return;
      this.#isResizing = true;
      // Not larger, which a window manager answers by putting it elsewhere: it went to and fro for seconds.
      this.window.setBounds({ ...this.#wanted, height: this.#wanted.height - 1 });
      this.window.setBounds(this.#wanted);
      // What the window manager makes of it comes later, not always with an event.
      this.#redrawTimer = setTimeout(() => {
        this.#isResizing = false;
        this.#correctBounds();
      }, redrawAfterMs);
    }, redrawAfterMs);
  }

  /** It stays above whatever comes up in its place, which is what is heard from then on, until it goes. */
  keepAbove(isAbove: boolean): void {
    if (this.window.isDestroyed()) return;
    this.window.setAlwaysOnTop(isAbove);
    this.window.webContents.setAudioMuted(isAbove);
  }

  /** By the system, since a process that is stopped takes no message of Chromium's. Its end has it loaded anew. */
  #endPage(why: CodedMessage): void {
    if (this.window.isDestroyed()) return;
    this.#ending = why;
    const pid = this.window.webContents.getOSProcessId();
    try {
      if (pid > 0) return void process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
    this.#reload(why);
  }

  #reload(why: CodedMessage): void {
    if (this.window.isDestroyed()) return;
    const reason = this.#ending ?? why;
    this.#ending = undefined;
    this.#lastReload = { atMs: Date.now(), reason };
    logRestart(`monitor ${this.displays.join("+")}`, reason);
    this.#isPageLost = true;
    this.#reloads += 1;
    const nowMs = Date.now();
    this.#recentReloadsMs = [...this.#recentReloadsMs.filter((atMs) => nowMs - atMs < 60_000), nowMs];
    this.#onChange();
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = setTimeout(
      () => {
        if (!this.window.isDestroyed()) void this.window.loadURL(wallPage(this.displays)).catch(() => {});
      },
      this.#recentReloadsMs.length > reloadsAMinute ? calmMs : 0,
    );
  }
}

const isSame = (a: Bounds, b: Bounds): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
