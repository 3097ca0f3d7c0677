import { Follows, mostFollowed } from "#contract/follows/http.ts";
import { routes } from "#contract/routes.ts";
import { askCore, refusalOf } from "../../state/asking.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { keep, kept } from "../app/language.ts";
import { isWithoutCore, mayNow, whoStore } from "../app/who.ts";

/** The figures that somebody follows; null: nothing was ever chosen, and the site's own choice is shown. */
export type Followed = { series: readonly string[] | null; isKept: boolean };

const key = "follows";

/** What this browser keeps, where nobody has an account. What does not read as such a list is none. */
function ofBrowser(): readonly string[] | null {
  try {
    const { series } = Follows.parse(JSON.parse(kept(key) ?? '{"series":null}'));
    return series;
  } catch {
    return null;
  }
}

export const followsStore = makeStore<Followed>({ series: null, isKept: true });
export const useFollowed = (): Followed => useStoreValue(followsStore);

/** Whether what is followed belongs to a person, wherever he signs in, and not to this browser. */
export const isOfAccount = (): boolean => mayNow(whoStore.getState(), "own-account");

/** Asks what is followed. Rejects as `askCore` does. */
export async function loadFollows(): Promise<void> {
  const series = isOfAccount() ? (await askCore(routes.follows, Follows)).series : ofBrowser();
  followsStore.setState({ series, isKept: true }, true);
}

/**
 * Follows a figure, or no longer. What the site had chosen becomes one's own with the first change.
 * @param chosen what is shown as followed now
 * @returns "full" where as many are followed as may be
 * Rejects as `askCore` does; what is followed is then as before
 */
export async function follow(series: string, isWanted: boolean, chosen: readonly string[]): Promise<"done" | "full"> {
  const rest = chosen.filter((one) => one !== series);
  if (isWanted && rest.length >= mostFollowed) return "full";
  const next = isWanted ? [...rest, series] : rest;
  // Nobody can be told now: it waits, and is sent once there is a way.
  const wait = async () => {
    const { laterTell } = await import("../offline/outbox.ts");
    const isWaiting = await laterTell({ kind: "follow", series, isWanted, chosen });
    if (isWaiting) followsStore.setState({ series: next, isKept: true }, true);
    return isWaiting;
  };
  if (isWithoutCore()) {
    if (!(await wait())) return "full";
  } else if (isOfAccount()) {
    try {
      const told = await askCore(routes.follows, Follows, { method: "PUT", body: { series: next } });
      followsStore.setState({ series: told.series, isKept: true }, true);
    } catch (error) {
      const { why } = refusalOf(error);
      if ((why !== "unreachable" && why !== "silent") || !(await wait())) throw error;
    }
  } else followsStore.setState({ series: next, isKept: keep(key, JSON.stringify({ series: next })) }, true);
  return "done";
}
