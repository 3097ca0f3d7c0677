/** Where the core is. The token is absent in a browser, whose session cookie goes along by itself. */
export type CoreAddress = { origin: string; token?: string };

/** What the page stands in: a window of the shell or a browser. Both give the same. */
export type Host = {
  readonly kind: "wall" | "web";
  /** The monitor this page covers, from 1; null where the page shows the whole wall. */
  readonly display: number | null;
  /** Null while the core is not up yet; `onAddress` then tells. */
  getAddress(): Promise<CoreAddress | null>;
  /** Calls back on every (re)start of the core; returns its undo. */
  onAddress(listener: (address: CoreAddress) => void): () => void;
  /** The page has painted content from the core for the first time since it was loaded. */
  reportPainted(): void;
};
