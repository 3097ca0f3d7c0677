import { useKeyListener } from "../use-key-listener.ts";

export type EditorKeys = {
  /** Units to the right and down; with shift the size instead of the place. */
  arrow(x: number, y: number, isSize: boolean): void;
  /** A digit, from 1: a tile. Alt and a digit: a monitor. */
  tile(number: number): void;
  display(number: number): void;
  all(): void;
  none(): void;
  add(): void;
  /** To begin a scene. */
  begin(): void;
  form(): void;
  remove(): void;
  duplicate(): void;
  copy(isCut: boolean): void;
  paste(): void;
  swap(): void;
  whole(): void;
  undo(): void;
  redo(): void;
  save(): void;
  saveAs(): void;
  saveAndPrepare(): void;
};

/** With Ctrl an arrow goes so many units: a quarter of a monitor. */
const leap = 6;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select") !== null;

/** The keys of the editor. While somebody types, only those with Ctrl that mean nothing to a text; none under a dialog. */
export function useEditorKeys(keys: EditorKeys): void {
  useKeyListener((event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
    const run = isTyping(event.target) ? whileTyping(event, keys) : actionOf(event, keys);
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
}

function whileTyping(event: KeyboardEvent, keys: EditorKeys): (() => void) | undefined {
  if (event.key === "Escape") return () => (event.target as HTMLElement).blur();
  return event.ctrlKey || event.metaKey ? saving(event, keys) : undefined;
}

function saving(event: KeyboardEvent, keys: EditorKeys): (() => void) | undefined {
  if (event.key.toLowerCase() === "s") return event.shiftKey ? keys.saveAs : keys.save;
  return event.key === "Enter" ? keys.saveAndPrepare : undefined;
}

function actionOf(event: KeyboardEvent, keys: EditorKeys): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const arrow = { arrowleft: [-1, 0], arrowright: [1, 0], arrowup: [0, -1], arrowdown: [0, 1] }[key];
  const hasControl = event.ctrlKey || event.metaKey;
  if (arrow !== undefined && !event.altKey) {
    const [x = 0, y = 0] = arrow.map((one) => (hasControl ? one * leap : one));
    return () => keys.arrow(x, y, event.shiftKey);
  }
  if (hasControl) {
    const run: Record<string, () => void> = {
      z: event.shiftKey ? keys.redo : keys.undo,
      y: keys.redo,
      a: keys.all,
      d: keys.duplicate,
      c: () => keys.copy(false),
      x: () => keys.copy(true),
      v: keys.paste,
    };
    return saving(event, keys) ?? run[key];
  }
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit !== undefined) return () => (event.altKey ? keys.display(Number(digit)) : keys.tile(Number(digit)));
  if (event.altKey) return undefined;
  const onButton = (event.target as HTMLElement | null)?.closest?.("button") != null;
  const plain: Record<string, () => void> = {
    escape: keys.none,
    "/": keys.add,
    n: keys.begin,
    delete: keys.remove,
    backspace: keys.remove,
    x: keys.swap,
    w: keys.whole,
    ...(onButton ? {} : { enter: keys.form }),
  };
  return plain[key];
}
