import { readFile } from "node:fs/promises";
import { loadSessionKey } from "../access/session.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { createProvider } from "../accounts/sign-on/provider.ts";
import { createSignOn, type SignOn } from "../accounts/sign-on/sign-on.ts";
import { userOfProvider } from "../outbound/secret-uses.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";

/** Single sign-on, by the providers that the site names now. @param options.keyFile of the hashes by which people of providers are known */
export async function openSignOn(
  options: Pick<Ground, "site" | "store" | "now"> & {
    accounts: Accounts;
    resolve: Addresses["resolve"];
    keyFile: string;
  },
): Promise<SignOn> {
  const { site, store, accounts, resolve, keyFile, now } = options;
  return createSignOn({
    settings: () => site.current().accounts.providers,
    provider: (settings) =>
      createProvider(settings, {
        resolve: (address) => resolve(address, userOfProvider(settings)),
        authorities: async (ca) => (ca === undefined ? undefined : readFile(await resolve(ca), "utf8")),
        now,
      }),
    ...{ accounts: store.accounts, credentials: store.credentials, signIn: accounts.signIn },
    key: await loadSessionKey(keyFile),
    now,
  });
}
