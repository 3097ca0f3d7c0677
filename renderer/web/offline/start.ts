import { routes } from "#contract/routes.ts";
import { keptWayStore, sessionStore } from "../../account/session-store.ts";
import { Refusal } from "../../live/refusal.ts";
import { isWithoutCore, whoStore } from "../app/who.ts";
import { loadFollows } from "../leader/follows.ts";
import { todayStore } from "../leader/today-state.ts";
import { createKeeper, forgetAnswers, opening, setOwner } from "./kept-answers.ts";
import { startKeeping } from "./open-kept.ts";
import { startOutbox } from "./outbox.ts";
import { renewPush } from "./push.ts";
import { registerWorker } from "./registration.ts";

/** What may not be shown any more is not to lie there until somebody asks, nor to stand on a page that was left open. */
const lookEveryMs = 60_000;

/** Everything that prepares for times without a network. For the life of the page. */
export function startOffline(): void {
  startKeeping();
  void registerWorker();
  followOwner();
  startOutbox(() => void loadFollows().catch(() => undefined));
  const look = () => void putAway();
  setInterval(look, lookEveryMs);
  // A telephone that was in a pocket.
  document.addEventListener("visibilitychange", look);
  // Opened anew, the page asks whether what was kept may be looked at, as any that is opened without a core.
  keptWayStore.setState(() => () => window.location.assign("/app/"), true);
}

/** Ends the showing of what was kept once its time is over. */
async function putAway(): Promise<void> {
  const { opening: how } = await opening(Date.now());
  if (how !== "open" && isWithoutCore())
    whoStore.setState({ phase: "unknown", why: new Refusal("unreachable", "again"), isOver: how === "over" }, true);
}

/** Whose what is kept is: known by name, with a session that the core has just said to be open. */
function followOwner(): void {
  let isOpen = false;
  const look = () => {
    const who = whoStore.getState();
    const { phase } = sessionStore.getState();
    const wasOpen = isOpen;
    isOpen = phase === "open";
    // Signed out, ended elsewhere, or never signed in: the core has said so.
    if (who.phase === "nobody" || phase === "ended") return void forgetAnswers();
    if (who.phase !== "known" || who.person === undefined || !isOpen || wasOpen) return;
    const { id, fullName } = who.person;
    void setOwner({ account: id, fullName, unlockedAtMs: Date.now() }).then(() => keepToday(id));
    void renewPush(id, document.documentElement.lang === "en" ? "en" : "vi").catch(() => undefined);
  };
  const lookAnew = () => {
    isOpen = false;
    look();
  };
  whoStore.subscribe(lookAnew);
  sessionStore.subscribe(look);
  look();
}

/** What was told before this could be kept. */
function keepToday(account: string): void {
  const { today } = todayStore.getState();
  if (today !== null)
    createKeeper(
      () => account,
      () => false,
    ).told(routes.today, today);
}
