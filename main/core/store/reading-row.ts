import type { Reading } from "#contract/entities/reading.ts";

/** By their numbers in the tables (see migrations/0001-readings.ts); never reordered. */
export const statuses: readonly Reading["status"][] = ["estimated", "preliminary", "official", "simulated"];
export const qualities: readonly Reading["quality"][] = ["good", "uncertain", "bad"];

const wordOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, number) => `WHEN ${number} THEN '${word}'`).join(" ")} END`;

/** What a query selects of a reading `r` and its source `o`, by the names of `Reading`. */
export const readingColumns = `r.value, r.as_of_ms AS asOfMs, r.received_at_ms AS receivedAtMs,
  r.issued_at_ms AS issuedAtMs, r.revision, o.name AS source, r.origin_received_at_ms AS originReceivedAtMs,
  ${wordOf("r.status", statuses)} AS status, ${wordOf("r.quality", qualities)} AS quality`;

/** A reading without its series. */
export type Known = Omit<Reading, "indicator" | "place">;

/** A row of `readingColumns`. */
export type ReadingRow = Omit<Known, "issuedAtMs" | "origin"> & {
  issuedAtMs: number | null;
  originReceivedAtMs: number | null;
};

/** As the tables have it: absent where it is when it was received. */
export const issuedMember = (issuedAtMs: number | null): { issuedAtMs?: number } =>
  issuedAtMs === null ? {} : { issuedAtMs };

/** The name under which the tables keep a source: "centre/source" for what came through another core. */
export const storedSource = ({ source, origin }: Pick<Reading, "source" | "origin">): string =>
  origin === undefined ? source : `${source}/${origin.source}`;

/** The same platform is known by the same id here and at a centre. */
export const platformOf = ({ source, origin }: Pick<Reading, "source" | "origin">): string => origin?.source ?? source;

export const knownOf = (row: ReadingRow): Known => {
  const { value, asOfMs, receivedAtMs, issuedAtMs, revision, status, quality, originReceivedAtMs } = row;
  const known = { value, asOfMs, receivedAtMs, ...issuedMember(issuedAtMs), revision };
  if (originReceivedAtMs === null) return { ...known, source: row.source, status, quality };
  const [source = "", from = ""] = row.source.split("/");
  return { ...known, source, origin: { source: from, receivedAtMs: originReceivedAtMs }, status, quality };
};
