import type { Right } from "#contract/right.ts";
import type { WordKey } from "./word-key.ts";

/** Why something cannot be done now. */
export type Why = { key: WordKey; params?: Record<string, string | number> };

/**
 * Something that can be done at the desk, by its keys or by its name in the search; the table of keys is made from it. A view declares
 * its own beside it, and offers while it is open what each of them does: see use-commands.ts.
 */
export type Command = {
  id: string;
  /** The view that does it, which is opened first; absent: it can be done on every page. */
  view?: string;
  words: {
    /** In the search, and in the table of keys. */
    name: WordKey;
    /** What people call it too, with commas between. */
    also?: WordKey;
    /** In the table of keys, where the row tells of others too. */
    row?: WordKey;
  };
  /** Each of them does it: see press.ts. None: by its name alone, or `shown` tells of keys that somebody else hears. */
  keys: readonly string[];
  /** What the table of keys shows for them, and for those of the commands that are `beside` it. */
  shown?: string;
  /** In the row of this one; of one that the table does not have: in none. */
  beside?: string;
  /** Under another heading of the table than its view's. */
  under?: WordKey;
  /** It means nothing without a key, or what has been chosen on the page: the search does not know it. */
  isKeyOnly?: true;
  /** Also while somebody types. */
  isWhileTyping?: true;
  /** Whatever is open on the page, a dialog too. */
  isAlways?: true;
  right?: Right;
  /** It says what the wall shows, which is done at the machine that has the wall. */
  isDriving?: boolean;
  /** Asked when somebody wants it. undefined: it can be done. */
  whyNot?: () => Why | undefined;
  /** Why its view, though it is open, does not offer it. */
  whyNotOffered?: Why;
};
