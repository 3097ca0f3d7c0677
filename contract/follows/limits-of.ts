import type { Follows } from "./http.ts";
import type { OwnLimit } from "./limit.ts";

/** Of some limits those of what is followed. */
export const limitsOf = (all: Follows["limits"], followed: readonly string[]): Follows["limits"] =>
  Object.fromEntries(followed.flatMap((key) => (Object.hasOwn(all, key) ? [[key, all[key] as OwnLimit]] : [])));
