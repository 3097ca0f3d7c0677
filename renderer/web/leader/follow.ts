import { Follows, type FollowsChange, mostFollowed } from "#contract/follows/http.ts";
import type { OwnLimit } from "#contract/follows/limit.ts";
import { limitsOf } from "#contract/follows/limits-of.ts";
import { routes } from "#contract/routes.ts";
import { askCore, refusalOf } from "../../state/asking.ts";
import { keep } from "../app/language.ts";
import { isWithoutCore } from "../app/who.ts";
import { followsKey, followsStore, isOfAccount, loadFollows, putFollows } from "./follows.ts";

/**
 * Follows a figure, or no longer. What the site had chosen becomes one's own with the first change.
 * @param bySite what is shown as followed where nothing was ever chosen
 * @param limit from what on whoever follows it is told; null: by the site's thresholds; absent: as it is
 * @returns "full" where as many are followed as may be
 * Rejects as `askCore` does; what is followed is then as before
 */
export async function follow(
  series: string,
  isWanted: boolean,
  bySite: readonly string[],
  limit?: OwnLimit | null,
): Promise<"done" | "full"> {
  try {
    // A page that was opened by a link has not asked yet: what is sent takes the place of the whole list.
    if (!followsStore.getState().isKnown && !isWithoutCore()) await loadFollows();
  } catch (error) {
    if (!isCut(error)) throw error;
  }
  const chosen = followsStore.getState().series ?? bySite;
  const isIn = chosen.includes(series);
  if (isWanted && !isIn && chosen.length >= mostFollowed) return "full";
  const next = isWanted ? (isIn ? [...chosen] : [...chosen, series]) : chosen.filter((one) => one !== series);
  const { [series]: before, ...others } = followsStore.getState().limits;
  const own = limit === undefined ? before : (limit ?? undefined);
  const limits = limitsOf(own === undefined ? others : { ...others, [series]: own }, next);
  // Nobody can be told now: it waits, and is sent once there is a way.
  const wait = async () => {
    const { laterTell } = await import("../offline/outbox.ts");
    const deed = { kind: "follow", series, isWanted, chosen } as const;
    const isWaiting = await laterTell(limit === undefined ? deed : { ...deed, limit });
    if (isWaiting) putFollows({ series: next, limits });
    return isWaiting;
  };
  if (isWithoutCore()) {
    if (!(await wait())) return "full";
  } else if (isOfAccount()) {
    try {
      // Without limits they stay as they are at the core: another device may have changed them.
      const body: FollowsChange = limit === undefined ? { series: next } : { series: next, limits };
      putFollows(await askCore(routes.follows, Follows, { method: "PUT", body }));
    } catch (error) {
      if (!isCut(error) || !(await wait())) throw error;
    }
  } else putFollows({ series: next, limits }, keep(followsKey, JSON.stringify({ series: next, limits })));
  return "done";
}

/** The core could not be asked, which is no answer of its. */
function isCut(error: unknown): boolean {
  const { why } = refusalOf(error);
  return why === "unreachable" || why === "silent";
}
