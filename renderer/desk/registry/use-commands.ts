import { useEffect, useLayoutEffect, useRef } from "react";
import type { Command } from "./command.ts";
import { fitOf } from "./press.ts";
import { goOn, type Handlers, offer, offered, runCommand } from "./run.ts";
import { say } from "./said.ts";

type Layer = { view: string | undefined; commands: readonly Command[]; get: () => Handlers; isFirst: boolean };
type Options = {
  /** Before anything on the page hears the key, which then hears nothing of it: for a page with a map, which has keys of its own. */
  isFirst?: boolean;
};

/** Those of every page last. */
const layers: Layer[] = [];
/** The page that is open, whose program may not be read yet. */
let coming: Pick<Layer, "view" | "commands"> | undefined;

/** From now on the keys of this page are meant, also before it is there: the last of them is done as soon as it is. */
export function expectKeysOf(view: string | undefined, commands: readonly Command[]): void {
  coming = view === undefined ? undefined : { view, commands };
}

/** A dialog that has just been closed has the focus for a moment still: a key that comes then is not meant for what is in it. */
const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest("dialog:not([open])") === null && target.closest(selector) !== null;
const isTyping = (target: EventTarget | null): boolean =>
  isIn(target, 'input:not([type="checkbox"], [type="file"]), textarea, select');
const hasDialog = (): boolean => document.querySelector("dialog[open]") !== null;
const isPressing = ({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && (key === "Enter" || key === " ") && isIn(target, "button, a, summary, input");

/**
 * Offers what a page's commands do while it is open, by their keys and by the search. What of them it does not give is not offered.
 * A key that cannot do its work now says why.
 * @param view the page's id; undefined: every page
 */
export function useCommands(
  view: string | undefined,
  commands: readonly Command[],
  handlers: Handlers,
  { isFirst = false }: Options = {},
): void {
  const latest = useRef(handlers);
  // At once, not after painting: whoever hits a key as soon as they see something means that.
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    const get = () => latest.current;
    const layer: Layer = { view, commands, get, isFirst };
    if (view === undefined) layers.push(layer);
    else layers.unshift(layer);
    const undo = offer(view, get);
    return () => {
      undo();
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [view, commands, isFirst]);
  useEffect(() => goOn(view), [view]);
}

/** The desk's only ears: see use-key-listener.ts. @param isFirst before anything on the page hears it */
export function hearKey(event: KeyboardEvent, isFirst: boolean): void {
  if (event.defaultPrevented) return;
  if (!isFirst && coming !== undefined && layers.every(({ view }) => view !== coming?.view)) {
    const command = isPressing(event) ? undefined : meantIn(coming.commands, event);
    if (command !== undefined) {
      event.preventDefault();
      runCommand(command, event);
      return;
    }
  }
  for (const layer of layers) {
    const command = layer.isFirst === isFirst && !isPressing(event) ? meantIn(layer.commands, event) : undefined;
    if (command === undefined) continue;
    const isOffered = offered(command.id) !== undefined;
    if (!isOffered && command.whyNotOffered === undefined) continue;
    event.preventDefault();
    if (isFirst) event.stopPropagation();
    if (isOffered) runCommand(command, event);
    else if (command.whyNotOffered !== undefined) say(command.whyNotOffered);
    return;
  }
}

/** The command whose keys fit best, of those that hear them as the page is. */
function meantIn(commands: readonly Command[], event: KeyboardEvent): Command | undefined {
  const isCovered = hasDialog();
  const types = isTyping(event.target);
  let meant: Command | undefined;
  let best = 0;
  for (const command of commands) {
    if (command.isAlways !== true && (isCovered || (types && command.isWhileTyping !== true))) continue;
    for (const keys of command.keys) {
      const fit = fitOf(keys, event);
      if (fit > best) [meant, best] = [command, fit];
    }
  }
  return meant;
}
