import path from "node:path";
import { type Accounts, createAccounts } from "../accounts/accounts.ts";
import type { HashCost } from "../accounts/password-hash.ts";
import type { Secrets } from "../secrets/secrets.ts";
import type { Ground } from "./ground.ts";

/** People and their sessions, by what the site asks of them now. */
export function openAccounts(
  options: Pick<Ground, "site" | "store" | "dayOffsetMs" | "onClose" | "now"> & {
    secrets: Secrets;
    assetsFolder: string;
    sessionKey: Buffer;
    hashCost: HashCost | undefined;
  },
): Accounts {
  const { site, store, dayOffsetMs, now } = options;
  const accounts = createAccounts({
    ...{ accounts: store.accounts, credentials: store.credentials, sessions: store.accountSessions },
    passkeys: store.passkeys,
    passwordsFolder: path.join(options.assetsFolder, "passwords"),
    key: options.sessionKey,
    ...{ secrets: options.secrets, profile: site.current, now, hashCost: options.hashCost },
    today: () => new Date(now() + dayOffsetMs).toISOString().slice(0, 10),
  });
  options.onClose(async () => accounts.stop());
  return accounts;
}
