import type { Command } from "./command.ts";

/** What stands in the table of keys alone. @param name of `desk:keys` */
export const keyOnly = (name: string): Pick<Command, "words" | "isKeyOnly"> => ({
  words: { name: `desk:keys.${name}` },
  isKeyOnly: true,
});

/**
 * What the search finds too.
 * @param name of `desk:keys` @param also what people call it, of `desk:also` @param row of `desk:keys`, where its row tells of others too
 */
export const called = (name: string, also: string, row?: string): Command["words"] => ({
  name: `desk:keys.${name}`,
  also: `desk:also.${also}`,
  ...(row === undefined ? {} : { row: `desk:keys.${row}` }),
});
