import type Database from "better-sqlite3";
import type { WallEntry, Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import { writeFailure } from "./failures.ts";
import type { EntryMark, EntryToReverse, KeptAutomation, KeptScene, WallRepository } from "./repositories.ts";

/** What people did is kept for long, and not without end. */
const entriesKept = 10_000;
/** Of each scene; older versions go when newer ones come. */
const versionsKept = 200;

type By = { role: string | null; saidBy: string | null };
type SceneRow = Omit<KeptScene, "by" | "isRemoved"> & By & { isRemoved: number };
type AutomationRow = SceneRow & Pick<KeptAutomation, "kind">;
type EntryRow = Omit<WallEntry, "who" | "params" | "isUndone" | "isRevocable"> &
  By & { params: string; undone: number; revocable: number };

type MarkRow = {
  id: number;
  since: number;
  touches: string | null;
  undone: number;
  changedRole: string | null;
  changedName: string | null;
  changedAtMs: number;
};
type ReverseRow = MarkRow & By & Pick<WallEntry, "kind" | "atMs"> & { params: string; document: string };

const by = ({ who }: { who: Who | null }) => ({ role: who?.role ?? null, saidBy: who?.name ?? null });
const markOf = ({ id, since, touches, undone, changedRole, changedName, changedAtMs }: MarkRow): EntryMark => ({
  id,
  since,
  changedBy: whoOf({ role: changedRole, saidBy: changedName }),
  changedAtMs,
  touches: touches === null ? null : (JSON.parse(touches) as string[]),
  isStanding: undone === 0,
});
const toReverse = (row: ReverseRow | undefined): EntryToReverse | undefined => {
  if (row === undefined) return undefined;
  const { kind, atMs, document } = row;
  return { ...markOf(row), kind, atMs, document, who: whoOf(row), params: JSON.parse(row.params) };
};
const whoOf = ({ role, saidBy }: By): Who | null => (role === null ? null : { role, name: saidBy ?? "" });
const keptOf = <Row extends SceneRow>({ role, saidBy, isRemoved, ...row }: Row) => ({
  ...row,
  isRemoved: isRemoved === 1,
  by: whoOf({ role, saidBy }),
});

/**
 * @param database written with `synchronous=FULL`: a change of the wall is on the disk before it is shown
 * @param folder named in failures
 */
export function createWallRepository(database: Database.Database, folder: string): WallRepository {
  const sceneColumns = "id, version, document, is_removed AS isRemoved, at_ms AS atMs, role, said_by AS saidBy";
  const markColumns = `one.id, coalesce(one.since, one.id) AS since, one.touches, one.undone,
    last.role AS changedRole, last.said_by AS changedName, last.at_ms AS changedAtMs`;
  // `last`: the entry that made it, or that took it back or did it again last.
  const marks = "wall_entries AS one JOIN wall_entries AS last ON last.id = coalesce(one.since, one.id)";
  const reverseColumns = `${markColumns}, one.kind, one.params, one.at_ms AS atMs, one.role, one.said_by AS saidBy`;
  const sql = {
    version: database.prepare("SELECT version FROM wall_version").pluck(),
    takeVersion: database
      .prepare("UPDATE wall_version SET version = version + 1 WHERE version = ? RETURNING version")
      .pluck(),
    newest: database.prepare(
      `SELECT ${sceneColumns} FROM scenes AS one
       WHERE version = (SELECT max(version) FROM scenes WHERE id = one.id) ORDER BY id`,
    ),
    scene: database.prepare(`SELECT ${sceneColumns} FROM scenes WHERE id = ? AND version = ?`),
    putScene: database.prepare(
      `INSERT INTO scenes (id, version, document, is_removed, at_ms, role, said_by)
       VALUES (@id, @version, @document, @isRemoved, @atMs, @role, @saidBy)`,
    ),
    newestAutomations: database.prepare(
      `SELECT kind, ${sceneColumns} FROM automations AS one
       WHERE version = (SELECT max(version) FROM automations WHERE kind = one.kind AND id = one.id) ORDER BY kind, id`,
    ),
    automation: database.prepare(
      `SELECT kind, ${sceneColumns} FROM automations WHERE kind = ? AND id = ? AND version = ?`,
    ),
    putAutomation: database.prepare(
      `INSERT INTO automations (kind, id, version, document, is_removed, at_ms, role, said_by)
       VALUES (@kind, @id, @version, @document, @isRemoved, @atMs, @role, @saidBy)`,
    ),
    dropAutomations: database.prepare("DELETE FROM automations WHERE kind = ? AND id = ? AND version <= ?"),
    running: database.prepare("SELECT document FROM automation_state").pluck(),
    putRunning: database.prepare("INSERT OR REPLACE INTO automation_state (only, document) VALUES (1, ?)"),
    dropVersions: database.prepare("DELETE FROM scenes WHERE id = ? AND version <= ?"),
    state: database.prepare("SELECT document FROM wall_state").pluck(),
    putState: database.prepare("INSERT OR REPLACE INTO wall_state (only, document) VALUES (1, ?)"),
    entries: database.prepare(
      `SELECT id, at_ms AS atMs, role, said_by AS saidBy, kind, params, undone,
       before IS NOT NULL AND undone = 0 AS revocable FROM wall_entries
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    ),
    putEntry: database.prepare(
      `INSERT INTO wall_entries (at_ms, role, said_by, kind, params, before, after, touches)
       VALUES (@atMs, @role, @saidBy, @kind, @params, @before, @after, @touches)`,
    ),
    dropEntries: database.prepare("DELETE FROM wall_entries WHERE id <= ?"),
    mark: database.prepare("UPDATE wall_entries SET undone = ?, since = ? WHERE id = ?"),
    settle: database.prepare(
      `UPDATE wall_entries SET undone = 2 WHERE undone = 1
       AND since IN (SELECT id FROM wall_entries WHERE kind = 'undo' AND role IS @role AND said_by IS @saidBy)`,
    ),
    toUndo: database.prepare(
      `SELECT ${reverseColumns}, one.before AS document FROM ${marks}
       WHERE one.undone = 0 AND one.before IS NOT NULL AND one.role IS @role AND one.said_by IS @saidBy
       ORDER BY one.id DESC LIMIT 1`,
    ),
    toRedo: database.prepare(
      `SELECT ${reverseColumns}, one.after AS document FROM ${marks}
       WHERE one.undone = 1 AND last.role IS @role AND last.said_by IS @saidBy ORDER BY one.since DESC LIMIT 1`,
    ),
    entry: database.prepare(
      `SELECT ${reverseColumns}, one.before AS document FROM ${marks} WHERE one.id = ? AND one.before IS NOT NULL`,
    ),
    around: database.prepare(
      `SELECT ${markColumns} FROM ${marks}
       WHERE (one.id > @id OR coalesce(one.since, one.id) > @since) AND one.id <> @id AND one.before IS NOT NULL
       ORDER BY last.id DESC`,
    ),
  };

  const write: WallRepository["commit"] = async ({
    basedOn,
    scenes,
    automations,
    state,
    running,
    entry,
    entries = [],
    marked,
  }) => {
    return database
      .transaction((): number => {
        const version = sql.takeVersion.get(basedOn) as number | undefined;
        if (version === undefined) throw new CodedError("wall.written-meanwhile");
        for (const { by: who, isRemoved, ...scene } of scenes ?? []) {
          sql.putScene.run({ ...scene, isRemoved: isRemoved ? 1 : 0, ...by({ who }) });
          sql.dropVersions.run(scene.id, scene.version - versionsKept);
        }
        for (const { by: who, isRemoved, ...one } of automations ?? []) {
          sql.putAutomation.run({ ...one, isRemoved: isRemoved ? 1 : 0, ...by({ who }) });
          sql.dropAutomations.run(one.kind, one.id, one.version - versionsKept);
        }
        if (running !== undefined) sql.putRunning.run(running);
        if (state !== undefined) sql.putState.run(state);
        for (const one of entry === undefined ? entries : [entry, ...entries]) {
          const { who, params, touches, ...rest } = one;
          // What somebody took back he cannot do again once he has done something else.
          if (marked === undefined && one.before !== null) sql.settle.run(by({ who }));
          const told = { params: JSON.stringify(params), touches: JSON.stringify(touches) };
          const { lastInsertRowid } = sql.putEntry.run({ ...rest, ...told, ...by({ who }) });
          if (one === entry && marked !== undefined) sql.mark.run(marked.isUndone ? 1 : 0, lastInsertRowid, marked.id);
          sql.dropEntries.run(Number(lastInsertRowid) - entriesKept);
        }
        return version;
      })
      .immediate();
  };

  return {
    async scenes() {
      return (sql.newest.all() as SceneRow[]).map(keptOf);
    },
    async scene(id, version) {
      const row = sql.scene.get(id, version) as SceneRow | undefined;
      return row === undefined ? undefined : keptOf(row);
    },
    async automations() {
      return (sql.newestAutomations.all() as AutomationRow[]).map(keptOf);
    },
    async automation(kind, id, version) {
      const row = sql.automation.get(kind, id, version) as AutomationRow | undefined;
      return row === undefined ? undefined : keptOf(row);
    },
    version: async () => sql.version.get() as number,
    running: async () => sql.running.get() as string | undefined,
    state: async () => sql.state.get() as string | undefined,
    async commit(change) {
      try {
        return await write(change);
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
    async entries(limit, before) {
      const rows = sql.entries.all(before ?? Number.MAX_SAFE_INTEGER, limit) as EntryRow[];
      return rows.map(({ role, saidBy, params, undone, revocable, ...row }) => ({
        ...row,
        who: whoOf({ role, saidBy }),
        params: JSON.parse(params) as WallEntry["params"],
        isUndone: undone > 0,
        isRevocable: revocable === 1,
      }));
    },
    async standing(direction, who) {
      const query = direction === "undo" ? sql.toUndo : sql.toRedo;
      return toReverse(query.get(by({ who })) as ReverseRow | undefined);
    },
    entry: async (id) => toReverse(sql.entry.get(id) as ReverseRow | undefined),
    around: async ({ id, since }) => (sql.around.all({ id, since }) as MarkRow[]).map(markOf),
  };
}
