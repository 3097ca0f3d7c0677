import { routes } from "#contract/routes.ts";
import { Usage } from "#contract/usage/http.ts";
import { type Asked, askCore, useAsked } from "../state/asking.ts";
import { nowStore } from "../state/clock.ts";

const dayMs = 86_400_000;

/** Days back from today that somebody may look at. */
export const spans = [30, 90, 365, 730] as const;
export type UsageSpan = (typeof spans)[number];

export type UsageFilter = { span: UsageSpan; unit: string | undefined; role: string | undefined };

/** Figures of what is shown grow all the time; the page that says whether the wall is used need not hurry. */
const askEveryMs = 60_000;

/** The day of a zone so many days ago: "2026-10-28". */
const dayAgo = (days: number, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(nowStore.getState() - days * dayMs);

export function useUsage({ span, unit, role }: UsageFilter, timeZone: string): Asked<Usage> {
  const query = new URLSearchParams({ fromDay: dayAgo(span, timeZone) });
  if (unit !== undefined) query.set("unit", unit);
  if (role !== undefined) query.set("role", role);
  return useAsked(`usage?${query}`, (signal) => askCore(`${routes.usage}?${query}`, Usage, { signal }), askEveryMs);
}
