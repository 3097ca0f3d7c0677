import type { z } from "zod";
import {
  type NewProfileChange,
  PackList,
  ProfileChangeList,
  ProfileChangeView,
  ProfileList,
  routes,
  type WizardList,
} from "#contract/http.ts";
import { askCore, useAsked } from "../../../state/asking.ts";
import { makeStore, useStoreValue } from "../../../state/store.ts";

/** Counts what this desk has changed: lists are asked for anew. */
const changesMade = makeStore(0);
/** The change of this desk that is told of in the bar; null: none, or it was read. */
export const toldChange = makeStore<ProfileChangeView | null>(null);

/** A profile with many packs is read and checked whole. */
const writtenWithinMs = 60_000;

/** Writes a change of the profile, which counts at once, and tells of it in the bar. @throws Refusal */
export async function makeChange(change: z.input<typeof NewProfileChange>): Promise<ProfileChangeView> {
  const made = await askCore(routes.profileChanges, ProfileChangeView, {
    ...{ method: "POST", body: change, withinMs: writtenWithinMs },
  });
  changesMade.setState((count) => count + 1, true);
  toldChange.setState(made, true);
  return made;
}

/** @throws Refusal */
export async function takeBack({ number }: Pick<ProfileChangeView, "number">): Promise<void> {
  const made = await askCore(routes.profileChangeBack(number), ProfileChangeView, {
    ...{ method: "POST", withinMs: writtenWithinMs },
  });
  changesMade.setState((count) => count + 1, true);
  toldChange.setState(made, true);
}

/** The packs that lie there; what of them is on, and whether the files are what runs. */
export function usePackList() {
  const made = useStoreValue(changesMade);
  return useLatest("packs", made, (signal) => askCore(routes.packList, PackList, { signal }), againMs);
}

const againMs = 20_000;

/** A list of the profile as its files write it, also what is off. */
export function useProfileList(list: WizardList) {
  const made = useStoreValue(changesMade);
  return useLatest(`profile-list/${list}`, made, (signal) =>
    askCore(routes.profileList(list), ProfileList, { signal }),
  );
}

/** What was changed, the newest first. */
export function useChanges() {
  const made = useStoreValue(changesMade);
  return useLatest(
    "profile-changes",
    made,
    (signal) => askCore(routes.profileChanges, ProfileChangeList, { signal }),
    againMs,
  );
}

/** As `useAsked`, and asked anew after each change without forgetting what stands there. */
function useLatest<Value>(key: string, made: number, ask: (signal: AbortSignal) => Promise<Value>, everyMs?: number) {
  const asked = useAsked(`${key}/${made}`, ask, everyMs);
  const last = useLast(key, asked.value);
  return { ...asked, value: asked.value ?? last };
}

/** What a list is known to have, by its names; none as long as it was not asked for. */
export const knownIds = (list: WizardList): string[] =>
  ((lasts.get(`profile-list/${list}`) as ProfileList | undefined)?.items ?? []).map(({ id }) => id);

const lasts = new Map<string, unknown>();
function useLast<Value>(key: string, value: Value | undefined): Value | undefined {
  if (value !== undefined) lasts.set(key, value);
  return lasts.get(key) as Value | undefined;
}
