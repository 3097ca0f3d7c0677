import { routes } from "#contract/routes.ts";

/** So long after the last unlock what was told opens without the core. */
export const opensForMs = 12 * 3_600_000;
/** A clock that was set back farther than this is not believed. */
const clockSlackMs = 5 * 60_000;
/** So many answers are kept, those asked longest ago go first; a larger one is not. */
export const mostAnswers = 120;
export const longestAnswer = 300_000;

/** Whose answers are kept here, and when this browser's session was last seen to be unlocked, epoch ms on this machine's clock. */
export type Owner = { account: string; fullName: string; unlockedAtMs: number };

/** open: what is kept may be shown · over: the time is · none: nothing of anybody. */
export type Opening = "open" | "over" | "none";

export function openingOf(owner: Owner | undefined, nowMs: number): Opening {
  if (owner === undefined) return "none";
  const ageMs = nowMs - owner.unlockedAtMs;
  return ageMs >= -clockSlackMs && ageMs < opensForMs ? "open" : "over";
}

/** What is kept of the core's answers: routes for whoever may `read`, which is all that a viewer may. A test holds it against the table of rights. */
export const keptRoutes: readonly string[] = [
  routes.today,
  routes.history,
  routes.readings,
  routes.forecasts,
  routes.explanation,
  routes.scenes,
];

/** By what an answer is found again: a stretch of the past that ends now is the same question a minute later. @returns undefined: it is not kept */
export function keyOf(path: string): string | undefined {
  const { pathname, searchParams } = new URL(path, "http://core");
  if (!keptRoutes.includes(pathname)) return undefined;
  const [fromMs, toMs] = [searchParams.get("fromMs"), searchParams.get("toMs")];
  if (fromMs !== null && toMs !== null) {
    searchParams.delete("fromMs");
    searchParams.delete("toMs");
    searchParams.set("span", String(Number(toMs) - Number(fromMs)));
  }
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}
