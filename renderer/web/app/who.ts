import type { z } from "zod";
import type { OwnRights } from "#contract/access/own-rights.ts";
import { routes } from "#contract/routes.ts";
import { ask } from "../../live/api.ts";
import { type Refusal, refusalOf } from "../../live/refusal.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";

/** Who signed in; absent: a link with a token opened this browser's session, and nobody has a name. */
export type Person = NonNullable<z.infer<typeof OwnRights>["person"]>;

/**
 * Who has this browser. asking: the core has not said yet · known · nobody: it knows no session of this browser, a sign-in is needed ·
 * unknown: it cannot be reached, and nobody can say.
 */
export type Who =
  | { phase: "asking" }
  | { phase: "known"; role: string; rights: ReadonlySet<string>; person?: Person | undefined }
  | { phase: "nobody" }
  | { phase: "unknown"; why: Refusal };

export const whoStore = makeStore<Who>({ phase: "asking" });
export const useWho = (): Who => useStoreValue(whoStore);
export const mayNow = (who: Who, right: string): boolean => who.phase === "known" && who.rights.has(right);

/** Codes by which the core says that it knows nobody here. */
const nobodyCodes = new Set(["access.no-token", "access.bad-token"]);
const againAfterMs = 5_000;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Asks the core who has this browser; after a sign-in, a sign-out, or whenever an answer says that nobody is known. Never rejects. */
export async function askWho(): Promise<void> {
  clearTimeout(retry);
  try {
    const { OwnRights: Schema } = await import("./first-values.ts");
    const { role, rights, person } = await ask({ origin: window.location.origin }, routes.ownRights, Schema);
    whoStore.setState({ phase: "known", role, rights: new Set(rights), person }, true);
  } catch (error) {
    const why = refusalOf(error);
    if (why.coded !== null && nobodyCodes.has(why.coded.code)) return whoStore.setState({ phase: "nobody" }, true);
    // Who was known stays known while the way is broken: what is shown says itself how old it is.
    if (whoStore.getState().phase !== "known") whoStore.setState({ phase: "unknown", why }, true);
    retry = setTimeout(() => void askWho(), againAfterMs);
  }
}
