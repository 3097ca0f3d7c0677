/** The key of a series: one indicator at one place. */
export const seriesKey = (indicator: string, place: string): string => `${indicator}@${place}`;
