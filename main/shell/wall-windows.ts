import { type BrowserWindow, type Display, screen } from "electron";
import type { Surfaces, SurfaceView } from "#contract/entities/surface.ts";
import type { DisplayView, WallPlan } from "#contract/entities/wall.ts";
import { DisplayNumbers } from "./display-numbers.ts";
import type { Arrangement, KeptArrangement } from "./kept-arrangement.ts";
import type { Options } from "./options.ts";
import { type Pane, type Place, panesOf } from "./panes.ts";
import { WallWindow } from "./wall-window.ts";
import { say } from "./words.ts";

/** A window that takes the place of others is seen once it is ready, or after this: they are not kept up for ever. */
const readyWithinMs = 3_000;
/** The new window has to be whole on the screen, below the old one, before that goes. */
const goneAfterMs = 350;

/** Keeps the right windows on the monitors of the wall while monitors come, go and change, and surfaces are made and split. */
export class WallWindows {
  readonly #options: Options;
  readonly #kept: KeptArrangement;
  readonly #onChange: (views: DisplayView[]) => void;
  readonly #numbers = new DisplayNumbers();
  /** Those that are to be there, by what they cover. */
  readonly #windows = new Map<string, WallWindow>();
  /** Those that others take the place of, until these are ready. */
  readonly #leaving = new Set<WallWindow>();
  #plan: WallPlan | undefined;
  #arrangement: Arrangement | undefined;
  #places: ReadonlyMap<number, Place> = new Map();
  #surfaceOf: ReadonlyMap<number, SurfaceView> = new Map();
  /** What the numbers of the wall are ahead of this machine's own: those of the machines before it. */
  #numbersBefore = 0;
  #pending: NodeJS.Immediate | undefined;
  /** Windows have taken the place of others on these monitors. */
  onReplaced: (displays: readonly number[]) => void = () => {};

  constructor(options: Options, kept: KeptArrangement, onChange: (views: DisplayView[]) => void) {
    this.#options = options;
    this.#kept = kept;
    this.#onChange = onChange;
    this.#arrangement = kept.read();
  }

  /** Windows are there before the core is: their dark ground is what the room sees first. */
  start(): void {
    if (this.#options.isWindowed) return;
    const arrange = () => this.#arrange();
    screen.on("display-added", arrange);
    screen.on("display-removed", arrange);
    screen.on("display-metrics-changed", arrange);
    arrange();
  }

  /** The profile's plan, known once the core is up: monitors beyond it (the operator's own) are left alone. */
  follow(plan: WallPlan, firstNumber: number, surfaces: Surfaces): void {
    this.#plan = plan;
    this.#numbersBefore = firstNumber - 1;
    this.arrange(surfaces);
  }

  /** The monitors that are to be one surface each from now on. */
  arrange(surfaces: Surfaces): void {
    if (this.#plan === undefined) return;
    const { columns, rows } = this.#plan;
    const arrangement = { columns, rows, surfaces };
    if (JSON.stringify(arrangement) !== JSON.stringify(this.#arrangement)) this.#kept.keep(arrangement);
    this.#arrangement = arrangement;
    this.#arrange();
  }

  get surfaces(): Surfaces {
    return this.#arrangement?.surfaces ?? [];
  }

  byContents(contentsId: number): WallWindow | undefined {
    return this.#every().find(({ window }) => !window.isDestroyed() && window.webContents.id === contentsId);
  }

  /** The window in which a monitor's picture is now. @param display a number of the wall; anything else: undefined */
  covering(display: unknown): WallWindow | undefined {
    return this.#every().find(
      ({ window, displays, isRevealed }) =>
        isRevealed && !window.isDestroyed() && displays.some((one) => one === display),
    );
  }

  /** Whether each of the windows whose first monitors these are, as far as it is still there, has had figures on the screen. */
  haveShown(numbers: readonly number[]): boolean {
    return [...this.#windows.values()].every(({ number, hasShown }) => hasShown || !numbers.includes(number));
  }

  /** The number of each window's first monitor. */
  numbers(): number[] {
    return [...this.#windows.values()].map(({ number }) => number);
  }

  all(): BrowserWindow[] {
    return this.#every().flatMap(({ window }) => (window.isDestroyed() ? [] : window));
  }

  /** Those that can be seen, the lowest first. */
  seen(): BrowserWindow[] {
    return this.#every().flatMap(({ window, isRevealed }) => (isRevealed && !window.isDestroyed() ? window : []));
  }

  bringToFront(): void {
    for (const window of this.seen()) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.moveTop();
    }
  }

  /** A monitor beyond the wall's plan: the operator's own. undefined where there is none, or the plan is not known yet. */
  spareDisplay(): Display | undefined {
    if (this.#plan === undefined || this.#options.isWindowed) return undefined;
    const covered = this.#monitorPlaces();
    const numbers = this.#numbersOf(screen.getAllDisplays());
    return screen.getAllDisplays().find(({ id }) => !covered.has(numbers.get(id) ?? 0));
  }

  views(): DisplayView[] {
    const there = [...this.#windows.values()].flatMap((window) =>
      window.displays.flatMap((number) => {
        const place = this.#places.get(number);
        return place === undefined ? [] : window.view(number, place.bounds);
      }),
    );
    const numbers = new Set(there.map(({ number }) => number));
    // What a joined machine does not have the first one misses.
    const count = this.#plan && !this.#options.join ? this.#plan.columns * this.#plan.rows : 0;
    const missing = Array.from({ length: count }, (_, index) => index + 1).filter((n) => !numbers.has(n));
    return [
      ...there,
      ...missing.map((number) => ({ number, state: "missing" as const, bounds: null, scaleFactor: 1, window: null })),
    ]
      .map((view) => {
        const surface = this.#surfaceOf.get(view.number);
        return surface === undefined ? view : { ...view, surface };
      })
      .sort((a, b) => a.number - b.number);
  }

  close(): void {
    screen.removeAllListeners();
    for (const window of this.#every()) window.close();
    this.#windows.clear();
    this.#leaving.clear();
  }

  #every(): WallWindow[] {
    return [...this.#leaving, ...this.#windows.values()];
  }

  /** On the wall, by the system's ids. */
  #numbersOf(displays: readonly Display[]): Map<number, number> {
    const own = [...this.#numbers.assign(displays)].filter(([, number]) => number <= this.#options.mostMonitors);
    return new Map(own.map(([id, number]) => [id, number + this.#numbersBefore]));
  }

  #arrange(): void {
    // Which numbers a joined machine has, its core knows.
    if (this.#options.join && this.#plan === undefined) return;
    this.#places = this.#options.isWindowed ? this.#windowedPlaces() : this.#monitorPlaces();
    const { columns, rows, surfaces } = this.#arrangement ?? { columns: 1, rows: 1, surfaces: [] };
    const { panes, surfaceOf } = panesOf(this.#places, { columns, rows }, surfaces, this.#options.isWindowed);
    this.#surfaceOf = surfaceOf;
    const wanted = new Map(panes.map((pane) => [pane.displays.join(), pane]));
    for (const [key, window] of this.#windows) {
      if (wanted.has(key)) continue;
      this.#windows.delete(key);
      if (window.isRevealed) this.#leaving.add(window);
      else window.close();
    }
    for (const [key, pane] of wanted) {
      const window = this.#windows.get(key) ?? this.#comeBack(key) ?? this.#open(key, pane);
      window.cover(pane.bounds, pane.scaleFactor);
    }
    this.#settle();
    this.#changed();
  }

  /** What was about to go is there still. */
  #comeBack(key: string): WallWindow | undefined {
    const window = [...this.#leaving].find((one) => one.displays.join() === key);
    if (window === undefined) return undefined;
    this.#leaving.delete(window);
    window.keepAbove(false);
    this.#windows.set(key, window);
    return window;
  }

  #open(key: string, pane: Pane): WallWindow {
    const { displays } = pane;
    // What stands there now is right but for the frames between; nobody is to see a page that is being loaded.
    const isBehind = [...this.#leaving].some((one) => one.displays.some((display) => displays.includes(display)));
    if (isBehind) this.onReplaced(displays);
    const title = say("display", this.#options.language, { number: displays.join("+") });
    const window = new WallWindow(pane, { title, isBehind }, this.#options, () => {
      this.#settle();
      this.#changed();
    });
    this.#windows.set(key, window);
    if (isBehind) setTimeout(() => this.#reveal(window), readyWithinMs);
    return window;
  }

  #reveal(window: WallWindow): void {
    if (window.isRevealed || this.#windows.get(window.displays.join()) !== window) return;
    for (const old of this.#leaving) if (this.#isWhole(old)) old.keepAbove(true);
    window.reveal();
    this.onReplaced([]);
    setTimeout(() => this.#settle(), goneAfterMs);
  }

  /** Shows what is ready, and takes away what nothing is waited for any more in the place of. */
  #settle(): void {
    for (const window of this.#windows.values()) if (!window.isRevealed && window.isReady) this.#reveal(window);
    const hidden = [...this.#windows.values()].filter(({ isRevealed }) => !isRevealed);
    for (const window of this.#leaving) {
      if (hidden.some(({ displays }) => displays.some((display) => window.displays.includes(display)))) continue;
      this.#leaving.delete(window);
      // On a monitor that is gone nothing takes its place, and the window manager puts it over one that is still there.
      const isReplaced = [...this.#windows.values()].some(({ displays }) =>
        displays.some((display) => window.displays.includes(display)),
      );
      // One whose monitors are not what they were shows nothing that is worth waiting for.
      if (!isReplaced || !this.#isWhole(window)) window.close();
      else setTimeout(() => window.close(), goneAfterMs);
    }
  }

  #isWhole(window: WallWindow): boolean {
    return window.isWhole((display) => this.#places.get(display)?.bounds);
  }

  #monitorPlaces(): Map<number, Place> {
    const displays = screen.getAllDisplays();
    const numbers = this.#numbersOf(displays);
    const limit = this.#plan ? this.#plan.columns * this.#plan.rows : Number.POSITIVE_INFINITY;
    const places = displays
      .map((display: Display) => [numbers.get(display.id) ?? Number.POSITIVE_INFINITY, display] as const)
      .filter(([number]) => number <= limit && Number.isFinite(number));
    return new Map(
      places.map(([number, { bounds, scaleFactor }]) => [number, { bounds, scaleFactor, zoom: 1 }] as const),
    );
  }

  /** For a laptop: the monitors side by side in the work area of the one screen, each page zoomed to its own full size. */
  #windowedPlaces(): Map<number, Place> {
    const places = new Map<number, Place>();
    if (!this.#plan) return places;
    const { columns, rows, resolution } = this.#plan;
    const { workArea, scaleFactor } = screen.getPrimaryDisplay();
    const zoom = Math.min(
      workArea.width / columns / resolution.width,
      (workArea.height - 40 * rows) / rows / resolution.height,
    );
    const width = Math.floor(resolution.width * zoom);
    const height = Math.floor(resolution.height * zoom);
    for (let index = this.#numbersBefore; index < columns * rows; index += 1) {
      const x = workArea.x + (index % columns) * width;
      const y = workArea.y + Math.floor(index / columns) * (height + 40);
      places.set(index + 1, { bounds: { x, y, width, height }, scaleFactor, zoom });
    }
    return places;
  }

  /** Several changes of one moment are told as one. */
  #changed(): void {
    this.#pending ??= setImmediate(() => {
      this.#pending = undefined;
      this.#onChange(this.views());
    });
  }
}
