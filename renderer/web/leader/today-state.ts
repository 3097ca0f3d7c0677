import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { routes } from "#contract/routes.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { nowStore } from "../../state/clock.ts";
import { connectionStore, lineCount } from "../../state/connection.ts";
import { knownReading, putReadings } from "../../state/readings.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { Today } from "../app/first.forms.ts";
import { toldAtStore } from "../app/LineState.tsx";
import { isWithoutCore, whoStore } from "../app/who.ts";
import { zoneStore } from "../app/zone.ts";
import { followsStore, isOfAccount, loadFollows } from "./follows.ts";

/** What the core last said of today; null before it has. `failure`: why the last question was not answered; what was told stays. */
export type TodayTold = { today: Today | null; failure: Refusal | null };
export const todayStore = makeStore<TodayTold>({ today: null, failure: null });
export const useToday = (): TodayTold => useStoreValue(todayStore);

/** Values come by the live line at once; this tells what passed a limit elsewhere, and what was yesterday. */
const askEveryMs = 60_000;
const againAfterMs = 5_000;

let asking: Promise<void> | undefined;
let nextAtMs = 0;
/** What was asked last, and after how many changes of what is followed. */
let asked = "";

// What was told to somebody else says nothing of what this one is told.
whoStore.subscribe((who, before) => {
  const isOther = before.phase === "known" && (who.phase !== "known" || who.person?.id !== before.person?.id);
  if (isOther) asked = "";
});

/** The question: an account's choice the core knows itself. */
function questionNow(): { path: string; text: string } {
  const { series, changes } = followsStore.getState();
  const query = isOfAccount() || series === null ? "" : `?${new URLSearchParams({ series: series.join() })}`;
  const path = `${routes.today}${query}`;
  return { path, text: `${path} ${changes}` };
}

/** Asks what matters now, but where just that was asked since the page was opened: what is old meanwhile `keepToday` asks anew. Never rejects. */
export const askTodayIfOther = async (): Promise<void> => {
  if (questionNow().text === asked) return;
  // What is under way was asked before.
  await asking;
  if (questionNow().text !== asked) await askToday();
};

/** Asks what matters now; one question at a time. Never rejects. */
export function askToday(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  try {
    // A browser's own are there at once; nobody waits for an account's.
    if (!isOfAccount() && !followsStore.getState().isKnown) await loadFollows();
    const { path, text } = questionNow();
    asked = text;
    take(await askCore(path, Today));
    nextAtMs = performance.now() + askEveryMs;
  } catch (error) {
    asked = "";
    todayStore.setState((known) => ({ ...known, failure: refusalOf(error) }), true);
    nextAtMs = performance.now() + againAfterMs;
  }
}

/** Takes an answer in; also one that was kept, for a page without a network. */
export function take(today: Today): void {
  zoneStore.setState(today.site.timeZone, true);
  toldAtStore.setState(today.asOfMs, true);
  // Until the live line tells the core's time by the second.
  const { phase } = connectionStore.getState();
  // An answer that was kept says what was then, and not what time it is.
  if (phase === "connecting" && !isWithoutCore()) nowStore.setState(today.asOfMs, true);
  takeReadings(today);
  todayStore.setState({ today, failure: null }, true);
}

/** Puts what an answer has of readings into their stores, without taking the place of newer ones. */
export function takeReadings({ figures }: Pick<Today, "figures">): void {
  // What the live line has told meanwhile is newer.
  const isNews = (one: Reading) => {
    const shown = knownReading(seriesKey(one.indicator, one.place));
    if (shown === undefined || one.asOfMs > shown.asOfMs) return true;
    return one.asOfMs === shown.asOfMs && one.revision > shown.revision;
  };
  putReadings(figures.flatMap(({ reading }) => (reading !== null && isNews(reading) ? [reading] : [])));
}

/** Keeps it asked for while a page shows it: now and then, with each new line, and when the page is looked at again. @returns its undo */
export function keepToday(): () => void {
  const look = () => {
    if (document.visibilityState === "visible" && performance.now() >= nextAtMs) void askToday();
  };
  const timer = setInterval(look, 1_000);
  const undoLine = lineCount.subscribe((count) => count > 1 && void askToday());
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearInterval(timer);
    undoLine();
    document.removeEventListener("visibilitychange", look);
  };
}
