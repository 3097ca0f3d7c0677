import type Database from "better-sqlite3";
import type { PushRepository, StoredSubscription, Told } from "../push/repository.ts";
import { writesTo } from "./failures.ts";

const columns = `id, account, session, endpoint, p256dh, auth, language, since_ms AS sinceMs, taken_at_ms AS takenAtMs`;

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createPushRepository(database: Database.Database, folder: string): PushRepository {
  const ofAccount = database.prepare(
    `SELECT ${columns} FROM push_subscriptions WHERE account = ? ORDER BY since_ms, id`,
  );
  const accounts = database.prepare("SELECT DISTINCT account FROM push_subscriptions ORDER BY account").pluck();
  const clear = database.prepare("DELETE FROM push_subscriptions WHERE endpoint = ?");
  const insert = database.prepare(
    `INSERT INTO push_subscriptions (id, account, session, endpoint, p256dh, auth, language, since_ms, taken_at_ms)
     VALUES (@id, @account, @session, @endpoint, @p256dh, @auth, @language, @sinceMs, @takenAtMs)`,
  );
  const remove = database.prepare("DELETE FROM push_subscriptions WHERE id = ?");
  const taken = database.prepare("UPDATE push_subscriptions SET taken_at_ms = @atMs WHERE id = @id");
  const told = database.prepare("SELECT subject, state, at_ms AS atMs FROM push_told WHERE account = ?");
  const setTold = database.prepare(
    `INSERT INTO push_told (account, subject, state, at_ms) VALUES (@account, @subject, @state, @atMs)
     ON CONFLICT (account, subject) DO UPDATE SET state = @state, at_ms = @atMs`,
  );
  const dropTold = database.prepare("DELETE FROM push_told WHERE at_ms < ?");
  const write = writesTo(folder);
  return {
    ofAccount: async (account) => ofAccount.all(account) as StoredSubscription[],
    accounts: async () => accounts.all() as string[],
    put: (subscription) =>
      write(
        database.transaction(() => {
          clear.run(subscription.endpoint);
          insert.run(subscription);
        }),
      ),
    async remove(id) {
      let isGone = false;
      await write(() => {
        isGone = remove.run(id).changes > 0;
      });
      return isGone;
    },
    taken: (id, atMs) => write(() => void taken.run({ id, atMs })),
    told: async (account) => told.all(account) as Told[],
    setTold: (account, one) => write(() => void setTold.run({ account, ...one })),
    dropTold: (beforeMs) => write(() => void dropTold.run(beforeMs)),
  };
}
