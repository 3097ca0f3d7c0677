import type Database from "better-sqlite3";
import { writeFailure } from "./failures.ts";
import type { StoredToken, TokensRepository } from "./repositories.ts";

/** @param folder named in failures */
export function createTokens(database: Database.Database, folder: string): TokensRepository {
  const columns = "id, role, label, hash, created_at_ms AS createdAtMs, revoked_at_ms AS revokedAtMs";
  const insert = database.prepare("INSERT INTO tokens (role, label, hash, created_at_ms) VALUES (?, ?, ?, ?)");
  const byHash = database.prepare(`SELECT ${columns} FROM tokens WHERE hash = ?`);
  const all = database.prepare(`SELECT ${columns} FROM tokens ORDER BY id`);
  const revoke = database.prepare("UPDATE tokens SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL");
  return {
    async create({ role, label, hash, createdAtMs }) {
      try {
        const { lastInsertRowid } = insert.run(role, label, hash, createdAtMs);
        return { id: Number(lastInsertRowid), role, label, hash, createdAtMs, revokedAtMs: null };
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
    async findByHash(hash) {
      return byHash.get(hash) as StoredToken | undefined;
    },
    async list() {
      return all.all() as StoredToken[];
    },
    async revoke(id, atMs) {
      try {
        return revoke.run(atMs, id).changes > 0;
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
  };
}
