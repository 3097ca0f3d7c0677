import type { z } from "zod";
import type { AccountDetails, SessionView, Substitution } from "#contract/accounts/account.ts";
import type { InvitationView } from "#contract/accounts/http.ts";

export type StoredAccount = AccountDetails & {
  id: string;
  /** Lower case; it is never another's, not even when he has left. */
  name: string;
  createdAtMs: number;
  signedInAtMs: number | null;
  /** From when on the days are counted in which it is not used. */
  usedAtMs: number;
  leftAtMs: number | null;
};

export type StoredInvitation = {
  account: string;
  /** SHA-256 of what stands in the link. */
  hash: string;
  purpose: z.infer<typeof InvitationView>["purpose"];
  untilMs: number;
};

/** People, their invitations, and who stands in for whom. */
export type AccountsRepository = {
  /** False: the name is somebody's, or was. */
  add(account: StoredAccount): Promise<boolean>;
  byId(id: string): Promise<StoredAccount | undefined>;
  byName(name: string): Promise<StoredAccount | undefined>;
  /** By name; also those who have left. */
  list(): Promise<StoredAccount[]>;
  count(): Promise<number>;
  change(id: string, details: AccountDetails): Promise<void>;
  /** It is in use: the days in which it is not are counted from here on. */
  used(id: string, atMs: number): Promise<void>;
  /** Whatever he could sign in with goes in the same step; what he did and who he was stays. */
  leave(id: string, atMs: number): Promise<void>;

  /** The only one of its account from then on. */
  invite(invitation: StoredInvitation): Promise<void>;
  invitationByHash(hash: string): Promise<StoredInvitation | undefined>;
  /** False: somebody was sooner. */
  takeInvitation(hash: string): Promise<boolean>;
  /** Somebody who had left. */
  comeBack(id: string, atMs: number): Promise<void>;

  substitutions(): Promise<Substitution[]>;
  /** Those who are stood in for by an account on a day, who have not left. */
  substituted(by: string, day: string): Promise<StoredAccount[]>;
  substitute(substitution: Substitution): Promise<void>;
  /** False: there is none. */
  endSubstitution(id: string): Promise<boolean>;
};

export type StoredPassword = { number: number; hash: string; setAtMs: number };
export type StoredTotp = { setUpAtMs: number; lastStep: number };
export type StoredFailures = {
  failures: number;
  /** How often it was locked since somebody signed in. */
  locks: number;
  lastAtMs: number;
  lockedUntilMs: number | null;
};

/** What people prove by that they are who they say. */
export type CredentialsRepository = {
  /** The newest first: it is the one; the others are not taken again. */
  passwords(account: string): Promise<StoredPassword[]>;
  /** @param kept as many are kept, with this one */
  setPassword(account: string, hash: string, atMs: number, kept: number): Promise<void>;
  /** The same password, hashed otherwise. */
  rehash(account: string, number: number, hash: string): Promise<void>;

  totp(account: string): Promise<StoredTotp | undefined>;
  setTotp(account: string, totp: StoredTotp): Promise<void>;
  /** Notes that the code of a step was used. False: it was before, or a later one was. */
  noteStep(account: string, step: number): Promise<boolean>;
  removeTotp(account: string): Promise<void>;
  recoveryCodes(account: string): Promise<number>;
  setRecoveryCodes(account: string, hashes: readonly string[]): Promise<void>;
  /** It is gone with that. False: there is none such. */
  takeRecoveryCode(account: string, hash: string): Promise<boolean>;

  /** All second factors: TOTP, recovery codes, passkeys. */
  clearFactors(account: string): Promise<void>;
  /** Accounts by what they have, for lists. */
  factors(): Promise<{ totp: Set<string>; passkey: Set<string>; recovery: Set<string>; password: Set<string> }>;

  /** Names of the providers by which an account is known. */
  providers(account: string): Promise<string[]>;
  providersOfAll(): Promise<Map<string, string[]>>;
  accountOfSubject(provider: string, subjectHash: string): Promise<string | undefined>;
  /** False: that subject is somebody's. */
  linkProvider(provider: string, subjectHash: string, account: string, atMs: number): Promise<boolean>;
  unlinkProvider(provider: string, account: string): Promise<void>;

  /** By the hash of the name that was given, whether it is anybody's or not. */
  failuresOf(nameHash: string): Promise<StoredFailures | undefined>;
  /** All that are known names'. */
  failuresOfKnown(): Promise<Map<string, StoredFailures>>;
  /** @param most of names that nobody has; the oldest go */
  noteFailures(nameHash: string, isKnown: boolean, failures: StoredFailures, most: number): Promise<void>;
  forgetFailures(nameHash: string): Promise<void>;
};

export type StoredSession = {
  id: string;
  account: string;
  /** SHA-256 of the cookie. */
  hash: string;
  kind: SessionView["kind"];
  openedAtMs: number;
  usedAtMs: number;
  address: string;
  program: string;
  /** Wrong passwords in a row, to unlock it. */
  failures: number;
};

export type AccountSessionsRepository = {
  /**
   * Its account was signed in with by that.
   * @param most of the account, with this one @returns those that had to go for it
   */
  open(session: StoredSession, most: number): Promise<string[]>;
  byHash(hash: string): Promise<StoredSession | undefined>;
  /** The newest first. */
  ofAccount(account: string): Promise<StoredSession[]>;
  /** How many accounts have. @param after opened later */
  counts(after: Record<SessionView["kind"], number>): Promise<Map<string, number>>;
  used(id: string, use: Pick<StoredSession, "usedAtMs" | "address" | "program" | "failures">): Promise<void>;
  end(id: string): Promise<boolean>;
  /** @param but is kept */
  endAll(account: string, but?: string): Promise<void>;
  /** Opened before. @returns nothing but that it is done */
  drop(before: Record<SessionView["kind"], number>): Promise<void>;
};
