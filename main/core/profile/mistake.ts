import type { CodedMessage } from "#contract/errors.ts";

/** Where a value stands in a profile: keys, and numbers of items from 0. */
export type Path = readonly (string | number)[];
/** Line and column from 1. */
export type Spot = { file: string; line: number; column: number };
export type Mistake = Spot & { path: Path; message: CodedMessage };
/** @param position inside a text, where the mistake is not at its beginning */
export type Complain = (
  path: Path,
  code: CodedMessage["code"],
  params?: CodedMessage["params"],
  position?: number,
) => void;
