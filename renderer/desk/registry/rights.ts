import { OwnRights, routes } from "#contract/http.ts";
import type { Right } from "#contract/right.ts";
import { askCore, useAsked } from "../../state/asking.ts";

/** What whoever has this desk may do; as good as everything until the core has told, which itself refuses what may not be done. */
export type Rights = { has(right: Right | undefined): boolean };

export function useRights(): Rights {
  const told = useAsked("own-rights", (signal) => askCore(routes.ownRights, OwnRights, { signal }));
  const rights = told.value?.rights;
  return { has: (right) => right === undefined || rights === undefined || rights.includes(right) };
}
