import { randomBytes } from "node:crypto";
import type { Grant } from "#contract/access/scope.ts";
import type { AccountRules } from "#contract/accounts/rules.ts";
import { CodedError } from "#contract/errors.ts";
import type { AccountSessions, Ended, SessionUse } from "../access/access.ts";
import { type Identity, identityOfAccount } from "../access/identity.ts";
import { hashOf, newToken } from "../access/token.ts";
import type { AccountSessionsRepository, AccountsRepository, StoredAccount, StoredSession } from "./repository.ts";

/** Of one person. */
const mostSessions = 20;
/** Wrong passwords in a row to a locked session; it is ended then. */
const mostFailures = 5;
/** What was done last is written down as seldom: a restart locks a session too soon by as much, never too late. */
const writtenEveryMs = 60_000;
/** Whose locking is looked for: a line of a locked session is closed within this. */
const lookEveryMs = 1_000;
const mostKnown = 5_000;
/** How somebody signs in is changed by whoever has just shown that he can. */
const freshForMs = 15 * 60_000;

/** A full disk shuts out nobody who is in: what could not be written down is tried again, and holds in memory meanwhile. */
const beforeLong = (): void => {};

/** A session of which the core has been asked. */
type Known = {
  session: StoredSession;
  account: StoredAccount;
  /** His own and those of whom he stands in for. */
  grants: readonly Grant[];
  identity: Identity;
  writtenAtMs: number;
  /** When he signed in, or unlocked it. */
  provenAtMs: number;
  isToldLocked: boolean;
};

export type KnownSession = Pick<Known, "session" | "account" | "identity">;

export type OpenedSession = { cookie: string; identity: Identity; kind: StoredSession["kind"] };

export type PeoplesSessions = AccountSessions & {
  /** @param former the cookie that came along with signing in, which is over by that: nobody goes on with what he was given before */
  open(account: StoredAccount, kind: StoredSession["kind"], use: SessionUse, former?: string): Promise<OpenedSession>;
  /** Also of a locked one; undefined where there is none. Nothing is done by it. */
  find(cookie: string | undefined): Promise<KnownSession | undefined>;
  locksInMs(known: KnownSession): number;
  /** @throws CodedError session.not-fresh, access.bad-token */
  mustBeFresh(cookie: string | undefined): Promise<void>;
  idleLockMs(known: KnownSession): number;
  /** It goes on as it was. */
  unlocked(known: KnownSession): Promise<void>;
  /** A wrong password in it. @returns whether it is ended by that */
  failed(known: KnownSession): Promise<boolean>;
  list(account: string): Promise<StoredSession[]>;
  counts(): Promise<Map<string, number>>;
  /** False: it is none of the account's. */
  end(account: string, id: string): Promise<boolean>;
  /** @param but goes on */
  endAll(account: string, but?: string): Promise<void>;
  /** What he may, or who he is, is something else: his lines are closed, and come again as what he is now. */
  changed(account: string): void;
  stop(): void;
};

export function createAccountSessions(options: {
  repository: AccountSessionsRepository;
  accounts: Pick<AccountsRepository, "byId" | "substituted">;
  /** Whether somebody signs in by two things. */
  hasFactor(account: string): Promise<boolean>;
  rules(): AccountRules;
  /** The day of the site. */
  today(): string;
  now(): number;
}): PeoplesSessions {
  const { repository, accounts, hasFactor, rules, today, now } = options;
  const cookiePrefix = "account.";
  const known = new Map<string, Known>();
  const listeners = new Set<(ended: Ended) => void>();
  let day = today();
  /** So that what is being read while something changes is read anew. */
  let changes = 0;

  const tell = (ended: Ended) => {
    for (const listener of listeners) listener(ended);
  };
  const forget = (isGone: (one: Known) => boolean) => {
    changes += 1;
    for (const [hash, one] of known) if (isGone(one)) known.delete(hash);
  };
  const grantsOf = async (account: StoredAccount): Promise<Grant[]> => {
    const others = (await accounts.substituted(account.id, day)).flatMap(({ grants }) => grants);
    // What asks for a second factor of its owner asks for it of whoever stands in: he may it once he has one.
    const isGuarded = ({ role }: Grant) => rules().secondFactor.includes(role);
    const mayGuarded = others.some(isGuarded) && (await hasFactor(account.id));
    return [...account.grants, ...others.filter((grant) => mayGuarded || !isGuarded(grant))];
  };
  const knownOf = async (session: StoredSession): Promise<Known | undefined> => {
    const account = await accounts.byId(session.account);
    if (account === undefined || account.leftAtMs !== null) return undefined;
    const grants = await grantsOf(account);
    const { id, name, fullName, unit } = account;
    const who = { id, name, fullName, ...(unit === undefined ? {} : { unit }) };
    const identity = identityOfAccount(who, session.id, grants);
    return {
      session,
      account,
      grants,
      identity,
      writtenAtMs: session.usedAtMs,
      provenAtMs: session.openedAtMs,
      isToldLocked: false,
    };
  };
  const idleLockMs = ({ session, identity }: KnownSession): number => {
    const { lockAfter } = rules();
    const is = (role: string) => identity.grants.some((grant) => grant.role === role);
    const holding = [...(is("admin") ? [lockAfter.admin] : []), ...(session.kind === "phone" ? [lockAfter.phone] : [])];
    return Math.min(...(holding.length > 0 ? holding : [is("operator") ? lockAfter.operator : lockAfter.other]));
  };
  const locksInMs = (one: KnownSession) => Math.max(0, one.session.usedAtMs + idleLockMs(one) - now());
  const isOver = ({ session }: Known) => session.openedAtMs + rules().sessionLasts[session.kind] <= now();
  const endKnown = async ({ session }: Known): Promise<void> => {
    await repository.end(session.id);
    forget((one) => one.session.id === session.id);
    tell({ session: session.id });
  };
  const read = async (hash: string): Promise<Known | undefined> => {
    for (;;) {
      const before = changes;
      const session = await repository.byHash(hash);
      const found = session && (await knownOf(session));
      if (changes !== before) continue;
      const meanwhile = known.get(hash);
      if (found === undefined || meanwhile !== undefined) return meanwhile;
      known.set(hash, found);
      if (known.size > mostKnown) known.delete(known.keys().next().value as string);
      return found;
    }
  };
  const find = async (cookie: string | undefined): Promise<Known | undefined> => {
    if (cookie === undefined || !cookie.startsWith(cookiePrefix) || cookie.length > 200) return undefined;
    if (day !== today()) await turnDay();
    const hash = hashOf(cookie);
    const found = known.get(hash) ?? (await read(hash));
    if (found === undefined) return undefined;
    if (!isOver(found)) return found;
    await endKnown(found).catch(beforeLong);
    return undefined;
  };
  const write = async (one: Known): Promise<void> => {
    one.writtenAtMs = one.session.usedAtMs;
    await repository.used(one.session.id, one.session);
  };

  /** The day's substitutions, and sessions whose time is over. */
  const turnDay = async (): Promise<void> => {
    day = today();
    for (const one of [...known.values()]) {
      const grants = await grantsOf(one.account);
      if (JSON.stringify(grants) === JSON.stringify(one.grants)) continue;
      forget((other) => other.account.id === one.account.id);
      tell({ account: one.account.id });
    }
    const { sessionLasts } = rules();
    const before = { phone: now() - sessionLasts.phone, computer: now() - sessionLasts.computer };
    await repository.drop(before).catch(beforeLong);
  };
  const look = async (): Promise<void> => {
    if (day !== today()) await turnDay();
    for (const one of [...known.values()]) {
      if (isOver(one)) await endKnown(one);
      else if (!one.isToldLocked && locksInMs(one) === 0) {
        one.isToldLocked = true;
        tell({ session: one.session.id });
      }
    }
  };
  // What cannot be read or written now is tried again in a second.
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs).unref();

  return {
    cookiePrefix,
    async open(account, kind, use, former) {
      const before = await find(former);
      if (before !== undefined) await endKnown(before);
      const cookie = cookiePrefix + newToken();
      const nowMs = now();
      const session: StoredSession = {
        ...{ id: randomBytes(12).toString("hex"), account: account.id, hash: hashOf(cookie), kind },
        ...{ openedAtMs: nowMs, usedAtMs: nowMs, address: use.address, program: use.program, failures: 0 },
      };
      for (const id of await repository.open(session, mostSessions)) {
        forget((one) => one.session.id === id);
        tell({ session: id });
      }
      const opened = await find(cookie);
      if (opened === undefined) throw new CodedError("access.bad-token");
      return { cookie, identity: opened.identity, kind };
    },
    async resume(cookie, use) {
      const found = await find(cookie);
      if (found === undefined) return undefined;
      const { session } = found;
      if (locksInMs(found) === 0) {
        if (use.mayBeLocked === true) return found.identity;
        throw new CodedError("session.locked");
      }
      if (use.isByHand) {
        session.usedAtMs = Math.max(session.usedAtMs, now());
        session.address = use.address;
        session.program = use.program;
        if (session.usedAtMs - found.writtenAtMs >= writtenEveryMs) await write(found).catch(beforeLong);
      }
      return found.identity;
    },
    find,
    async mustBeFresh(cookie) {
      const found = await find(cookie);
      if (found === undefined) throw new CodedError("access.bad-token");
      if (now() - found.provenAtMs >= freshForMs)
        throw new CodedError("session.not-fresh", { minutes: freshForMs / 60_000 });
    },
    locksInMs,
    idleLockMs,
    async unlocked(one) {
      const found = known.get(one.session.hash);
      if (found === undefined) return;
      found.session.usedAtMs = now();
      found.provenAtMs = now();
      found.session.failures = 0;
      found.isToldLocked = false;
      await write(found);
    },
    async failed(one) {
      const found = known.get(one.session.hash);
      if (found === undefined) return true;
      found.session.failures += 1;
      if (found.session.failures >= mostFailures) {
        await endKnown(found);
        return true;
      }
      await write(found);
      return false;
    },
    list: (account) => repository.ofAccount(account),
    counts() {
      const { sessionLasts } = rules();
      return repository.counts({ phone: now() - sessionLasts.phone, computer: now() - sessionLasts.computer });
    },
    async end(account, id) {
      const isHis = (await repository.ofAccount(account)).some((one) => one.id === id);
      if (!isHis) return false;
      await repository.end(id);
      forget((one) => one.session.id === id);
      tell({ session: id });
      return true;
    },
    async endAll(account, but) {
      const ids = (await repository.ofAccount(account)).flatMap(({ id }) => (id === but ? [] : [id]));
      await repository.endAll(account, but);
      forget((one) => one.account.id === account && one.session.id !== but);
      for (const id of ids) tell({ session: id });
    },
    changed(account) {
      forget((one) => one.account.id === account);
      tell({ account });
    },
    onEnded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}
