import type Database from "better-sqlite3";
import { AuditEntry } from "#contract/audit/entry.ts";
import type { Anchor, AuditRepository, SealedEntry } from "../audit/repository.ts";
import { writesTo } from "./failures.ts";

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createAuditRepository(database: Database.Database, folder: string): AuditRepository {
  const last = database.prepare("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1");
  const newest = database.prepare("SELECT number, body, seal FROM audit ORDER BY number DESC LIMIT 1");
  const insert = database.prepare("INSERT INTO audit (number, body, seal) VALUES (@number, @body, @seal)");
  const anchor = database.prepare("SELECT number, seal, proof FROM audit_anchor");
  const setAnchor = database.prepare(
    `INSERT INTO audit_anchor (one, number, seal, proof) VALUES (1, @number, @seal, @proof)
     ON CONFLICT (one) DO UPDATE SET number = excluded.number, seal = excluded.seal, proof = excluded.proof`,
  );
  const sealed = database.prepare("SELECT number, body, seal FROM audit WHERE number > ? ORDER BY number LIMIT ?");
  // Numbers have no gaps, so nothing needs to be counted.
  const extent = database.prepare(
    `SELECT coalesce(max(number) - min(number) + 1, 0) AS entries,
       (SELECT at_ms FROM audit ORDER BY number LIMIT 1) AS oldestAtMs FROM audit`,
  );
  const within = (path: string, value: string) =>
    `(${value} IS NULL OR instr(lower(body ->> '${path}'), lower(${value})) > 0)`;
  const list = database.prepare(
    `SELECT number, body FROM audit
     WHERE (@before IS NULL OR number < @before) AND (@fromMs IS NULL OR at_ms >= @fromMs) AND (@toMs IS NULL OR at_ms <= @toMs)
       AND (@who IS NULL OR instr(lower((body ->> '$.who.name') || ' ' || (body ->> '$.who.role')), lower(@who)) > 0)
       AND ${within("$.deed", "@deed")} AND ${within("$.target", "@target")}
       AND ${within("$.from", "@address")}
       AND (@outcome IS NULL OR body ->> '$.outcome' = @outcome)
     ORDER BY number DESC LIMIT @limit`,
  );
  const sealOf = database.prepare("SELECT seal FROM audit WHERE number = ?").pluck();
  const dropUpTo = database.prepare("DELETE FROM audit WHERE number <= ?");
  // By the clock of the machine, which may have been set back: what was written before an old entry is as old.
  const surplus = database
    .prepare(
      `SELECT max(coalesce((SELECT number FROM audit WHERE at_ms < @beforeMs ORDER BY number DESC LIMIT 1), 0),
                  coalesce((SELECT max(number) - @most FROM audit HAVING max(number) - @most >= min(number)), 0))`,
    )
    .pluck();
  const taken = database.prepare("SELECT number FROM audit_taken WHERE server = ?").pluck();
  const noteTaken = database.prepare(
    `INSERT INTO audit_taken (one, server, number) VALUES (1, ?, ?)
     ON CONFLICT (one) DO UPDATE SET server = excluded.server, number = excluded.number`,
  );
  const append = database.transaction(
    (entry: Omit<AuditEntry, "number">, seal: Parameters<AuditRepository["append"]>[1]): SealedEntry => {
      const before = (last.get() ?? anchor.get()) as Pick<Anchor, "number" | "seal"> | undefined;
      const number = (before?.number ?? 0) + 1;
      const body = JSON.stringify(AuditEntry.omit({ number: true }).parse(entry));
      const made = { number, body, seal: seal(before?.seal ?? null, number, body) };
      insert.run(made);
      return made;
    },
  );
  const drop = database.transaction((upTo: number, anchorOf: (number: number, seal: string) => Anchor) => {
    const seal = sealOf.get(upTo) as string | undefined;
    if (seal === undefined) return;
    setAnchor.run(anchorOf(upTo, seal));
    dropUpTo.run(upTo);
  });
  const write = writesTo(folder);
  return {
    append: (entry, seal) => write(() => append.immediate(entry, seal)),
    async list({
      fromMs = null,
      toMs = null,
      who = null,
      deed = null,
      target = null,
      address = null,
      outcome = null,
      before = null,
      limit,
    }) {
      const rows = list.all({ fromMs, toMs, who, deed, target, address, outcome, before, limit });
      return (rows as { number: number; body: string }[]).map(({ number, body }) => ({ ...JSON.parse(body), number }));
    },
    sealed: async (after, limit) => sealed.all(after, limit) as SealedEntry[],
    newest: async () => newest.get() as SealedEntry | undefined,
    anchor: async () => anchor.get() as Anchor | undefined,
    extent: async () => extent.get() as { entries: number; oldestAtMs: number | null },
    drop: (upTo, anchorOf) => write(() => drop.immediate(upTo, anchorOf)),
    taken: async (server) => (taken.get(server) as number | undefined) ?? 0,
    noteTaken: (server, number) => write(() => void noteTaken.run(server, number)),
    async surplus(beforeMs, most) {
      const number = surplus.get({ beforeMs, most }) as number;
      return number === 0 ? null : number;
    },
  };
}
