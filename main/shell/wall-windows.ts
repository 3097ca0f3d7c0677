import { type BrowserWindow, type Display, screen } from "electron";
import type { Bounds, DisplayView, WallPlan } from "#contract/entities/wall.ts";
import { DisplayNumbers } from "./display-numbers.ts";
import type { Options } from "./options.ts";
import { WallWindow } from "./wall-window.ts";
import { say } from "./words.ts";

/** Keeps one right window on every monitor of the wall while monitors come, go and change. */
export class WallWindows {
  readonly #options: Options;
  readonly #onChange: (views: DisplayView[]) => void;
  readonly #numbers = new DisplayNumbers();
  readonly #windows = new Map<number, WallWindow>();
  #plan: WallPlan | undefined;
  /** What the numbers of the wall are ahead of this machine's own: those of the machines before it. */
  #numbersBefore = 0;
  #pending: NodeJS.Immediate | undefined;

  constructor(options: Options, onChange: (views: DisplayView[]) => void) {
    this.#options = options;
    this.#onChange = onChange;
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
  follow(plan: WallPlan, firstNumber: number): void {
    this.#plan = plan;
    this.#numbersBefore = firstNumber - 1;
    this.#arrange();
  }

  byContents(contentsId: number): WallWindow | undefined {
    return [...this.#windows.values()].find(({ window }) => window.webContents.id === contentsId);
  }

  /** Whether each of these monitors' windows, as far as it is still there, has had figures on the screen. */
  haveShown(numbers: readonly number[]): boolean {
    return numbers.every((number) => this.#windows.get(number)?.hasShown !== false);
  }

  /** The numbers of the monitors that have a window. */
  numbers(): number[] {
    return [...this.#windows.keys()];
  }

  all(): BrowserWindow[] {
    return [...this.#windows.values()].map(({ window }) => window).filter((window) => !window.isDestroyed());
  }

  /** A monitor beyond the wall's plan: the operator's own. undefined where there is none, or the plan is not known yet. */
  spareDisplay(): Display | undefined {
    if (this.#plan === undefined || this.#options.isWindowed) return undefined;
    const covered = this.#monitorPlaces();
    const numbers = this.#numbersOf(screen.getAllDisplays());
    return screen.getAllDisplays().find(({ id }) => !covered.has(numbers.get(id) ?? 0));
  }

  views(): DisplayView[] {
    // What a joined machine does not have the first one misses.
    const count = this.#plan && !this.#options.join ? this.#plan.columns * this.#plan.rows : 0;
    const missing = Array.from({ length: count }, (_, index) => index + 1).filter((n) => !this.#windows.has(n));
    return [
      ...[...this.#windows.values()].map((window) => window.view()),
      ...missing.map((number) => ({ number, state: "missing" as const, bounds: null, scaleFactor: 1, window: null })),
    ].sort((a, b) => a.number - b.number);
  }

  close(): void {
    screen.removeAllListeners();
    for (const window of this.#windows.values()) window.close();
    this.#windows.clear();
  }

  /** On the wall, by the system's ids. */
  #numbersOf(displays: readonly Display[]): Map<number, number> {
    const own = [...this.#numbers.assign(displays)].filter(([, number]) => number <= this.#options.mostMonitors);
    return new Map(own.map(([id, number]) => [id, number + this.#numbersBefore]));
  }

  #arrange(): void {
    // Which numbers a joined machine has, its core knows.
    if (this.#options.join && this.#plan === undefined) return;
    const wanted = this.#options.isWindowed ? this.#windowedPlaces() : this.#monitorPlaces();
    for (const [number, window] of this.#windows) {
      if (wanted.has(number)) continue;
      window.close();
      this.#windows.delete(number);
    }
    for (const [number, place] of wanted) {
      const window = this.#windows.get(number);
      if (window) window.cover(place.bounds, place.scaleFactor);
      else {
        const look = { ...place, title: say("display", this.#options.language, { number }) };
        this.#windows.set(number, new WallWindow(number, place.bounds, look, this.#options, () => this.#changed()));
      }
    }
    this.#changed();
  }

  #monitorPlaces(): Map<number, { bounds: Bounds; scaleFactor: number; zoom: number }> {
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
  #windowedPlaces(): Map<number, { bounds: Bounds; scaleFactor: number; zoom: number }> {
    const places = new Map<number, { bounds: Bounds; scaleFactor: number; zoom: number }>();
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
