import type Database from "better-sqlite3";
import { z } from "zod";
import { writeFailure } from "./failures.ts";
import type { StoredToken, TokensRepository } from "./repositories.ts";

type Row = Omit<StoredToken, "sources"> & { sources: string | null };
const Sources = z.array(z.string());
const tokenOf = ({ sources, ...rest }: Row): StoredToken =>
  sources === null ? rest : { ...rest, sources: Sources.parse(JSON.parse(sources)) };

/** @param folder named in failures */
export function createTokens(database: Database.Database, folder: string): TokensRepository {
  const columns = "id, role, label, hash, created_at_ms AS createdAtMs, revoked_at_ms AS revokedAtMs, sources";
  const insert = database.prepare(
    "INSERT INTO tokens (role, label, hash, created_at_ms, sources) VALUES (?, ?, ?, ?, ?)",
  );
  const byHash = database.prepare(`SELECT ${columns} FROM tokens WHERE hash = ?`);
  const all = database.prepare(`SELECT ${columns} FROM tokens ORDER BY id`);
  const bind = database.prepare("UPDATE tokens SET sources = ? WHERE id = ?");
  const revoke = database.prepare("UPDATE tokens SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL");
  const writing = <T>(write: () => T): T => {
    try {
      return write();
    } catch (error) {
      throw writeFailure(error, folder);
    }
  };
  return {
    async create({ role, label, hash, createdAtMs, sources }) {
      const text = sources === undefined ? null : JSON.stringify(sources);
      const { lastInsertRowid } = writing(() => insert.run(role, label, hash, createdAtMs, text));
      return tokenOf({ id: Number(lastInsertRowid), role, label, hash, createdAtMs, revokedAtMs: null, sources: text });
    },
    async bind(id, sources) {
      writing(() => bind.run(JSON.stringify(sources), id));
    },
    async findByHash(hash) {
      const row = byHash.get(hash) as Row | undefined;
      return row && tokenOf(row);
    },
    async list() {
      return (all.all() as Row[]).map(tokenOf);
    },
    revoke: async (id, atMs) => writing(() => revoke.run(atMs, id).changes > 0),
  };
}
