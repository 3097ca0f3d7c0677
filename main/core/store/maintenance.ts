import type Database from "better-sqlite3";
import type { MaintenanceWindow } from "#contract/maintenance/maintenance.ts";
import type { MaintenanceRepository } from "../maintenance/repository.ts";
import { writesTo } from "./failures.ts";

/** As long as the outages that they explain. */
const keptForMs = 400 * 86_400_000;
const kept = 5_000;

type Row = Omit<MaintenanceWindow, "saidBy" | "ended"> & {
  saidRole: string;
  saidName: string;
  endedAtMs: number | null;
  endedRole: string | null;
  endedName: string | null;
};

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createMaintenanceRepository(database: Database.Database, folder: string): MaintenanceRepository {
  const columns = `id, source, from_ms AS fromMs, until_ms AS untilMs, reason, said_at_ms AS saidAtMs, said_role AS saidRole,
    said_name AS saidName, ended_at_ms AS endedAtMs, ended_role AS endedRole, ended_name AS endedName`;
  const open = database.prepare(
    `SELECT ${columns} FROM maintenance WHERE until_ms > ? AND ended_at_ms IS NULL ORDER BY from_ms, number`,
  );
  const past = database.prepare(
    `SELECT ${columns} FROM maintenance WHERE source = ? AND (until_ms <= ? OR ended_at_ms IS NOT NULL)
     ORDER BY coalesce(ended_at_ms, until_ms) DESC, number DESC LIMIT ?`,
  );
  const insert = database.prepare(
    `INSERT INTO maintenance (id, source, from_ms, until_ms, reason, said_at_ms, said_role, said_name)
     VALUES (@id, @source, @fromMs, @untilMs, @reason, @saidAtMs, @role, @name)`,
  );
  const tidy = database.prepare(
    `DELETE FROM maintenance WHERE until_ms < @beforeMs
     OR number <= (SELECT number FROM maintenance ORDER BY number DESC LIMIT 1 OFFSET @kept)`,
  );
  const update = database.prepare(
    `UPDATE maintenance SET ended_at_ms = @atMs, ended_role = @role, ended_name = @name
     WHERE id = @id AND ended_at_ms IS NULL`,
  );
  const add = database.transaction(({ ended: _, saidBy, ...window }: MaintenanceWindow) => {
    insert.run({ ...window, ...saidBy });
    tidy.run({ beforeMs: window.saidAtMs - keptForMs, kept });
  });
  const end = database.transaction((ids: readonly string[], { atMs, by }: NonNullable<MaintenanceWindow["ended"]>) => {
    for (const id of ids) update.run({ id, atMs, ...by });
  });
  const write = writesTo(folder);
  return {
    open: async (atMs) => (open.all(atMs) as Row[]).map(windowOf),
    past: async (source, atMs, limit) => (past.all(source, atMs, limit) as Row[]).map(windowOf),
    add: (window) => write(() => add.immediate(window)),
    end: (ids, ended) => write(() => end.immediate(ids, ended)),
  };
}

function windowOf({ saidRole, saidName, endedAtMs, endedRole, endedName, ...row }: Row): MaintenanceWindow {
  return {
    ...row,
    saidBy: { role: saidRole, name: saidName },
    ended: endedAtMs === null ? null : { atMs: endedAtMs, by: { role: endedRole ?? "", name: endedName ?? "" } },
  };
}
