import type { AccountRules } from "#contract/accounts/rules.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Secrets } from "../secrets/secrets.ts";
import { createFactors, type Factors } from "./factors.ts";
import { createKnownPasswords } from "./known-passwords.ts";
import { createLockOut } from "./lock-out.ts";
import { createPasskeys, type Passkeys } from "./passkeys.ts";
import type { PasskeysRepository } from "./passkeys-repository.ts";
import { createPasswordHashes, type HashCost } from "./password-hash.ts";
import { createPasswordRules } from "./password-rules.ts";
import { createPeople, type People } from "./people.ts";
import type { AccountSessionsRepository, AccountsRepository, CredentialsRepository } from "./repository.ts";
import { createAccountSessions, type PeoplesSessions } from "./sessions.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

export type Accounts = {
  people: People;
  signIn: SignIn;
  factors: Factors;
  sessions: PeoplesSessions;
  passkeys: Passkeys;
  rules(): AccountRules;
  stop(): void;
};

/** Who may sign in, by what, and for how long. */
export function createAccounts(options: {
  accounts: AccountsRepository;
  credentials: CredentialsRepository;
  passkeys: PasskeysRepository;
  sessions: AccountSessionsRepository;
  secrets: Pick<Secrets, "get" | "set" | "remove">;
  /** The one that signs sessions. */
  key: Buffer;
  profile(): Pick<Profile, "accounts" | "name" | "units" | "places">;
  /** Where the lists of known ones lie. */
  passwordsFolder: string;
  /** The day of the site. */
  today(): string;
  now(): number;
  /** Of a password; absent: what is advised. */
  hashCost?: HashCost | undefined;
}): Accounts {
  const { accounts, credentials, secrets, profile, today, now, hashCost } = options;
  const rules = () => profile().accounts;
  const hashes = createPasswordHashes(hashCost === undefined ? {} : { cost: hashCost });
  const lockOut = createLockOut({ repository: credentials, now });
  const factors = createFactors({
    repository: credentials,
    passkeys: options.passkeys,
    secrets,
    issuer: () => profile().name.vi,
    now,
  });
  const hasFactor = async (account: string) => (await factors.of(account)).length > 0;
  const sessions = createAccountSessions({
    ...{ repository: options.sessions, accounts, hasFactor, rules, today, now },
  });
  const { isKnown } = createKnownPasswords(options.passwordsFolder);
  const siteWords = () => [profile().name.vi, profile().name.en];
  const passwordRules = createPasswordRules({ repository: credentials, hashes, isKnown, siteWords });
  const signIn = createSignIn({
    ...{ accounts, credentials, hashes, lockOut, factors, passwordRules, sessions, rules, today, now },
  });
  const people = createPeople({
    ...{ accounts, credentials, sessions, signIn, factors, lockOut, profile, rules, now },
  });
  const passkeys = createPasskeys({
    ...{ repository: options.passkeys, key: options.key, siteName: () => profile().name.vi, now },
  });
  return { people, signIn, factors, sessions, passkeys, rules, stop: sessions.stop };
}
