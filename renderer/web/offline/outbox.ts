import { createStore, get, type UseStore, update } from "idb-keyval";
import { Follows, mostFollowed } from "#contract/follows/http.ts";
import { limitsOf } from "#contract/follows/limits-of.ts";
import { routes } from "#contract/routes.ts";
import { sessionStore } from "../../account/session-store.ts";
import { askCore, refusalOf } from "../../state/asking.ts";
import { lineCount } from "../../state/connection.ts";
import { kept } from "../app/language.ts";
import { locationStore } from "../app/router.ts";
import { whoStore } from "../app/who.ts";
import { ownerOf } from "./kept-answers.ts";
import {
  enteredRows,
  enteredStore,
  type FollowDeed,
  followedAfter,
  limitsAfter,
  type Waiting,
  waitingStore,
  waitsForMs,
  withDeed,
} from "./waiting.ts";

let made: UseStore | undefined;
const place = () => {
  made ??= createStore("ioc-app-outbox", "outbox");
  return made;
};
const key = "waiting";
/** Two tabs of one browser send it once. */
const sendingLock = "ioc-app-outbox";
const againAfterMs = 15_000;
/** By these the core says that it will never take it as it is. */
const answers = new Set(["request.invalid", "request.too-large", "request.not-found", "access.forbidden"]);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Who has this browser: as the core says, else as it said last. */
async function accountHere(): Promise<string | undefined> {
  const who = whoStore.getState();
  if (who.phase !== "known") return undefined;
  return who.isKept === true ? (await ownerOf())?.account : who.person?.id;
}

/** @param next of all that waits here, other people's included; undefined: it stays as it is */
async function change(next: (all: readonly Waiting[]) => Waiting[] | undefined): Promise<boolean> {
  let isChanged = false;
  await update<readonly Waiting[]>(
    key,
    (all = []) => {
      const after = next(all.filter(({ atMs }) => Date.now() - atMs < waitsForMs));
      isChanged = after !== undefined;
      return after ?? all;
    },
    place(),
  );
  await show();
  return isChanged;
}

/** Tells the pages what waits of whoever has this browser. */
export async function show(): Promise<void> {
  const account = await accountHere();
  enteredStore.setState(account === undefined ? 0 : enteredRows(kept(`entry-waiting ${account}`)), true);
  const all = (await get<readonly Waiting[]>(key, place()).catch(() => undefined)) ?? [];
  waitingStore.setState(account === undefined ? [] : all.filter((one) => one.account === account), true);
}

/**
 * Lays something down that the core cannot be told now; it is sent by itself, once, when whoever did it is signed in again.
 * @returns whether it waits; false: as much waits as can, or nobody is known here by name
 */
export async function laterTell(deed: FollowDeed): Promise<boolean> {
  const account = await accountHere();
  if (account === undefined) return false;
  const next = { id: `${Date.now()}-${Math.random()}`, account, atMs: Date.now(), deed, refusal: null };
  return change((all) => withDeed(all, next)).catch(() => false);
}

/** Somebody would rather not send it, or has read why the core does not take it. */
export const dropWaiting = (id: string): Promise<boolean> => change((all) => all.filter((one) => one.id !== id));

let onFollowed = (): void => undefined;

/**
 * Sends what waits of whoever is signed in, now and whenever there is a way. For the life of the page.
 * @param followed told when the core has taken what is followed
 */
export function startOutbox(followed: () => void): void {
  onFollowed = followed;
  const look = () => void show().then(send);
  whoStore.subscribe(look);
  sessionStore.subscribe(look);
  lineCount.subscribe(look);
  // What is entered is laid down by the officer's pages.
  locationStore.subscribe(look);
  window.addEventListener("online", look);
  look();
}

const send = async (): Promise<void> => {
  clearTimeout(timer);
  const who = whoStore.getState();
  const isOpen = who.phase === "known" && who.isKept !== true && sessionStore.getState().phase === "open";
  const isDue = waitingStore.getState().some(({ refusal }) => refusal === null);
  if (!isOpen || !isDue || who.person === undefined) return;
  const account = who.person.id;
  await navigator.locks.request(sendingLock, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await sendFollows(account);
  });
};

async function sendFollows(account: string): Promise<void> {
  // As they lie there now: another tab may have sent them.
  const all = (await get<readonly Waiting[]>(key, place())) ?? [];
  const due = all.filter((one) => one.account === account && one.refusal === null);
  if (due.length === 0) return show();
  const sent = new Set(due.map(({ id }) => id));
  try {
    const known = await askCore(routes.follows, Follows);
    const deeds = due.map(({ deed }) => deed);
    const series = followedAfter(known.series, deeds, mostFollowed);
    const body = { series, limits: limitsOf(limitsAfter(known.limits, deeds), series) };
    await askCore(routes.follows, Follows, { method: "PUT", body });
    await change((now) => now.filter(({ id }) => !sent.has(id)));
    onFollowed();
  } catch (error) {
    const { why, coded } = refusalOf(error);
    // That he has to sign in first, or that it cannot be written now, is no answer.
    if (why === "said" && coded !== null && answers.has(coded.code))
      await change((now) => now.map((one) => (sent.has(one.id) ? { ...one, refusal: coded } : one)));
    else timer = setTimeout(() => void send(), againAfterMs);
  }
}
