import { z } from "zod";
import { Grant, mostGrants } from "../access/scope.ts";
import { Id } from "../entities/text.ts";
import { Day, EpochMs } from "../entities/time.ts";
import { AccountId, AccountName } from "./person.ts";

export { AccountId, AccountName } from "./person.ts";

export const mostAccounts = 5_000;

/** NFC; longer than any passphrase, short enough that hashing it costs the same. */
export const NewPassword = z.string().min(12).max(128);
/** What somebody types to sign in: also an old or a wrong one. */
export const GivenPassword = z.string().min(1).max(256);

/** What an administrator says of somebody. */
export const AccountDetails = z.strictObject({
  fullName: z.string().trim().min(1).max(100),
  /** Chức vụ. */
  title: z.string().trim().max(100).default(""),
  /** Where he belongs: a unit of the profile, or a place of kind commune; absent: the province's own office. */
  unit: Id.optional(),
  phone: z.string().max(30).default(""),
  email: z.string().max(200).default(""),
  grants: z.array(Grant).min(1).max(mostGrants),
});
export type AccountDetails = z.infer<typeof AccountDetails>;

/**
 * invited: has not accepted yet · active · locked: too many failures, until it is unlocked or by time · unused: not used for as long as the
 * site allows (45 days) · left: access is gone, what he did stays.
 */
export const AccountState = z.enum(["invited", "active", "locked", "unused", "left"]);
export type AccountState = z.infer<typeof AccountState>;

export const SecondFactor = z.enum(["totp", "passkey", "recovery"]);
export type SecondFactor = z.infer<typeof SecondFactor>;

/** An account as administrators see it. */
export const AccountView = z.strictObject({
  id: AccountId,
  name: AccountName,
  ...AccountDetails.shape,
  state: AccountState,
  factors: z.array(SecondFactor),
  /** By single sign-on: the names of the providers that he is known to. */
  providers: z.array(z.string().max(40)).max(8),
  createdAtMs: EpochMs,
  lastSignInAtMs: EpochMs.nullable(),
  /** Sessions that are open. */
  sessions: z.int().min(0),
  /** Until when it is locked; null: until it is unlocked. Absent: it is not. */
  lockedUntilMs: EpochMs.nullable().optional(),
});
export type AccountView = z.infer<typeof AccountView>;

/** Somebody stands in for another for a time (leave, a shift): has that one's grants besides his own on these days. */
export const Substitution = z.strictObject({
  id: z.uuid(),
  /** Who is away, and who stands in. */
  account: AccountId,
  by: AccountId,
  /** The first and the last day, of the site's time zone. */
  from: Day,
  to: Day,
  reason: z.string().max(200),
});
export type Substitution = z.infer<typeof Substitution>;

export const SessionView = z.strictObject({
  id: z.string().max(40),
  openedAtMs: EpochMs,
  usedAtMs: EpochMs,
  /** Whence it was used last, and with which program as it says itself. */
  address: z.string().max(100),
  program: z.string().max(200),
  /** The one that asks. */
  isThis: z.boolean(),
  /** phone: a small screen, locked sooner. */
  kind: z.enum(["phone", "computer"]),
});
export type SessionView = z.infer<typeof SessionView>;
