/** The key of a series: one indicator at one place. */
export const seriesKey = (indicator: string, place: string): string => `${indicator}@${place}`;

/** Its indicator and its place. */
export function partsOfKey(key: string): [indicator: string, place: string] {
  const [indicator = "", place = ""] = key.split("@");
  return [indicator, place];
}
