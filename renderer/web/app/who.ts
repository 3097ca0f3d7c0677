import { routes } from "#contract/routes.ts";
import { ask } from "../../live/api.ts";
import type { Told } from "../../live/form.ts";
import { type Refusal, refusalOf } from "../../live/refusal.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { OwnRights } from "./first.forms.ts";

/** Who signed in; absent: a link with a token opened this browser's session, and nobody has a name. */
export type Person = NonNullable<Told<typeof OwnRights>["person"]>;

/**
 * Who has this browser. asking: the core has not said yet · known · nobody: it knows no session of this browser, a sign-in is needed ·
 * unknown: it cannot be reached, and nobody can say.
 */
export type Who =
  | { phase: "asking" }
  /** isKept: as he was when the core was last heard, with what a viewer may and no more: it cannot be asked. */
  | { phase: "known"; role: string; rights: ReadonlySet<string>; person?: Person | undefined; isKept?: boolean }
  | { phase: "nobody" }
  /** isOver: something was kept here, and the time that it may be shown for is over. */
  | { phase: "unknown"; why: Refusal; isOver?: boolean };

export const whoStore = makeStore<Who>({ phase: "asking" });
export const useWho = (): Who => useStoreValue(whoStore);
export const mayNow = (who: Who, right: string): boolean => who.phase === "known" && who.rights.has(right);

/** Whether the core could not be asked since the page was opened, and what was kept is shown. */
export const isWithoutCore = (): boolean => {
  const who = whoStore.getState();
  return who.phase === "known" && who.isKept === true;
};

/** Whether something that was kept may be looked at: see offline/open-kept.ts, which is loaded when it is needed. */
let openKept: () => Promise<"open" | "over" | "none"> = async () => "none";
export const askKeptBy = (by: typeof openKept): void => {
  openKept = by;
};

/** Codes by which the core says that it knows nobody here. */
const nobodyCodes = new Set(["access.no-token", "access.bad-token"]);
const againAfterMs = 5_000;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Asks the core who has this browser; after a sign-in, a sign-out, or whenever an answer says that nobody is known. Never rejects. */
export async function askWho(): Promise<void> {
  clearTimeout(retry);
  try {
    const { role, rights, person } = await ask({ origin: window.location.origin }, routes.ownRights, OwnRights);
    whoStore.setState({ phase: "known", role, rights: new Set(rights), person }, true);
  } catch (error) {
    const why = refusalOf(error);
    if (why.coded !== null && nobodyCodes.has(why.coded.code)) return whoStore.setState({ phase: "nobody" }, true);
    // Who was known stays known while the way is broken: what is shown says itself how old it is.
    if (whoStore.getState().phase !== "known") whoStore.setState(await without(why), true);
    retry = setTimeout(() => void askWho(), againAfterMs);
  }
}

/** Who may look at what was kept while the core cannot be reached. */
async function without(why: Refusal): Promise<Who> {
  if (why.why === "said") return { phase: "unknown", why };
  try {
    const opening = await openKept();
    if (opening === "open") return { phase: "known", role: "viewer", rights: new Set(["read"]), isKept: true };
    return { phase: "unknown", why, isOver: opening === "over" };
  } catch {
    // Its file is not here either.
    return { phase: "unknown", why };
  }
}
