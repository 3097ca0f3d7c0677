import type { Bridge } from "#contract/bridge.ts";
import { keptViewElement } from "#contract/channels.ts";
import type { KeptView } from "#contract/kept-view.ts";
import type { Host } from "./host.ts";

declare global {
  interface Window {
    /** Put there by preload; absent in a browser. */
    readonly wall?: Bridge;
  }
}

/** The host of a window of the shell: of a wall window, or of one that covers no monitor, such as the desk. */
export function electronHost(bridge: Bridge, displays: readonly number[] | null): Host {
  const covered = displays ?? (bridge.display === 0 ? null : [bridge.display]);
  return {
    kind: covered === null ? "web" : "wall",
    displays: covered,
    getAddress: () => bridge.getConnection(),
    onAddress: (listener) => bridge.onConnection(listener),
    keptView: takeKeptView,
    reportPainted: (what) => bridge.reportPainted(what),
    beat: () => bridge.beat(),
    keepView: (view) => bridge.keepView(view === null ? null : JSON.stringify(view)),
    frozenPicture: (display, sinceMs) => bridge.frozenPicture(display, sinceMs),
    frameSound: (frame) => bridge.frameSound(frame),
    onKeepAsked: (listener) => bridge.onKeepAsked(listener),
  };
}

/**
 * What the shell put into this page's document; taken out, since it is dear to hold twice. It was parsed by its schema
 * when it was kept, and the shell has made sure that it is still that, letter for letter.
 */
function takeKeptView(): KeptView | null {
  const element = document.getElementById(keptViewElement);
  if (element === null) return null;
  element.remove();
  return JSON.parse(element.textContent ?? "null") as KeptView | null;
}
