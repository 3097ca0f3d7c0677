import type Database from "better-sqlite3";
import type { CredentialsRepository, StoredFailures, StoredPassword, StoredTotp } from "../accounts/repository.ts";
import { writesTo } from "./failures.ts";

/**
 * What people prove by who they are. Its tables are made with those of the accounts.
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createCredentialsRepository(database: Database.Database, folder: string): CredentialsRepository {
  const write = writesTo(folder);
  return {
    ...passwordsIn(database, write),
    ...factorsIn(database, write),
    ...providersIn(database, write),
    ...failuresIn(database, write),
  };
}

type Write = ReturnType<typeof writesTo>;

function passwordsIn(database: Database.Database, write: Write) {
  const all = database.prepare(
    "SELECT number, hash, set_at_ms AS setAtMs FROM account_passwords WHERE account = ? ORDER BY number DESC",
  );
  const insert = database.prepare(
    `INSERT INTO account_passwords (account, number, hash, set_at_ms)
     VALUES (@account, (SELECT coalesce(max(number), 0) + 1 FROM account_passwords WHERE account = @account), @hash, @atMs)`,
  );
  const drop = database.prepare(
    `DELETE FROM account_passwords WHERE account = @account
       AND number <= (SELECT max(number) FROM account_passwords WHERE account = @account) - @kept`,
  );
  const rehash = database.prepare("UPDATE account_passwords SET hash = ? WHERE account = ? AND number = ?");
  const set = database.transaction((account: string, hash: string, atMs: number, kept: number) => {
    insert.run({ account, hash, atMs });
    drop.run({ account, kept });
  });
  return {
    passwords: async (account: string) => all.all(account) as StoredPassword[],
    setPassword: (account: string, hash: string, atMs: number, kept: number) =>
      write(() => set.immediate(account, hash, atMs, kept)),
    rehash: (account: string, number: number, hash: string) => write(() => void rehash.run(hash, account, number)),
  };
}

function factorsIn(database: Database.Database, write: Write) {
  const totp = database.prepare(
    "SELECT set_up_at_ms AS setUpAtMs, last_step AS lastStep FROM account_totp WHERE account = ?",
  );
  const setTotp = database.prepare(
    `INSERT INTO account_totp (account, set_up_at_ms, last_step) VALUES (@account, @setUpAtMs, @lastStep)
     ON CONFLICT (account) DO UPDATE SET set_up_at_ms = excluded.set_up_at_ms, last_step = excluded.last_step`,
  );
  // Looked at and noted in one: of two requests with the same code one is too late.
  const noteStep = database.prepare(
    "UPDATE account_totp SET last_step = @step WHERE account = @account AND last_step < @step",
  );
  const dropTotp = database.prepare("DELETE FROM account_totp WHERE account = ?");
  const countCodes = database.prepare("SELECT count(*) FROM recovery_codes WHERE account = ?").pluck();
  const addCode = database.prepare("INSERT INTO recovery_codes (account, hash) VALUES (?, ?)");
  const useCode = database.prepare("DELETE FROM recovery_codes WHERE account = ? AND hash = ?");
  const clears = ["account_totp", "recovery_codes", "passkeys"].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE account = ?`),
  );
  const dropCodes = database.prepare("DELETE FROM recovery_codes WHERE account = ?");
  const setCodes = database.transaction((account: string, hashes: readonly string[]) => {
    dropCodes.run(account);
    for (const hash of hashes) addCode.run(account, hash);
  });
  const clear = database.transaction((account: string) => {
    for (const statement of clears) statement.run(account);
  });
  const having = (table: string) => database.prepare(`SELECT DISTINCT account FROM ${table}`).pluck();
  const [haveTotp, havePasskey, haveRecovery, havePassword] = [
    having("account_totp"),
    having("passkeys"),
    having("recovery_codes"),
    having("account_passwords"),
  ];
  return {
    totp: async (account: string) => totp.get(account) as StoredTotp | undefined,
    setTotp: (account: string, set: StoredTotp) => write(() => void setTotp.run({ account, ...set })),
    noteStep: (account: string, step: number) => write(() => noteStep.run({ account, step }).changes > 0),
    removeTotp: (account: string) => write(() => void dropTotp.run(account)),
    recoveryCodes: async (account: string) => countCodes.get(account) as number,
    setRecoveryCodes: (account: string, hashes: readonly string[]) => write(() => setCodes.immediate(account, hashes)),
    takeRecoveryCode: (account: string, hash: string) => write(() => useCode.run(account, hash).changes > 0),
    clearFactors: (account: string) => write(() => clear.immediate(account)),
    factors: async () => ({
      totp: new Set(haveTotp?.all() as string[]),
      passkey: new Set(havePasskey?.all() as string[]),
      recovery: new Set(haveRecovery?.all() as string[]),
      password: new Set(havePassword?.all() as string[]),
    }),
  };
}

function providersIn(database: Database.Database, write: Write) {
  const ofAccount = database
    .prepare("SELECT DISTINCT provider FROM provider_links WHERE account = ? ORDER BY provider")
    .pluck();
  const all = database.prepare("SELECT DISTINCT account, provider FROM provider_links ORDER BY provider");
  const bySubject = database
    .prepare("SELECT account FROM provider_links WHERE provider = ? AND subject_hash = ?")
    .pluck();
  const link = database.prepare(
    `INSERT INTO provider_links (provider, subject_hash, account, linked_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const unlink = database.prepare("DELETE FROM provider_links WHERE provider = ? AND account = ?");
  return {
    providers: async (account: string) => ofAccount.all(account) as string[],
    async providersOfAll() {
      const found = new Map<string, string[]>();
      for (const { account, provider } of all.all() as { account: string; provider: string }[])
        found.set(account, [...(found.get(account) ?? []), provider]);
      return found;
    },
    accountOfSubject: async (provider: string, subjectHash: string) =>
      bySubject.get(provider, subjectHash) as string | undefined,
    linkProvider: (provider: string, subjectHash: string, account: string, atMs: number) =>
      write(() => link.run(provider, subjectHash, account, atMs).changes > 0),
    unlinkProvider: (provider: string, account: string) => write(() => void unlink.run(provider, account)),
  };
}

function failuresIn(database: Database.Database, write: Write) {
  const columns = "failures, locks, last_at_ms AS lastAtMs, locked_until_ms AS lockedUntilMs";
  const byName = database.prepare(`SELECT ${columns} FROM sign_in_failures WHERE name_hash = ?`);
  const known = database.prepare(`SELECT name_hash AS nameHash, ${columns} FROM sign_in_failures WHERE is_known = 1`);
  const put = database.prepare(
    `INSERT INTO sign_in_failures (name_hash, is_known, failures, locks, last_at_ms, locked_until_ms)
     VALUES (@nameHash, @isKnown, @failures, @locks, @lastAtMs, @lockedUntilMs)
     ON CONFLICT (name_hash) DO UPDATE SET is_known = excluded.is_known, failures = excluded.failures, locks = excluded.locks,
       last_at_ms = excluded.last_at_ms, locked_until_ms = excluded.locked_until_ms`,
  );
  // Whoever makes up names pushes out none of those that are somebody's.
  const tidy = database.prepare(
    `DELETE FROM sign_in_failures WHERE name_hash IN
       (SELECT name_hash FROM sign_in_failures WHERE is_known = 0 ORDER BY last_at_ms DESC LIMIT -1 OFFSET ?)`,
  );
  const forget = database.prepare("DELETE FROM sign_in_failures WHERE name_hash = ?");
  const note = database.transaction((nameHash: string, isKnown: boolean, failures: StoredFailures, most: number) => {
    put.run({ nameHash, isKnown: isKnown ? 1 : 0, ...failures });
    if (!isKnown) tidy.run(most);
  });
  return {
    failuresOf: async (nameHash: string) => byName.get(nameHash) as StoredFailures | undefined,
    failuresOfKnown: async () =>
      new Map(
        (known.all() as (StoredFailures & { nameHash: string })[]).map(({ nameHash, ...rest }) => [nameHash, rest]),
      ),
    noteFailures: (nameHash: string, isKnown: boolean, failures: StoredFailures, most: number) =>
      write(() => note.immediate(nameHash, isKnown, failures, most)),
    forgetFailures: (nameHash: string) => write(() => void forget.run(nameHash)),
  };
}
