import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Earlier } from "#contract/today/http.ts";
import type { Store } from "../store/repositories.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A stretch in which the value lies that a figure is held against; epoch ms, both ends included. The newest in it is meant. */
export type Stretch = { than: Earlier["than"]; fromMs: number; toMs: number };

/**
 * What a figure is held against, by how often it comes: figures of the day and quicker against the same time yesterday and a week ago, longer
 * ones against the period before; each against a year ago. What lies too far beside the moment meant is nothing to be held against: a value of
 * noon is none of the morning's.
 */
export function stretchesOf(period: Indicator["period"], { asOfMs }: Pick<Reading, "asOfMs">): Stretch[] {
  const back = (than: Earlier["than"], days: number, earlierMs: number, laterMs = 0): Stretch => {
    const atMs = asOfMs - days * dayMs;
    return { than, fromMs: Math.max(0, atMs - earlierMs), toMs: Math.max(0, atMs + laterMs) };
  };
  switch (period) {
    case "minute":
      return [back("day", 1, hourMs / 2), back("week", 7, hourMs / 2), back("year", 365, hourMs)];
    case "hour":
      return [back("day", 1, 2 * hourMs), back("week", 7, 2 * hourMs), back("year", 365, 3 * hourMs)];
    case "day":
      return [back("day", 1, hourMs, hourMs), back("week", 7, hourMs, hourMs), back("year", 365, 1.5 * dayMs, dayMs)];
    case "month":
      return [back("period", 30, 4 * dayMs, 4 * dayMs), back("year", 365, 4 * dayMs, 4 * dayMs)];
    case "quarter":
      return [back("period", 91, 6 * dayMs, 6 * dayMs), back("year", 365, 6 * dayMs, 6 * dayMs)];
    case "year":
      return [back("year", 365, 6 * dayMs, 6 * dayMs)];
  }
}

/** What a figure was, at each of these moments at which something is known of it. */
export async function earlierOf(
  past: Pick<Store["past"], "newestInMany">,
  indicator: Pick<Indicator, "period">,
  reading: Pick<Reading, "indicator" | "place" | "asOfMs">,
): Promise<Earlier[]> {
  const stretches = stretchesOf(indicator.period, reading);
  const found = await past.newestInMany(
    stretches.map(({ fromMs, toMs }) => ({ indicator: reading.indicator, place: reading.place, fromMs, toMs })),
  );
  return found.flatMap((value, at) => {
    const stretch = stretches[at];
    if (stretch === undefined || typeof value?.value !== "number") return [];
    return [{ than: stretch.than, asOfMs: value.asOfMs, value: value.value }];
  });
}
