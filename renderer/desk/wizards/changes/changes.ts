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
/** The change of this desk that was answered last, which the list may not have been asked for since. */
const answeredChange = makeStore<ProfileChangeView | null>(null);

/** Whoever sees that something was changed and hits the key to take it back means that, not what the list named before. */
function noteChange(made: ProfileChangeView): void {
  changesMade.setState((count) => count + 1, true);
  answeredChange.setState(made, true);
  toldChange.setState(made, true);
}

/** A profile with many packs is read and checked whole. */
const writtenWithinMs = 60_000;

/** Writes a change of the profile, which counts at once, and tells of it in the bar. @throws Refusal */
export async function makeChange(change: z.input<typeof NewProfileChange>): Promise<ProfileChangeView> {
  const made = await askCore(routes.profileChanges, ProfileChangeView, {
    ...{ method: "POST", body: change, withinMs: writtenWithinMs },
  });
  noteChange(made);
  return made;
}

/** @throws Refusal */
export async function takeBack({ number }: Pick<ProfileChangeView, "number">): Promise<void> {
  const made = await askCore(routes.profileChangeBack(number), ProfileChangeView, {
    ...{ method: "POST", withinMs: writtenWithinMs },
  });
  noteChange(made);
}

/** The change that one key takes back: the newest that counts, by the list and by what this desk was answered since. */
export function lastChange(
  listed: readonly ProfileChangeView[],
  answered: ProfileChangeView | null,
): ProfileChangeView | undefined {
  const isBackByList = listed.some(({ number, takenBack }) => number === answered?.number && takenBack !== null);
  const others = listed.filter(({ number }) => number !== answered?.number);
  const newest = answered === null || isBackByList ? listed : [...others, answered];
  return newest.filter(({ takenBack }) => takenBack === null).sort((one, other) => other.number - one.number)[0];
}

/** See `lastChange`; undefined while nothing is there to be taken back, or not known yet. */
export function useLastChange(listed: readonly ProfileChangeView[] | undefined): ProfileChangeView | undefined {
  const answered = useStoreValue(answeredChange);
  return lastChange(listed ?? [], answered);
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
