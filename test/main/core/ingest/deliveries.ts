import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { siteWith } from "../connectors/small-site.ts";

export const profile = siteWith([{ id: "nguon", type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" }]);
export const nowMs = Date.parse("2026-01-02T03:04:05+07:00");

/** What a store holds, without what depends on when it came: order and moment of arrival. */
export function contentOf(folder: string): unknown[] {
  const database = openDatabase(folder);
  const select = (table: string, isCounting: number) => `
    SELECT ${isCounting} AS isCounting, s.indicator, s.place, r.as_of_ms, r.issued_at_ms, r.value, r.status, r.quality,
      o.name FROM ${table} r JOIN series s ON s.id = r.series_id JOIN sources o ON o.id = r.source_id`;
  const rows = database
    .prepare(`${select("readings", 1)} UNION ALL ${select("superseded", 0)} ORDER BY 2, 3, 4, 5`)
    .all();
  database.close();
  return rows;
}

/** Ingest on the store of a data folder, at `nowMs`. */
export async function startIngest(folder: string) {
  const store = await openStore(folder);
  const ingest = createIngest({
    profile,
    store: createStoring(store.readings).store,
    readings: store.readings,
    now: () => nowMs,
    onStoreFailure() {},
  });
  return {
    store,
    ingest,
    async end() {
      await ingest.stop();
      await store.close();
    },
  };
}
