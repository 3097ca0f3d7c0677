import { makeStore } from "../../state/store.ts";
import type { Command } from "./command.ts";
import { openView } from "./navigation.ts";
import { say, sayNothing } from "./said.ts";
import { whyNot } from "./why-not.ts";

export type Handler = (event?: KeyboardEvent) => void;
/** What each command does, by its id; what is not in it is not offered. */
export type Handlers = Readonly<Record<string, Handler | undefined>>;

/** What pages that are open offer; a later one before an earlier. */
const offers: { view: string | undefined; get: () => Handlers }[] = [];

export const offered = (id: string): Handler | undefined => {
  for (const { get } of offers.toReversed()) {
    const handler = get()[id];
    if (handler !== undefined) return handler;
  }
  return undefined;
};

/** @returns its undo */
export function offer(view: string | undefined, get: () => Handlers): () => void {
  const own = { view, get };
  offers.push(own);
  return () => offers.splice(offers.indexOf(own), 1);
}

/** What waits for its view, which is being opened. */
const waiting = makeStore<{ command: Command; event: KeyboardEvent | undefined; since: number } | null>(null);
/** A view that has not come by then will not do what nobody expects any more. */
const waitMs = 5_000;

/** Does it as far as it can be done now, wherever the operator is: its view is opened first. */
export function runCommand(command: Command, event?: KeyboardEvent): void {
  sayNothing();
  const why = whyNot(command);
  const handler = offered(command.id);
  if (why !== undefined) say(why);
  else if (handler !== undefined) handler(event);
  else if (!offers.some(({ view }) => view === command.view)) {
    waiting.setState({ command, event, since: performance.now() }, true);
    if (command.view !== undefined) openView(command.view);
  } else if (command.whyNotOffered !== undefined) say(command.whyNotOffered);
}

/** To be called by a view when it is there: does what waited for it, or says why it cannot. @param view its id */
export function goOn(view: string | undefined): void {
  const wanted = waiting.getState();
  if (wanted === null || wanted.command.view !== view) return;
  waiting.setState(null, true);
  if (performance.now() - wanted.since > waitMs) return;
  const handler = offered(wanted.command.id);
  const why = whyNot(wanted.command) ?? (handler === undefined ? wanted.command.whyNotOffered : undefined);
  if (why !== undefined) say(why);
  else handler?.(wanted.event);
}
