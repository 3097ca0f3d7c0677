import { Follows, FollowsChange } from "#contract/follows/http.ts";
import { routes } from "#contract/routes.ts";
import { askCore } from "../../state/asking.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { kept } from "../app/language.ts";
import { mayNow, whoStore } from "../app/who.ts";

/** The figures that somebody follows, with his own limits; series null: nothing was ever chosen, and the site's own choice is shown. */
export type Followed = {
  series: readonly string[] | null;
  limits: Follows["limits"];
  isKept: boolean;
  /** It has been asked for, and told. */
  isKnown: boolean;
};

/** Where a browser keeps it. */
export const followsKey = "follows";

/** What this browser keeps, where nobody has an account. What does not read as such a list is none. */
function ofBrowser(): Follows {
  try {
    const { series, limits = {} } = FollowsChange.parse(JSON.parse(kept(followsKey) ?? '{"series":null}'));
    return { series, limits };
  } catch {
    return { series: null, limits: {} };
  }
}

export const followsStore = makeStore<Followed>({ series: null, limits: {}, isKept: true, isKnown: false });
export const useFollowed = (): Followed => useStoreValue(followsStore);

/** Whether what is followed belongs to a person, wherever he signs in, and not to this browser. */
export const isOfAccount = (): boolean => mayNow(whoStore.getState(), "own-account");

/** Asks what is followed. Rejects as `askCore` does. */
export async function loadFollows(): Promise<void> {
  const told = isOfAccount() ? await askCore(routes.follows, Follows) : ofBrowser();
  followsStore.setState({ ...told, isKept: true, isKnown: true }, true);
}
