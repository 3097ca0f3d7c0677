import type { SecondFactor, SessionView } from "#contract/accounts/account.ts";
import type { SignedIn } from "#contract/accounts/http.ts";
import type { AccountRules } from "#contract/accounts/rules.ts";
import { CodedError } from "#contract/errors.ts";
import type { SessionUse } from "../access/access.ts";
import type { Factors } from "./factors.ts";
import type { LockOut } from "./lock-out.ts";
import type { PasswordHashes } from "./password-hash.ts";
import { keptPasswords, type PasswordRules } from "./password-rules.ts";
import type { AccountsRepository, CredentialsRepository, StoredAccount } from "./repository.ts";
import type { OpenedSession, PeoplesSessions } from "./sessions.ts";
import { createTickets } from "./tickets.ts";
import { createTurns } from "./turns.ts";

/** Somebody who has proved one thing and has another to do. */
type Ticket = { account: string; kind: SessionView["kind"]; next: "factor" | "set-up" | "password"; by: SignInBy };
/** What was proved first. passkey: two factors in one, where the authenticator has seen who holds it. */
export type SignInBy = "password" | "passkey" | "provider";

const ticketGoodForMs = 10 * 60_000;
const mostTickets = 2_000;
const mostWaiting = 60;

/** How signing in went on. opened: the cookie of the session, once there is one. */
export type SignInStep = { answer: SignedIn; account: StoredAccount; opened?: OpenedSession };

/** Where it comes from, and the cookie that came along. */
export type SignInFrom = SessionUse & { cookie?: string | undefined };

export type SignIn = {
  /** @throws CodedError sign-in.failed, sign-in.locked, sign-in.busy, sign-in.unused */
  withPassword(
    given: { name: string; password: string; kind: SessionView["kind"] },
    from: SignInFrom,
  ): Promise<SignInStep>;
  /** @throws CodedError sign-in.ticket-over, sign-in.locked, factor.wrong-code */
  withFactor(
    given: { ticket: string; factor: "totp" | "recovery"; code: string },
    from: SignInFrom,
  ): Promise<SignInStep>;
  /** After needs-password. @throws CodedError sign-in.ticket-over, password.known, password.used-before */
  withNewPassword(given: { ticket: string; password: string }, from: SignInFrom): Promise<SignInStep>;
  /** Whose a ticket of needs-factor is. @throws CodedError sign-in.ticket-over */
  settingUp(ticket: string): Promise<StoredAccount>;
  /** He has a factor now. @throws CodedError sign-in.ticket-over */
  setUp(ticket: string, from: SignInFrom): Promise<SignInStep>;
  /** Whose a ticket of second-factor is, for factors that are asked for elsewhere. @throws CodedError sign-in.ticket-over */
  askedFactor(ticket: string): Promise<StoredAccount>;
  /** A factor that was asked for elsewhere was right. @throws CodedError sign-in.ticket-over */
  factorWasRight(ticket: string, from: SignInFrom): Promise<SignInStep>;
  /**
   * Somebody has proved who he is, by a first thing; what is missing is asked for. @throws CodedError sign-in.unused
   * @param isFactorDone no second one is asked for
   */
  proceed(
    account: StoredAccount,
    how: { by: SignInBy; kind: SessionView["kind"]; isFactorDone: boolean },
    from: SignInFrom,
  ): Promise<SignInStep>;
  /** Whether a password is somebody's own now; a wrong one is not counted. Rejects with sign-in.busy. */
  isPassword(account: string, password: string): Promise<boolean>;
  /** @throws CodedError password.known, password.used-before */
  checkPassword(account: StoredAccount, password: string): Promise<void>;
  /** One that was checked. */
  setPassword(account: StoredAccount, password: string): Promise<void>;
  /** When a password has to be another one, epoch ms; null: never. */
  passwordUntilMs(account: StoredAccount): Promise<{ setAtMs: number | null; untilMs: number | null }>;
  /** Nothing that is under way for somebody goes on. */
  drop(account: string): void;
};

export const isUnused = ({ usedAtMs }: StoredAccount, rules: AccountRules, nowMs: number): boolean =>
  nowMs - usedAtMs >= rules.unusedAfter;

const isAny = (account: StoredAccount, roles: readonly string[]): boolean =>
  account.grants.some(({ role }) => roles.includes(role));

export function createSignIn(options: {
  accounts: AccountsRepository;
  credentials: CredentialsRepository;
  hashes: PasswordHashes;
  lockOut: LockOut;
  factors: Factors;
  passwordRules: PasswordRules;
  sessions: PeoplesSessions;
  rules(): AccountRules;
  /** The day of the site. */
  today(): string;
  now(): number;
}): SignIn {
  const { accounts, credentials, hashes, lockOut, factors, passwordRules, sessions, rules, today, now } = options;
  const tickets = createTickets<Ticket>({ goodForMs: ticketGoodForMs, most: mostTickets, now });
  // One after the other: of many guesses at once none is looked at before the failures of those before it are counted.
  const inTurn = createTurns(mostWaiting);

  const holder = async (ticket: string, next: Ticket["next"]): Promise<{ kept: Ticket; account: StoredAccount }> => {
    const kept = tickets.look(ticket);
    const account = kept?.next === next ? await accounts.byId(kept.account) : undefined;
    if (kept === undefined || account === undefined || account.leftAtMs !== null)
      throw new CodedError("sign-in.ticket-over");
    return { kept, account };
  };
  /** From here on it cannot be used again. */
  const taken = async (ticket: string, next: Ticket["next"]) => {
    const found = await holder(ticket, next);
    if (tickets.take(ticket) === undefined) throw new CodedError("sign-in.ticket-over");
    return found;
  };
  const passwordUntilMs = async (account: StoredAccount) => {
    const setAtMs = (await credentials.passwords(account.id))[0]?.setAtMs ?? null;
    const { passwordLasts } = rules();
    const lasts = isAny(account, ["admin"]) ? passwordLasts.admin : passwordLasts.other;
    return { setAtMs, untilMs: setAtMs === null || lasts === undefined ? null : setAtMs + lasts };
  };
  const setPassword = async (account: StoredAccount, password: string): Promise<void> => {
    await credentials.setPassword(account.id, await hashes.hash(password), now(), keptPasswords);
  };
  const verify = async (account: string | undefined, password: string): Promise<boolean> => {
    const kept = account === undefined ? undefined : (await credentials.passwords(account))[0];
    const { isRight, isOld } = await hashes.verify(password, kept?.hash);
    if (isRight && isOld && account !== undefined && kept !== undefined)
      await credentials.rehash(account, kept.number, await hashes.hash(password));
    return isRight;
  };

  const proceed: SignIn["proceed"] = async (account, { by, kind, isFactorDone }, from) => {
    if (isUnused(account, rules(), now()))
      throw new CodedError("sign-in.unused", { days: Math.floor(rules().unusedAfter / 86_400_000) });
    const issue = (next: Ticket["next"]) => tickets.issue({ account: account.id, kind, next, by });
    if (!isFactorDone) {
      const own: SecondFactor[] = await factors.of(account.id);
      if (own.length > 0) return { account, answer: { state: "second-factor", ticket: issue("factor"), factors: own } };
      const standsFor = await accounts.substituted(account.id, today());
      if ([account, ...standsFor].some((one) => isAny(one, rules().secondFactor)))
        return { account, answer: { state: "needs-factor", ticket: issue("set-up") } };
    }
    const { untilMs } = await passwordUntilMs(account);
    if (by === "password" && untilMs !== null && untilMs <= now())
      return { account, answer: { state: "needs-password", ticket: issue("password") } };
    const opened = await sessions.open(account, kind, from, from.cookie);
    await lockOut.forget(account.name);
    return { account, answer: { state: "signed-in" }, opened };
  };
  const goOn = async (ticket: string, next: Ticket["next"], from: SignInFrom): Promise<SignInStep> => {
    const { kept, account } = await taken(ticket, next);
    return proceed(account, { ...kept, isFactorDone: true }, from);
  };

  return {
    withPassword: (given, from) =>
      inTurn(async () => {
        const name = given.name.trim().normalize("NFC").toLowerCase();
        await lockOut.check(name);
        const found = await accounts.byName(name);
        const account = found?.leftAtMs === null ? found : undefined;
        if (!(await verify(account?.id, given.password)) || account === undefined) {
          await lockOut.fail(name, found !== undefined);
          throw new CodedError("sign-in.failed");
        }
        return proceed(account, { by: "password", kind: given.kind, isFactorDone: false }, from);
      }),
    withFactor: ({ ticket, factor, code }, from) =>
      inTurn(async () => {
        const { account } = await holder(ticket, "factor");
        await lockOut.check(account.name);
        if (!(await factors.isRight(account.id, factor, code))) {
          await lockOut.fail(account.name, true);
          throw new CodedError("factor.wrong-code");
        }
        return goOn(ticket, "factor", from);
      }),
    async withNewPassword({ ticket, password }, from) {
      const { account } = await holder(ticket, "password");
      await passwordRules.check(account, password);
      await setPassword(account, password);
      return goOn(ticket, "password", from);
    },
    settingUp: async (ticket) => (await holder(ticket, "set-up")).account,
    setUp: (ticket, from) => goOn(ticket, "set-up", from),
    askedFactor: async (ticket) => (await holder(ticket, "factor")).account,
    factorWasRight: (ticket, from) => goOn(ticket, "factor", from),
    proceed,
    isPassword: (account, password) => inTurn(() => verify(account, password)),
    checkPassword: passwordRules.check,
    setPassword,
    passwordUntilMs,
    drop: (account) => tickets.dropIf((kept) => kept.account === account),
  };
}
