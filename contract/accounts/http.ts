import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import {
  AccountDetails,
  AccountId,
  AccountName,
  AccountView,
  GivenPassword,
  mostAccounts,
  NewPassword,
  SecondFactor,
  SessionView,
  Substitution,
} from "./account.ts";

export { OwnPerson } from "./person.ts";

/** How people may sign in here: `GET routes.signIn`, for anyone. */
export const SignInWays = z.strictObject({
  password: z.boolean(),
  /** Where the site has a name with TLS, or on this machine itself. */
  passkey: z.boolean(),
  /** Single sign-on, by the providers of the profile. */
  providers: z.array(z.strictObject({ id: z.string().max(40), name: z.string().max(100) })).max(8),
  /** Nobody has an account yet: the first one is made by a link that the core's machine shows. */
  isFirst: z.boolean(),
});

/** `POST routes.signIn`. kind: how soon the session is locked when nothing is done. */
export const SignIn = z.strictObject({
  name: z.string().min(1).max(100),
  password: GivenPassword,
  kind: SessionView.shape.kind.default("computer"),
});
/** signed-in: with the session's cookie · second-factor: the ticket goes along with it, good for some minutes and one account. */
export const SignedIn = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("signed-in") }),
  z.strictObject({
    state: z.literal("second-factor"),
    ticket: z.string().max(100),
    factors: z.array(SecondFactor).min(1),
  }),
  /** The account has to have a second factor and has none yet: it is set up now, with the ticket in the place of a session. */
  z.strictObject({ state: z.literal("needs-factor"), ticket: z.string().max(100) }),
  /** The password is older than the site allows, or was set by somebody else. */
  z.strictObject({ state: z.literal("needs-password"), ticket: z.string().max(100) }),
]);
export type SignedIn = z.infer<typeof SignedIn>;

const Ticket = z.string().min(1).max(100);
/** `POST routes.signInFactor`: six figures of the app, or a recovery code. */
export const GivenFactor = z.strictObject({
  ticket: Ticket,
  factor: z.enum(["totp", "recovery"]),
  code: z.string().min(4).max(40),
});
/** `POST routes.signInPassword`, after needs-password. */
export const ReplacedPassword = z.strictObject({ ticket: Ticket, password: NewPassword });

/** `POST routes.totp` begins: shown as QR and as text; `PUT routes.totp` with the first code of the app sets it up. With the ticket of needs-factor, or a session. */
export const TotpBegun = z.strictObject({ secret: z.string().max(100), uri: z.string().max(500) });
export const TotpBegin = z.strictObject({ ticket: Ticket.optional() });
export const TotpConfirm = z.strictObject({ ticket: Ticket.optional(), code: z.string().regex(/^[0-9]{6}$/) });
/** Shown this once. */
export const RecoveryCodes = z.strictObject({ codes: z.array(z.string().max(40)).max(20) });
/** The answer to a factor that was set up: with a ticket it signs in besides. */
export const FactorSetUp = z.strictObject({
  codes: RecoveryCodes.shape.codes.optional(),
  signedIn: SignedIn.optional(),
});

/** WebAuthn's own JSON (@simplewebauthn), bounded by the body limit and checked by that library. */
const WebAuthn = z.record(z.string(), z.unknown());
/** `POST routes.passkeyOptions`: to sign in, as second factor with a ticket, or alone without one (discoverable). */
export const PasskeyAsked = z.strictObject({ ticket: Ticket.optional() });
export const PasskeyOptions = z.strictObject({ challenge: Ticket, options: WebAuthn });
export const PasskeyAnswer = z.strictObject({
  challenge: Ticket,
  response: WebAuthn,
  kind: SignIn.shape.kind,
  /** As second factor. */
  ticket: Ticket.optional(),
});
export const NewPasskey = z.strictObject({
  challenge: Ticket,
  response: WebAuthn,
  label: z.string().trim().min(1).max(60),
});
export const PasskeyView = z.strictObject({
  id: z.string().max(400),
  label: z.string().max(60),
  createdAtMs: EpochMs,
  usedAtMs: EpochMs.nullable(),
});

/** `GET routes.invitation(token)`, for anyone who has the link: whose it is. */
export const InvitationView = z.strictObject({
  name: AccountName,
  fullName: z.string(),
  untilMs: EpochMs,
  /** invite: a first password · reset: another one, since it was forgotten or broken into. */
  purpose: z.enum(["invite", "reset"]),
});
/** `POST routes.invitation(token)`: answered as a sign-in is. */
export const InvitationAccepted = z.strictObject({ password: NewPassword, kind: SignIn.shape.kind });

/** `GET routes.account`: one's own. */
export const OwnAccount = z.strictObject({
  id: AccountId,
  name: AccountName,
  ...AccountDetails.shape,
  factors: z.array(SecondFactor),
  passkeys: z.array(PasskeyView).max(20),
  recoveryCodesLeft: z.int().min(0),
  sessions: z.array(SessionView).max(100),
  /** Who stands in for him, and for whom he does; `otherName` is the full name of the other one. */
  substitutions: z.array(Substitution.extend({ otherName: z.string() })).max(100),
  passwordSetAtMs: EpochMs.nullable(),
  /** The day on which it has to be another; null: never. */
  passwordUntilMs: EpochMs.nullable(),
  /** The session is locked after so long without anything being done. */
  idleLockMs: z.int().min(1),
  isPasskeyPossible: z.boolean(),
  /** Of single sign-on, and whether this account is known there. */
  providers: z.array(z.strictObject({ id: Id, name: z.string().max(100), isLinked: z.boolean() })).max(8),
});
export type OwnAccount = z.infer<typeof OwnAccount>;
export const PasswordChange = z.strictObject({ old: GivenPassword, new: NewPassword });
/** `POST routes.unlock`: a locked session goes on as it was. */
export const Unlock = z.strictObject({ password: GivenPassword });
/** `GET routes.sessionState`, also of a locked session: how long until it locks. */
export const SessionState = z.strictObject({
  state: z.enum(["open", "locked", "none"]),
  name: z.string(),
  fullName: z.string(),
  locksInMs: z.int().min(0).nullable(),
  /** How long nothing may be done in all, as the site asks of this person now. */
  idleLockMs: z.int().min(1).nullable(),
});

export const mostSubstitutions = 1_000;
export const AccountList = z.strictObject({
  accounts: z.array(AccountView).max(mostAccounts),
  substitutions: z.array(Substitution).max(mostSubstitutions),
  /** Where people can belong besides the communes: those of the profile that became no part of another. */
  units: z.array(z.strictObject({ id: Id, name: Words })).max(500),
});
export const NewAccount = z.strictObject({ name: AccountName, ...AccountDetails.shape });
/** `link` is shown this once: whoever opens it within `untilMs` sets the password. */
export const Invitation = z.strictObject({ account: AccountView, link: z.string().max(500), untilMs: EpochMs });
export const ChangedAccount = AccountDetails;
export const NewSubstitution = Substitution.omit({ id: true });
