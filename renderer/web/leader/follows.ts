import { routes } from "#contract/routes.ts";
import { parsed } from "../../live/api.ts";
import { askCore } from "../../state/asking.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { Follows, FollowsChange } from "../app/first.forms.ts";
import { kept } from "../app/language.ts";
import { mayNow, whoStore } from "../app/who.ts";

/** The figures that somebody follows, with his own limits; series null: nothing was ever chosen, and the site's own choice is shown. */
export type Followed = {
  series: readonly string[] | null;
  limits: Follows["limits"];
  isKept: boolean;
  /** It has been asked for by whoever has this browser, and told. */
  isKnown: boolean;
  /** How often it has become another since the page was opened. */
  changes: number;
};

/** Where a browser keeps it. */
export const followsKey = "follows";

/** What this browser keeps, where nobody has an account. What does not read as such a list is none. */
function ofBrowser(): Follows {
  const told = FollowsChange.safeParse(parsed(kept(followsKey) ?? ""));
  return told.success ? { series: told.data.series, limits: told.data.limits ?? {} } : { series: null, limits: {} };
}

const nothing: Followed = { series: null, limits: {}, isKept: true, isKnown: false, changes: 0 };
export const followsStore = makeStore<Followed>(nothing);
export const useFollowed = (): Followed => useStoreValue(followsStore);

/** Whether what is followed belongs to a person, wherever he signs in, and not to this browser. */
export const isOfAccount = (): boolean => mayNow(whoStore.getState(), "own-account");

// What somebody else follows is not what this one does.
whoStore.subscribe((who, before) => {
  const isOther = before.phase === "known" && (who.phase !== "known" || who.person?.id !== before.person?.id);
  if (isOther) followsStore.setState(({ changes }) => ({ ...nothing, changes: changes + 1 }), true);
});

/** What is followed from now on. @param isKept whether this browser keeps it, where nobody else does */
export const putFollows = (told: Follows, isKept = true): void =>
  followsStore.setState(
    ({ isKnown, changes }) => ({
      ...{ ...told, isKept, changes: isKnown ? changes + 1 : changes },
      // Before it is known who asks, a browser's own are all that there is.
      isKnown: whoStore.getState().phase === "known",
    }),
    true,
  );

/** Asks what is followed. Rejects as `askCore` does. */
export async function loadFollows(): Promise<void> {
  putFollows(isOfAccount() ? await askCore(routes.follows, Follows) : ofBrowser());
}
