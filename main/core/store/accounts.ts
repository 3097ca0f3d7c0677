import type Database from "better-sqlite3";
import type { Grant } from "#contract/access/scope.ts";
import type { AccountDetails, Substitution } from "#contract/accounts/account.ts";
import type { AccountsRepository, StoredAccount, StoredInvitation } from "../accounts/repository.ts";
import { writesTo } from "./failures.ts";

type Row = Omit<StoredAccount, "grants" | "unit"> & { grants: string; unit: string | null };

/** What somebody could sign in with. What is told of passwords goes too: nobody has to keep it of who has left. */
const credentials = [
  ...["account_passwords", "account_invitations", "account_totp", "recovery_codes", "passkeys", "provider_links"],
  "account_sessions",
];

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createAccountsRepository(database: Database.Database, folder: string): AccountsRepository {
  const columns = `id, name, full_name AS fullName, title, unit, phone, email, grants, created_at_ms AS createdAtMs,
    signed_in_at_ms AS signedInAtMs, used_at_ms AS usedAtMs, left_at_ms AS leftAtMs`;
  const insert = database.prepare(
    `INSERT INTO accounts (id, name, full_name, title, unit, phone, email, grants, created_at_ms, signed_in_at_ms, used_at_ms, left_at_ms)
     VALUES (@id, @name, @fullName, @title, @unit, @phone, @email, @grants, @createdAtMs, @signedInAtMs, @usedAtMs, @leftAtMs)
     ON CONFLICT DO NOTHING`,
  );
  const byId = database.prepare(`SELECT ${columns} FROM accounts WHERE id = ?`);
  const byName = database.prepare(`SELECT ${columns} FROM accounts WHERE name = ?`);
  const all = database.prepare(`SELECT ${columns} FROM accounts ORDER BY name`);
  const count = database.prepare("SELECT count(*) FROM accounts").pluck();
  const change = database.prepare(
    `UPDATE accounts SET full_name = @fullName, title = @title, unit = @unit, phone = @phone, email = @email, grants = @grants
     WHERE id = @id`,
  );
  const used = database.prepare("UPDATE accounts SET used_at_ms = max(used_at_ms, @atMs) WHERE id = @id");
  const left = database.prepare("UPDATE accounts SET left_at_ms = ? WHERE id = ? AND left_at_ms IS NULL");
  const back = database.prepare("UPDATE accounts SET left_at_ms = NULL, used_at_ms = ? WHERE id = ?");
  const clear = credentials.map((table) => database.prepare(`DELETE FROM ${table} WHERE account = ?`));
  const invite = database.prepare(
    `INSERT INTO account_invitations (account, hash, purpose, until_ms) VALUES (@account, @hash, @purpose, @untilMs)
     ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, purpose = excluded.purpose, until_ms = excluded.until_ms`,
  );
  const invitation = database.prepare(
    "SELECT account, hash, purpose, until_ms AS untilMs FROM account_invitations WHERE hash = ?",
  );
  const take = database.prepare("DELETE FROM account_invitations WHERE hash = ?");
  const substitutionColumns = "id, account, by_account AS by, from_day AS 'from', to_day AS 'to', reason";
  const substitutions = database.prepare(`SELECT ${substitutionColumns} FROM substitutions ORDER BY from_day, id`);
  const substituted = database.prepare(
    `SELECT ${columns} FROM accounts WHERE left_at_ms IS NULL AND id IN
       (SELECT account FROM substitutions WHERE by_account = @by AND from_day <= @day AND to_day >= @day)
     ORDER BY id`,
  );
  const substitute = database.prepare(
    `INSERT INTO substitutions (id, account, by_account, from_day, to_day, reason)
     VALUES (@id, @account, @by, @from, @to, @reason)`,
  );
  const endSubstitution = database.prepare("DELETE FROM substitutions WHERE id = ?");
  const leave = database.transaction((id: string, atMs: number) => {
    left.run(atMs, id);
    for (const statement of clear) statement.run(id);
  });
  const write = writesTo(folder);
  return {
    add: (account) => write(() => insert.run({ ...account, ...written(account) }).changes > 0),
    byId: async (id) => accountOf(byId.get(id) as Row | undefined),
    byName: async (name) => accountOf(byName.get(name) as Row | undefined),
    list: async () => (all.all() as Row[]).flatMap((row) => accountOf(row) ?? []),
    count: async () => count.get() as number,
    change: (id, details) => write(() => void change.run({ id, ...details, ...written(details) })),
    used: (id, atMs) => write(() => void used.run({ id, atMs })),
    leave: (id, atMs) => write(() => leave.immediate(id, atMs)),
    invite: (one) => write(() => void invite.run(one)),
    invitationByHash: async (hash) => invitation.get(hash) as StoredInvitation | undefined,
    takeInvitation: (hash) => write(() => take.run(hash).changes > 0),
    comeBack: (id, atMs) => write(() => void back.run(atMs, id)),
    substitutions: async () => substitutions.all() as Substitution[],
    substituted: async (by, day) => (substituted.all({ by, day }) as Row[]).flatMap((row) => accountOf(row) ?? []),
    substitute: (one) => write(() => void substitute.run(one)),
    endSubstitution: (id) => write(() => endSubstitution.run(id).changes > 0),
  };
}

const written = ({ grants, unit }: Pick<AccountDetails, "grants" | "unit">) => ({
  grants: JSON.stringify(grants),
  unit: unit ?? null,
});

function accountOf(row: Row | undefined): StoredAccount | undefined {
  if (row === undefined) return undefined;
  const { grants, unit, ...rest } = row;
  return { ...rest, grants: JSON.parse(grants) as Grant[], ...(unit === null ? {} : { unit }) };
}
