import type { Reading } from "#contract/entities/reading.ts";

/** By their numbers in the tables (see migrations/0001-readings.ts); never reordered. */
export const statuses: readonly Reading["status"][] = ["estimated", "preliminary", "official", "simulated"];
export const qualities: readonly Reading["quality"][] = ["good", "uncertain", "bad"];

const wordOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, number) => `WHEN ${number} THEN '${word}'`).join(" ")} END`;

/** What a query selects of a reading `r` and its source `o`, by the names of `Reading`. */
export const readingColumns = `r.value, r.as_of_ms AS asOfMs, r.received_at_ms AS receivedAtMs,
  r.issued_at_ms AS issuedAtMs, r.revision, o.name AS source,
  ${wordOf("r.status", statuses)} AS status, ${wordOf("r.quality", qualities)} AS quality`;

/** A row of `readingColumns`. */
export type ReadingRow = Omit<Reading, "indicator" | "place" | "issuedAtMs"> & { issuedAtMs: number | null };

/** As the tables have it: absent where it is when it was received. */
export const issuedMember = (issuedAtMs: number | null): { issuedAtMs?: number } =>
  issuedAtMs === null ? {} : { issuedAtMs };
