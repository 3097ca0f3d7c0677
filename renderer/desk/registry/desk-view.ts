import type { ComponentType } from "react";
import type { Right } from "#contract/right.ts";
import type { Site } from "../../state/site.ts";
import type { Command } from "./command.ts";
import type { WordKey } from "./word-key.ts";

export type ViewProps = { site: Site };

/**
 * A page of the desk, declared in its own folder (`<feature>/view.ts`) and listed in views.ts: tabs, table of keys, search and address are
 * made from it. It keeps what outlasts it in a store of its own, and goes elsewhere by `openView`.
 */
export type DeskView = {
  /** Stands in the page's address. */
  id: string;
  words: {
    /** On its tab. */
    name: WordKey;
    /** What it is for, in one line. */
    about: WordKey;
    /** What people call it too, with commas between. */
    also?: WordKey;
  };
  /** A function key; F5 loads a browser's page again and stays free. */
  shortcut?: string;
  /** Opened a few times a month: the search finds it, and it has a tab while it is open only. */
  isSeldom?: true;
  /** Of the tabs, from the left. */
  order: number;
  /** Who has not got it does not see the view. */
  right?: Right;
  /** It says what the wall shows, which is done at the machine that has the wall. */
  isDriving?: true;
  load(): Promise<ComponentType<ViewProps>>;
  /** More than a megabyte of program: read when it is opened, not ahead. */
  isLarge?: true;
  /** How much nobody here has read yet; a hook. @param isOpen what comes is seen there */
  useBadge?: (isOpen: boolean) => number;
  commands: readonly Command[];
};
