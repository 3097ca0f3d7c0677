import { useEffect } from "react";
import { z } from "zod";
import { EntryRow } from "#contract/entry/entry.ts";
import { EntryReport } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { type Refusal, refusalOf } from "../../live/refusal.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { keep, kept } from "../app/language.ts";
import { forgetDrafts } from "./drafts.ts";
import { isOwnerNow } from "./owner.ts";

/** A deed on its way: its key goes with it each time, so that it is taken once however often it arrives. */
const Waiting = z.object({
  key: z.string(),
  owner: z.string(),
  rows: z.array(EntryRow),
  drafts: z.array(z.string()),
  atMs: z.number(),
});
export type Waiting = z.infer<typeof Waiting>;

type State = {
  waiting: Waiting | null;
  isSending: boolean;
  report: EntryReport | null;
  failure: Refusal | null;
};

const placeOf = (owner: string): string => `entry-waiting ${owner}`;
/** The core gives the store ten seconds. */
const answeredWithinMs = 15_000;
const againAfterMs = 15_000;

const store = makeStore<State>({ waiting: null, isSending: false, report: null, failure: null });
const set = (part: Partial<State>) => store.setState({ ...store.getState(), ...part }, true);
let timer: ReturnType<typeof setTimeout> | undefined;

/** What was sent and not answered; of this person alone, as browsers are shared. It is sent again by itself. */
export function useDeeds(owner: string): State {
  useEffect(() => {
    if (owner === "") return;
    // Another person's waits for him.
    if (store.getState().waiting?.owner !== owner) set({ waiting: null, report: null, failure: null });
    const found = readWaiting(owner);
    if (found !== null && store.getState().waiting === null) {
      set({ waiting: found });
      void sendWaiting();
    }
    const again = () => void sendWaiting();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [owner]);
  return useStoreValue(store);
}

function readWaiting(owner: string): Waiting | null {
  try {
    return Waiting.parse(JSON.parse(kept(placeOf(owner)) ?? "null"));
  } catch {
    return null;
  }
}

/** 122 random bits; `crypto.randomUUID` is there over TLS alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Sends rows as one deed. A second press, and a second try after a lost line, send the very same one. @returns what came of it, where that is known */
export async function sendRows(owner: string, rows: EntryRow[], drafts: string[]): Promise<EntryReport | null> {
  if (store.getState().waiting !== null) return null;
  const waiting = { key: newKey(), owner, rows, drafts, atMs: Date.now() };
  keep(placeOf(owner), JSON.stringify(waiting));
  set({ waiting, report: null, failure: null });
  return sendWaiting();
}

export async function sendWaiting(): Promise<EntryReport | null> {
  clearTimeout(timer);
  const { waiting, isSending } = store.getState();
  if (waiting === null || isSending || !isOwnerNow(waiting.owner)) return null;
  set({ isSending: true });
  try {
    const { key, rows, drafts } = waiting;
    const question = { method: "POST", body: { key, mode: "all", rows }, withinMs: answeredWithinMs } as const;
    const report = await askHere(routes.entryDeeds, EntryReport, question);
    if (report.outcome === "taken") forgetDrafts(drafts);
    keep(placeOf(waiting.owner), null);
    const isSame = store.getState().waiting?.key === key;
    set(isSame ? { waiting: null, isSending: false, report, failure: null } : { isSending: false });
    return report;
  } catch (error) {
    const failure = refusalOf(error);
    // What the core says no to is over; but that it cannot store it yet is no answer.
    const isOver =
      failure.why === "said" && failure.coded?.code !== "source.not-stored-yet" && !isStoreFailure(failure);
    if (isOver) keep(placeOf(waiting.owner), null);
    set({ isSending: false, failure, ...(isOver ? { waiting: null } : {}) });
    if (!isOver) timer = setTimeout(() => void sendWaiting(), againAfterMs);
    return null;
  }
}

const isStoreFailure = ({ coded }: Refusal): boolean =>
  coded !== null && (coded.code.startsWith("store.") || coded.code.startsWith("access."));

/** Somebody would rather not send it: whether it arrived shows in what was sent. */
export function dropWaiting(): void {
  clearTimeout(timer);
  const { waiting } = store.getState();
  if (waiting !== null) keep(placeOf(waiting.owner), null);
  set({ waiting: null, failure: null });
}

export const forgetReport = (): void => set({ report: null, failure: null });
