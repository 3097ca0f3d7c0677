import type Database from "better-sqlite3";
import type { Acknowledgement, Outage } from "#contract/entities/outage.ts";
import type { Words } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { writesTo } from "./failures.ts";
import { restOfIndicators } from "./inbox.ts";
import type { Outbox } from "./outbox.ts";
import type { KeptOutage, OutagesRepository } from "./repositories.ts";

const keptForMs = 400 * 86_400_000;
const kept = 10_000;
/** Of an outage's indicators so many are told, those with the most missing first. */
const indicatorsTold = 50;

type Row = {
  number: number;
  id: string;
  machine: string | null;
  kind: "source" | "store";
  source: string;
  name: string;
  cause: "source" | "core";
  fromMs: number | null;
  plannedUntilMs: number | null;
  toMs: number;
  caughtUp: number;
  reason: string;
  acknowledgedAtMs: number | null;
  role: string;
  saidBy: string;
  note: string;
  deliveredAtMs: number | null;
  waiting: number;
  refused: number;
};
type PeriodRow = { indicator: string; expected: number; late: number };

/**
 * @param entered writes what people say, on the disk itself before it is acknowledged
 * @param received writes what is counted
 * @param folder named in failures
 * @param outbox on the connection `entered`
 */
export function createOutagesRepository(
  entered: Database.Database,
  received: Database.Database,
  folder: string,
  outbox: Pick<Outbox, "put">,
): OutagesRepository {
  const sql = statements(received);
  const own = statements(entered);

  const put = received.transaction((outages: readonly KeptOutage[]) => {
    for (const { indicators, name, plannedUntilMs = null, ...outage } of outages) {
      const number = sql.put.get({ ...outage, plannedUntilMs, name: JSON.stringify(name) }) as number;
      for (const one of indicators) sql.putPeriods.run({ number, ...one });
    }
  });

  const acknowledge = entered.transaction(
    (id: string, said: Omit<Acknowledgement, "forwarding">, centres: readonly string[]): Outage | undefined => {
      const { atMs, by, note } = said;
      const isNew = own.acknowledge.run({ id, atMs, role: by.role, name: by.name, note }).changes > 0;
      const outage = find(own, id);
      // What came from another machine is that one's to forward.
      if (!isNew || outage === undefined || outage.machine !== null || centres.length === 0) return outage;
      // A centre of an older version refuses what it does not know for good.
      const { plannedUntilMs: _, ...told } = { plannedUntilMs: undefined, ...outage };
      outbox.put({ subject: id, deed: { kind: "outage-acknowledged", outage: told }, madeAtMs: atMs, centres });
      return find(own, id);
    },
  );

  const write = writesTo(folder);

  return {
    put: (outages) => write(() => put.immediate(outages)),
    putSetAside: (outage) =>
      write(() => void sql.putSetAside.run({ ...outage, reason: JSON.stringify(outage.reason) })),
    async recent(afterMs, limit) {
      return (sql.recent.all({ afterMs, limit }) as (Row & { fromMs: number })[]).map((row) => ({
        ...{ id: row.id, source: row.source, name: JSON.parse(row.name) as Words, cause: row.cause },
        ...{ fromMs: row.fromMs, toMs: row.toMs, caughtUp: row.caughtUp, indicators: periodsOf(sql, row.number) },
        ...plannedOf(row),
      }));
    },
    async list(limit, before, asOfMs = Number.MAX_SAFE_INTEGER) {
      const asked = { limit, asOfMs };
      const rows = before === undefined ? sql.list.all(asked) : sql.listBefore.all({ ...asked, before });
      return (rows as Row[]).map((row) => {
        const outage = outageOf(sql, row);
        return (row.acknowledgedAtMs ?? 0) > asOfMs ? { ...outage, acknowledgement: null } : outage;
      });
    },
    acknowledge: (id, said, centres) => write(() => acknowledge.immediate(id, said, centres)),
    tidy: (nowMs) => write(() => sql.tidy.run({ beforeMs: nowMs - keptForMs, kept }).changes),
    async aliveAtMs() {
      return (sql.alive.get() as number | undefined) ?? null;
    },
    sayAlive: (atMs) => write(() => void sql.sayAlive.run(atMs)),
  };
}

const periodsOf = ({ periods }: Statements, outage: number): PeriodRow[] => periods.all(outage) as PeriodRow[];

const plannedOf = ({ plannedUntilMs }: Row) => (plannedUntilMs === null ? {} : { plannedUntilMs });

function outageOf(sql: Statements, row: Row): Outage {
  const { id, machine, fromMs, toMs } = row;
  const base = { id, machine, toMs, acknowledgement: acknowledgementOf(row) };
  if (row.kind === "store") return { ...base, kind: "store", fromMs, reason: JSON.parse(row.reason) as CodedMessage };
  const periods = periodsOf(sql, row.number);
  const sum = (key: "expected" | "late") => periods.reduce((total, one) => total + one[key], 0);
  const counted = (expected: number, late: number) => ({ expected, late, missing: expected - late });
  return {
    ...base,
    kind: "source",
    source: row.source,
    name: JSON.parse(row.name) as Words,
    cause: row.cause,
    ...plannedOf(row),
    fromMs: fromMs ?? toMs,
    caughtUp: row.caughtUp,
    periods: counted(sum("expected"), sum("late")),
    indicators: periods
      .filter(({ indicator }) => indicator !== restOfIndicators)
      .map(({ indicator, expected, late }) => ({ indicator, ...counted(expected, late) }))
      .slice(0, indicatorsTold),
  };
}

function find(sql: Statements, id: string): Outage | undefined {
  const row = sql.find.get(id) as Row | undefined;
  return row === undefined ? undefined : outageOf(sql, row);
}

function acknowledgementOf(row: Row): Acknowledgement | null {
  const { acknowledgedAtMs, role, saidBy, note } = row;
  if (acknowledgedAtMs === null) return null;
  return { atMs: acknowledgedAtMs, by: { role, name: saidBy }, note, forwarding: forwardingOf(row) };
}

function forwardingOf({ waiting, refused, deliveredAtMs }: Row): Acknowledgement["forwarding"] {
  if (waiting > 0) return "waiting";
  if (refused > 0) return "refused";
  return deliveredAtMs === null ? "none" : "delivered";
}

type Statements = ReturnType<typeof statements>;

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const columns = `number, id, machine, kind, source, name, cause, from_ms AS fromMs, planned_until_ms AS plannedUntilMs, to_ms AS toMs, caught_up AS caughtUp, reason,
    acknowledged_at_ms AS acknowledgedAtMs, acknowledged_role AS role, acknowledged_name AS saidBy, note,
    delivered_at_ms AS deliveredAtMs,
    (SELECT count(*) FROM outbox WHERE subject = outages.id AND refused_at_ms IS NULL) AS waiting,
    (SELECT count(*) FROM outbox WHERE subject = outages.id AND refused_at_ms IS NOT NULL) AS refused`;
  const newestFirst = "ORDER BY to_ms DESC, number DESC LIMIT @limit";
  return {
    put: database
      .prepare(
        `INSERT INTO outages (id, kind, source, name, cause, from_ms, to_ms, caught_up, planned_until_ms)
         VALUES (@id, 'source', @source, @name, @cause, @fromMs, @toMs, @caughtUp, @plannedUntilMs)
         ON CONFLICT (id) DO UPDATE SET to_ms = excluded.to_ms, caught_up = excluded.caught_up,
           planned_until_ms = excluded.planned_until_ms RETURNING number`,
      )
      .pluck(),
    // What was dropped as too old since cannot be counted any more, but it was there.
    putPeriods: database.prepare(
      `INSERT INTO outage_periods (outage, indicator, expected, late) VALUES (@number, @indicator, @expected, @late)
       ON CONFLICT DO UPDATE SET late = max(late, excluded.late)`,
    ),
    putSetAside: database.prepare(
      `INSERT INTO outages (id, kind, from_ms, to_ms, reason) SELECT @id, 'store', @fromMs, @toMs, @reason
       WHERE NOT EXISTS (SELECT 1 FROM outages WHERE kind = 'store' AND machine IS NULL AND to_ms = @toMs)`,
    ),
    periods: database.prepare(
      `SELECT indicator, expected, late FROM outage_periods WHERE outage = ? ORDER BY expected - late DESC, indicator`,
    ),
    recent: database.prepare(
      `SELECT ${columns} FROM outages
       WHERE kind = 'source' AND machine IS NULL AND (to_ms IS NULL OR to_ms > @afterMs)
       ORDER BY to_ms IS NULL DESC, to_ms DESC, number DESC LIMIT @limit`,
    ),
    list: database.prepare(`SELECT ${columns} FROM outages WHERE to_ms <= @asOfMs ${newestFirst}`),
    listBefore: database.prepare(
      `SELECT ${columns} FROM outages
       WHERE (to_ms, number) < (SELECT to_ms, number FROM outages WHERE id = @before) AND to_ms <= @asOfMs ${newestFirst}`,
    ),
    find: database.prepare(`SELECT ${columns} FROM outages WHERE id = ? AND to_ms IS NOT NULL`),
    acknowledge: database.prepare(
      `UPDATE outages SET acknowledged_at_ms = @atMs, acknowledged_role = @role, acknowledged_name = @name, note = @note
       WHERE id = @id AND to_ms IS NOT NULL AND acknowledged_at_ms IS NULL`,
    ),
    tidy: database.prepare(
      `DELETE FROM outages WHERE to_ms < @beforeMs
       OR number <= (SELECT number FROM outages ORDER BY number DESC LIMIT 1 OFFSET @kept)`,
    ),
    alive: database.prepare("SELECT at_ms FROM alive").pluck(),
    sayAlive: database.prepare(
      "INSERT INTO alive VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET at_ms = excluded.at_ms",
    ),
  };
}
