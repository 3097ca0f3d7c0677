import { routes } from "#contract/routes.ts";
import { Usage } from "#contract/usage/http.ts";
import { type Asked, askCore, useAsked } from "../state/asking.ts";

/** Days back from today that somebody may look at. */
export const spans = [30, 90, 365, 730] as const;
export type UsageSpan = (typeof spans)[number];

export type UsageFilter = { span: UsageSpan; unit: string | undefined; role: string | undefined };

/** Figures of what is shown grow all the time; the page that says whether the wall is used need not hurry. */
const askEveryMs = 60_000;

export function useUsage({ span, unit, role }: UsageFilter): Asked<Usage> {
  const query = new URLSearchParams({ days: String(span) });
  if (unit !== undefined) query.set("unit", unit);
  if (role !== undefined) query.set("role", role);
  return useAsked(`usage?${query}`, (signal) => askCore(`${routes.usage}?${query}`, Usage, { signal }), askEveryMs);
}
