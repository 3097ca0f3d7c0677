import type Database from "better-sqlite3";
import type { WallEntry, Who } from "#contract/entities/wall-state.ts";
import { writeFailure } from "./failures.ts";
import type { EntryMark, KeptAutomation, KeptScene, WallRepository } from "./repositories.ts";

/** What people did is kept for long, and not without end. */
const entriesKept = 10_000;
/** Of each scene; older versions go when newer ones come. */
const versionsKept = 200;

type By = { role: string | null; saidBy: string | null };
type SceneRow = Omit<KeptScene, "by" | "isRemoved"> & By & { isRemoved: number };
type AutomationRow = SceneRow & Pick<KeptAutomation, "kind">;
type EntryRow = Omit<WallEntry, "who" | "params" | "isUndone"> & By & { params: string; undone: number };

type MarkRow = By & { id: number; since: number; touches: string | null; undone: number };

const by = ({ who }: { who: Who | null }) => ({ role: who?.role ?? null, saidBy: who?.name ?? null });
const markOf = ({ id, since, touches, undone, ...row }: MarkRow): EntryMark => ({
  id,
  since,
  who: whoOf(row),
  touches: touches === null ? null : (JSON.parse(touches) as string[]),
  isStanding: undone === 0,
});
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
  const markColumns = "id, role, said_by AS saidBy, coalesce(since, id) AS since, touches, undone";
  const sql = {
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
      `SELECT id, at_ms AS atMs, role, said_by AS saidBy, kind, params, undone FROM wall_entries
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    ),
    putEntry: database.prepare(
      `INSERT INTO wall_entries (at_ms, role, said_by, kind, params, before, after, touches)
       VALUES (@atMs, @role, @saidBy, @kind, @params, @before, @after, @touches)`,
    ),
    dropEntries: database.prepare("DELETE FROM wall_entries WHERE id <= ?"),
    mark: database.prepare("UPDATE wall_entries SET undone = ?, since = ? WHERE id = ?"),
    settle: database.prepare(
      "UPDATE wall_entries SET undone = 2 WHERE undone = 1 AND role IS @role AND said_by IS @saidBy",
    ),
    toUndo: database.prepare(
      `SELECT ${markColumns}, kind, params, before AS document FROM wall_entries
       WHERE undone = 0 AND before IS NOT NULL AND role IS @role AND said_by IS @saidBy ORDER BY id DESC LIMIT 1`,
    ),
    toRedo: database.prepare(
      `SELECT ${markColumns}, kind, params, after AS document FROM wall_entries
       WHERE undone = 1 AND role IS @role AND said_by IS @saidBy ORDER BY id LIMIT 1`,
    ),
    othersSince: database.prepare(
      `SELECT ${markColumns} FROM wall_entries
       WHERE coalesce(since, id) > @since AND before IS NOT NULL AND NOT (role IS @role AND said_by IS @saidBy)
       ORDER BY id DESC`,
    ),
  };

  const write: WallRepository["commit"] = async ({ scenes, automations, state, running, entry, marked }) => {
    database
      .transaction(() => {
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
        if (entry === undefined) return;
        const { who, params, touches, ...rest } = entry;
        // What somebody took back he cannot do again once he has done something else.
        if (marked === undefined && entry.before !== null) sql.settle.run(by({ who }));
        const told = { params: JSON.stringify(params), touches: JSON.stringify(touches) };
        const { lastInsertRowid } = sql.putEntry.run({ ...rest, ...told, ...by({ who }) });
        if (marked !== undefined) sql.mark.run(marked.isUndone ? 1 : 0, lastInsertRowid, marked.id);
        sql.dropEntries.run(Number(lastInsertRowid) - entriesKept);
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
    running: async () => sql.running.get() as string | undefined,
    state: async () => sql.state.get() as string | undefined,
    async commit(change) {
      try {
        await write(change);
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
    async entries(limit, before) {
      const rows = sql.entries.all(before ?? Number.MAX_SAFE_INTEGER, limit) as EntryRow[];
      return rows.map(({ role, saidBy, params, undone, ...row }) => ({
        ...row,
        who: whoOf({ role, saidBy }),
        params: JSON.parse(params) as WallEntry["params"],
        isUndone: undone > 0,
      }));
    },
    async standing(direction, who) {
      const row = (direction === "undo" ? sql.toUndo : sql.toRedo).get(by({ who })) as
        | (MarkRow & { kind: WallEntry["kind"]; params: string; document: string })
        | undefined;
      if (row === undefined) return undefined;
      const { kind, params, document } = row;
      return { ...markOf(row), kind, params: JSON.parse(params) as WallEntry["params"], document };
    },
    async othersSince(since, who) {
      return (sql.othersSince.all({ since, ...by({ who }) }) as MarkRow[]).map(markOf);
    },
  };
}
