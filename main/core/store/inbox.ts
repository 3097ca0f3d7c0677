import type Database from "better-sqlite3";
import type { Delivery } from "#contract/entities/deed.ts";
import type { Outage } from "#contract/entities/outage.ts";
import { writeFailure } from "./failures.ts";
import type { InboxRepository } from "./repositories.ts";

/** What is sent again after this long counts again as far as it can: a report is known by its own id. */
const keysKeptMs = 400 * 86_400_000;
const keysKept = 100_000;
/** Holds what is told of no indicator by name, so that the sums stay true. */
export const restOfIndicators = "·";

/**
 * What people did at other cores, each once: its key and its effect are written in one transaction.
 * @param database of what people enter
 * @param folder named in failures
 */
export function createInbox(database: Database.Database, folder: string): InboxRepository {
  const sql = statements(database);

  const takeOutage = (outage: Outage, machine: string, atMs: number): void => {
    const { id, kind, toMs, fromMs, acknowledgement: said } = outage;
    const isSource = outage.kind === "source";
    const number = sql.putOutage.get({
      ...{ id, machine, kind, fromMs, toMs },
      source: isSource ? outage.source : null,
      name: isSource ? JSON.stringify(outage.name) : null,
      cause: isSource ? outage.cause : null,
      caughtUp: isSource ? outage.caughtUp : 0,
      reason: isSource ? null : JSON.stringify(outage.reason),
      saidAtMs: said?.atMs ?? atMs,
      role: said?.by.role ?? "",
      saidBy: said?.by.name ?? "",
      note: said?.note ?? "",
    }) as number;
    if (!isSource) return;
    const told = { expected: 0, late: 0 };
    for (const { indicator, expected, late } of outage.indicators) {
      sql.putPeriods.run({ number, indicator, expected, late });
      told.expected += expected;
      told.late += late;
    }
    const { expected, late } = outage.periods;
    if (expected > told.expected || late > told.late)
      sql.putPeriods.run({
        ...{ number, indicator: restOfIndicators, expected: expected - told.expected, late: late - told.late },
      });
  };

  const take = database.transaction(({ key, deed }: Delivery, machine: string, atMs: number) => {
    if (sql.putKey.run({ key, machine, subject: deed.outage.id, atMs }).changes === 0) return "repeated";
    sql.tidy.run({ beforeMs: atMs - keysKeptMs, kept: keysKept });
    takeOutage(deed.outage, machine, atMs);
    return "accepted";
  });

  return {
    async take(delivery, machine, atMs) {
      try {
        return take.immediate(delivery, machine, atMs);
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
  };
}

/** Prepared once and kept. */
function statements(database: Database.Database) {
  return {
    putKey: database.prepare(
      `INSERT INTO inbox (key, machine, subject, received_at_ms) VALUES (@key, @machine, @subject, @atMs)
       ON CONFLICT (key) DO NOTHING`,
    ),
    tidy: database.prepare(
      `DELETE FROM inbox WHERE number <= (SELECT max(number) FROM inbox) - @kept
         OR (received_at_ms < @beforeMs AND number <= (SELECT min(number) FROM inbox) + 100)`,
    ),
    putOutage: database
      .prepare(
        `INSERT INTO outages (id, machine, kind, source, name, cause, from_ms, to_ms, caught_up, reason,
           acknowledged_at_ms, acknowledged_role, acknowledged_name, note)
         VALUES (@id, @machine, @kind, @source, @name, @cause, @fromMs, @toMs, @caughtUp, @reason,
           @saidAtMs, @role, @saidBy, @note)
         ON CONFLICT (id) DO UPDATE SET caught_up = max(caught_up, excluded.caught_up) RETURNING number`,
      )
      .pluck(),
    putPeriods: database.prepare(
      `INSERT INTO outage_periods (outage, indicator, expected, late) VALUES (@number, @indicator, @expected, @late)
       ON CONFLICT DO UPDATE SET late = max(late, excluded.late)`,
    ),
  };
}
