import { wallAlone } from "#contract/told.ts";
import { browserHost } from "../../host/browser.ts";
import { connectionStore } from "../../state/connection.ts";
import { markPainted } from "../../state/painted.ts";
import { startSession } from "../../state/session.ts";
import { keepSiteNames } from "./site-names.ts";
import { topicsOf, wantsStore } from "./wants.ts";

/** More often than this nobody reads a figure in a hand, and a phone's battery and line are spared. */
const maxRateHz = 1;
const nothing = () => new Map();

/**
 * The live line, with the schemas and stores of all that it tells: loaded after the first painting, from the same core that gave the page.
 * @param onRefused the core does not take this page any more, as after the end of its session
 * @returns its end
 */
export function startLiveLine(onRefused: () => void): () => void {
  // What the wall's panels hold back until a page has painted need wait no longer.
  markPainted();
  const wanted = () => topicsOf(wantsStore.getState(), wallAlone);
  const names = keepSiteNames(() => session.named());
  const session = startSession(browserHost(window.location.origin, null), {
    first: wanted(),
    topicsOf: wanted,
    open: nothing,
    namesOf: names.of,
    maxRateHz,
    network: window,
  });
  // A page that goes and the next that comes are one change: told apart, the line would be told nothing in between.
  let isDue = false;
  const undoWants = wantsStore.subscribe(() => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      session.wantAnew();
    });
  });
  const undoState = connectionStore.subscribe(({ phase }) => phase === "refused" && onRefused());
  return () => {
    undoWants();
    undoState();
    names.stop();
    session.stop();
  };
}
