import type { mistakesErrors } from "./errors/mistakes.ts";

/*
 * What schemas say of their own mistakes, for whoever makes the sentences (main/core/profile/sentences.ts): codes, never text.
 * Whatever a schema asks beyond its type goes through one of these two; a test walks the profile's schemas for those that do not.
 */

type MistakeCode = keyof typeof mistakesErrors;
/** Names of what a value should have been: `mistake.word.NAME` in the catalogue. */
export type WantedName = MistakeCode extends infer Code
  ? Code extends `mistake.word.${infer Name}`
    ? Name
    : never
  : never;

export type SchemaMeta = {
  wanted?: WantedName;
  /** What stands there may be a password or a key: no sentence repeats it. */
  isConcealed?: true;
};

/** For `.meta(…)`: what a value that has another type or form should have been. */
export const wanted = (name: WantedName, { isConcealed }: Pick<SchemaMeta, "isConcealed"> = {}): SchemaMeta =>
  isConcealed ? { wanted: name, isConcealed } : { wanted: name };

/** For `.refine(…)`: which mistake it is where the rule does not hold. @param params of its sentence, beside `found` */
export const breaks = (mistake: MistakeCode, params: Record<string, string | number> = {}) => ({
  params: { mistake, ...params },
});
