import { useKeyListener } from "../use-key-listener.ts";

export type WallKeys = {
  /** A digit, from 1: a scene. */
  scene(number: number): void;
  /** Alt and a digit: a monitor. */
  display(number: number): void;
  take(): void;
  drop(): void;
  search(): void;
  blank(isOnlySelected: boolean): void;
  giveBack(): void;
  /** To give back control of the wall. */
  release(): void;
  /** Has the chosen monitor stand still, or go on. */
  freeze(): void;
  identify(): void;
  banner(): void;
  /** Something of the chosen monitor is heard; again: the next, then nothing. */
  listen(): void;
  mute(): void;
  /** Louder or less loud, in percent. */
  level(by: number): void;
  /** To give the scene another key. */
  number(): void;
  /** To join monitors into one surface, or split one. */
  surfaces(): void;
  /** To the editor, with what is prepared, else with what is on air. */
  edit(): void;
  steer(): void;
  /** To take figures of what is looked at away. */
  takeAway(): void;
  undo(): void;
  redo(): void;
  /** To the list of what was done, to take any of it back. */
  deeds(): void;
};

const levelStep = 10;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null;

/** The keys of the wall's view, while nobody types. A button that has the focus keeps Space and Enter to itself. */
export function useWallKeys(keys: WallKeys): void {
  useKeyListener((event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const run = actionOf(event, keys);
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
}

function actionOf(event: KeyboardEvent, keys: WallKeys): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") return event.shiftKey ? keys.redo : keys.undo;
    if (key === "y") return keys.redo;
    return key === "k" ? keys.search : undefined;
  }
  if (digit !== undefined) return () => (event.altKey ? keys.display(Number(digit)) : keys.scene(Number(digit)));
  if (event.altKey) return undefined;
  if (key === " " && (event.target as HTMLElement | null)?.closest?.("button") == null) return keys.take;
  if (key === "b") return () => keys.blank(event.shiftKey);
  const plain: Record<string, () => void> = {
    escape: keys.drop,
    "/": keys.search,
    g: keys.giveBack,
    q: keys.release,
    f: keys.freeze,
    i: keys.identify,
    t: keys.banner,
    l: keys.listen,
    m: keys.mute,
    "-": () => keys.level(-levelStep),
    "=": () => keys.level(levelStep),
    "+": () => keys.level(levelStep),
    k: keys.number,
    n: keys.surfaces,
    e: keys.edit,
    p: keys.steer,
    x: keys.takeAway,
    z: keys.deeds,
  };
  return plain[key];
}
