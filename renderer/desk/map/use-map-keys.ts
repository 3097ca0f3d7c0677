import { useKeyListener } from "../use-key-listener.ts";

export type MapKeys = {
  /** CSS pixels that the view goes by. */
  pan(x: number, y: number): void;
  zoom(levels: number): void;
  whole(): void;
  search(): void;
  measure(kind: "distance" | "area"): void;
  /** Enter: what stands in the middle, or a corner there while something is drawn. */
  point(): void;
  unpoint(): void;
  drop(): void;
  display(number: number): void;
  push(): void;
  data(): void;
};

const stepPx = 120;
const typed = 'input:not([type="file"]), textarea, select, dialog';
const pressed = 'button, a, summary, input[type="file"]';
const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** The keys of the map's view, while nobody types. A button that has the focus keeps Space and Enter to itself. */
export function useMapKeys(keys: MapKeys): void {
  useKeyListener((event) => {
    if (isIn(event.target, typed)) return;
    const run = actionOf(event, keys);
    if (run === undefined) return;
    event.preventDefault();
    // The engine has keys of its own on its canvas: one step, not two.
    event.stopPropagation();
    run();
  }, true);
}

function actionOf(event: KeyboardEvent, keys: MapKeys): (() => void) | undefined {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (event.altKey && digit !== undefined) return () => keys.display(Number(digit));
  if (event.altKey || event.metaKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.ctrlKey) return key === "k" ? keys.search : undefined;
  if ((key === " " || key === "enter") && isIn(event.target, pressed)) return undefined;
  const plain: Record<string, () => void> = {
    arrowup: () => keys.pan(0, -stepPx),
    arrowdown: () => keys.pan(0, stepPx),
    arrowleft: () => keys.pan(-stepPx, 0),
    arrowright: () => keys.pan(stepPx, 0),
    "+": () => keys.zoom(1),
    "=": () => keys.zoom(1),
    "-": () => keys.zoom(-1),
    "0": keys.whole,
    "/": keys.search,
    m: () => keys.measure("distance"),
    a: () => keys.measure("area"),
    n: keys.data,
    enter: keys.point,
    backspace: keys.unpoint,
    escape: keys.drop,
    " ": keys.push,
  };
  return plain[key];
}
