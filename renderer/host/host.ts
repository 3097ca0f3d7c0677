import type { Painted } from "#contract/bridge.ts";
import type { KeptView } from "#contract/kept-view.ts";

/** Where the core is. The token is absent in a browser, whose session cookie goes along by itself. */
export type CoreAddress = { origin: string; token?: string };

/** What the page stands in: a window of the shell or a browser. Both give the same. */
export type Host = {
  readonly kind: "wall" | "web";
  /** The monitors this page covers, from 1: one, or those of a surface; null where the page shows the whole wall. */
  readonly displays: readonly number[] | null;
  /** Null while the core is not up yet; `onAddress` then tells. */
  getAddress(): Promise<CoreAddress | null>;
  /** Calls back on every (re)start of the core; returns its undo. */
  onAddress(listener: (address: CoreAddress) => void): () => void;
  /** What was kept of this monitor from an earlier run; null where nothing was, and in a browser. */
  keptView(): KeptView | null;
  /** The page has painted for the first time since it was loaded: what was kept, or what the core told. */
  reportPainted(what: Painted): void;
  /** The page is alive; in a browser nobody asks. */
  beat(): void;
  /** Gives what the page shows to be kept, null to forget what was; a browser keeps nothing. */
  keepView(view: KeptView | null): void;
  /**
   * A picture of this page on one of its monitors, taken at the first time it is asked for with this moment; null forgets it. Resolves with null
   * where none could be taken, as in a browser.
   */
  frozenPicture(display: number, sinceMs: number | null): Promise<Uint8Array | null>;
  /**
   * What `getUserMedia` takes within ten seconds to hear a frame of a page of the net, by the number of its contents. Resolves
   * with null where there is no such frame, as in a browser.
   */
  frameSound(frame: number): Promise<string | null>;
  /** Calls back when the program is about to end and wants the view once more; returns its undo. */
  onKeepAsked(listener: () => void): () => void;
};
