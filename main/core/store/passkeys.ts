import type Database from "better-sqlite3";
import type { PasskeysRepository, StoredPasskey } from "../accounts/passkeys-repository.ts";
import { writesTo } from "./failures.ts";

type Row = Omit<StoredPasskey, "transports"> & { transports: string };

/**
 * Its table is made with those of the accounts.
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createPasskeysRepository(database: Database.Database, folder: string): PasskeysRepository {
  const columns = `id, account, public_key AS publicKey, counter, transports, label, created_at_ms AS createdAtMs,
    used_at_ms AS usedAtMs`;
  const ofAccount = database.prepare(`SELECT ${columns} FROM passkeys WHERE account = ? ORDER BY created_at_ms, id`);
  const byId = database.prepare(`SELECT ${columns} FROM passkeys WHERE id = ?`);
  const insert = database.prepare(
    `INSERT INTO passkeys (id, account, public_key, counter, transports, label, created_at_ms, used_at_ms)
     VALUES (@id, @account, @publicKey, @counter, @transports, @label, @createdAtMs, @usedAtMs) ON CONFLICT DO NOTHING`,
  );
  const noteUse = database.prepare(
    "UPDATE passkeys SET counter = @to, used_at_ms = @atMs WHERE id = @id AND counter = @from",
  );
  const remove = database.prepare("DELETE FROM passkeys WHERE account = ? AND id = ?");
  const write = writesTo(folder);
  return {
    ofAccount: async (account) => (ofAccount.all(account) as Row[]).map(passkeyOf),
    async find(id) {
      const row = byId.get(id) as Row | undefined;
      return row && passkeyOf(row);
    },
    add: (passkey) =>
      write(
        () =>
          insert.run({
            ...passkey,
            publicKey: Buffer.from(passkey.publicKey),
            transports: JSON.stringify(passkey.transports),
          }).changes > 0,
      ),
    noteUse: (id, use) => write(() => noteUse.run({ id, ...use }).changes > 0),
    remove: (account, id) => write(() => remove.run(account, id).changes > 0),
  };
}

const passkeyOf = ({ transports, ...row }: Row): StoredPasskey => ({
  ...row,
  transports: JSON.parse(transports) as string[],
});
