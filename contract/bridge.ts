import { z } from "zod";

/** Where a window finds its core. Told anew when the shell has restarted the core. */
export const Connection = z.strictObject({
  /** http://127.0.0.1:7780 */
  origin: z.url(),
  token: z.string(),
});
export type Connection = z.infer<typeof Connection>;

/** `window.wall`: all that a page of the shell can ask of it. Absent in a browser. */
export type Bridge = {
  /** The number of the monitor this window covers, from 1, of several the lowest; 0 for the desk, which covers none. */
  readonly display: number;
  /** Chromium runs without its sandbox, as root: pages of the net, which others write, are not shown. */
  readonly isUnprotected: boolean;
  /** The version of the Electron that stands in for the current one, which every page says; null in a release and from source. */
  readonly standIn: string | null;
  /** Resolves with null while the core is not up yet; `onConnection` then tells. */
  getConnection(): Promise<Connection | null>;
  /** Calls back on every (re)start of the core; returns its undo. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /**
   * The page has painted for the first time since it was loaded. kept: the view that was kept from an earlier run · core:
   * what the core told. ready comes before core: all of that stands on the page, though maybe on no screen yet, since Chromium
   * draws a window that nobody sees once a second or not at all.
   */
  reportPainted(what: Painted): void;
  /** The page is alive: said every second. A page that says nothing is ended and loaded anew. */
  beat(): void;
  /** Gives what the page shows to be kept, a KeptView as JSON; one that cannot be kept is dropped. null: keep nothing of it. */
  keepView(view: string | null): void;
  /**
   * The page's picture on one of its monitors, for the desk that of the window which covers the monitor, as PNG, taken now, or at the first time it was asked for with this moment: a
   * page that was loaded again gets the same one. null as the moment forgets it, from the monitor's own page. Resolves with null where no picture could
   * be taken.
   */
  frozenPicture(display: number, sinceMs: number | null): Promise<Uint8Array | null>;
  /**
   * What `getUserMedia` takes, of this page alone and within ten seconds, to hear a frame of a page of the net that stands in it.
   * @param frame the number of its contents. Resolves with null where that is no such frame of this page
   */
  frameSound(frame: number): Promise<string | null>;
  /** Calls back when the program is about to end and wants the view once more; returns its undo. */
  onKeepAsked(listener: () => void): () => void;
};

export type Painted = "kept" | "ready" | "core";
