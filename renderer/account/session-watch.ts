import { routes } from "#contract/routes.ts";
import type { Told as ToldOf } from "../live/form.ts";
import { connectionStore } from "../state/connection.ts";
import { askHere } from "./asking.ts";
import { sessionStore, type WatchedSession } from "./session-store.ts";
import { SessionState } from "./signing.forms.ts";

/** What somebody does is told to the core at most so often: what a page asks for by itself keeps no session open. */
const toldEveryMs = 60_000;
/** A core that cannot be asked is asked again so soon. */
const againAfterMs = 5_000;
/** A page that has no line learns by then that its session was ended elsewhere. */
const lookEveryMs = 60_000;
/** The core's clock and this one's may differ by a little while a request is under way. */
const marginMs = 300;

const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "touchmove"] as const;

type Told = ToldOf<typeof SessionState>;
/** @param method GET looks, POST says that somebody has done something */
const askCore = (method: "GET" | "POST"): Promise<Told> => askHere(routes.sessionState, SessionState, { method });

let lookNow: () => void = () => undefined;
/** Looks at once how the session stands; for whoever has just signed in or out, unlocked it, or was refused. */
export const lookAtSession = (): void => lookNow();

/**
 * Follows this browser's session for the life of the page: tells the core that somebody is there, and covers the page by `sessionStore` when nobody
 * is. Also where the core cannot be reached when the time is over: it would have locked.
 * @returns its undo
 */
export function watchSession(): () => void {
  /** When it locks, by this machine's clock; null: it does not, or is not open. */
  let locksAtMs: number | null = null;
  let idleLockMs: number | null = null;
  let inputAtMs = 0;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let isGone = false;

  const wake = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void step(), Math.max(100, afterMs));
  };
  /** When there is something to tell or to look at. */
  const dueInMs = () => {
    const nowMs = Date.now();
    const toldInMs = isUntold() ? toldAtMs + tellEveryMs() - nowMs : lookEveryMs;
    const locksInMs = locksAtMs === null ? lookEveryMs : locksAtMs - nowMs + marginMs;
    return Math.min(lookEveryMs, toldInMs, locksInMs);
  };
  const put = (next: WatchedSession) => {
    if (JSON.stringify(next) !== JSON.stringify(sessionStore.getState())) sessionStore.setState(next, true);
  };
  const tellEveryMs = () => Math.min(toldEveryMs, (idleLockMs ?? toldEveryMs) / 4);
  const isUntold = () => inputAtMs > toldAtMs;

  const take = ({ state, name, fullName, locksInMs, ...rest }: Told) => {
    const { phase } = sessionStore.getState();
    if (state === "none") {
      locksAtMs = null;
      return put({ phase: phase === "open" || phase === "locked" || phase === "ended" ? "ended" : "unwatched" });
    }
    locksAtMs = state === "open" && locksInMs !== null ? Date.now() + locksInMs : null;
    idleLockMs = rest.idleLockMs;
    put({ phase: state, name, fullName, idleLockMs });
  };
  const cover = () => {
    const now = sessionStore.getState();
    locksAtMs = null;
    if (now.phase === "open") put({ ...now, phase: "locked" });
  };
  /** Telling is refused where the session is locked or over by now: how it stands is asked then. */
  const told = async (isToTell: boolean): Promise<Told> => {
    if (isToTell) {
      try {
        return await askCore("POST");
      } catch {
        // The question itself says whether the core is there at all.
      }
    }
    return askCore("GET");
  };
  /** Asks, or tells where something was done since; then waits for what comes next. */
  const step = async () => {
    if (isAsking || isGone) return;
    isAsking = true;
    const nowMs = Date.now();
    const isOpen = sessionStore.getState().phase === "open";
    const isToTell = isOpen && isUntold() && (locksAtMs === null || nowMs < locksAtMs);
    const toldBeforeMs = toldAtMs;
    try {
      if (isToTell) toldAtMs = nowMs;
      take(await told(isToTell));
      // Without a session there is nothing to come but a sign-in, which says so itself.
      if (["open", "locked"].includes(sessionStore.getState().phase)) wake(dueInMs());
    } catch {
      toldAtMs = toldBeforeMs;
      // Whatever the reason: past its time nothing may be seen, and the core is asked until it has said how it stands.
      if (locksAtMs !== null && Date.now() >= locksAtMs) cover();
      wake(againAfterMs);
    } finally {
      isAsking = false;
    }
  };
  const hear = (event: Event) => {
    if (!event.isTrusted || sessionStore.getState().phase !== "open") return;
    const wasUntold = isUntold();
    inputAtMs = Date.now();
    if (!wasUntold) wake(dueInMs());
  };
  const look = () => wake(0);
  const isBroken = (phase: string) => phase === "refused" || phase === "lost";
  const undo = connectionStore.subscribe(({ phase }, before) => {
    if (isBroken(phase) && !isBroken(before.phase)) look();
  });
  for (const name of inputs) window.addEventListener(name, hear, { capture: true, passive: true });
  // A machine that was asleep, a telephone that was in a pocket.
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  lookNow = look;
  void step();
  return () => {
    isGone = true;
    clearTimeout(timer);
    undo();
    for (const name of inputs) window.removeEventListener(name, hear, { capture: true });
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("focus", look);
    lookNow = () => undefined;
  };
}
