import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type AccountDetails, type AccountView, mostAccounts, type Substitution } from "#contract/accounts/account.ts";
import {
  type InvitationView,
  mostSubstitutions,
  type NewAccount,
  type NewSubstitution,
} from "#contract/accounts/http.ts";
import type { AccountRules } from "#contract/accounts/rules.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { scopesOf } from "../access/rights.ts";
import { hashOf, newToken } from "../access/token.ts";
import type { Factors } from "./factors.ts";
import type { LockOut } from "./lock-out.ts";
import type { AccountsRepository, CredentialsRepository, StoredAccount } from "./repository.ts";
import type { PeoplesSessions } from "./sessions.ts";
import { isUnused, type SignIn, type SignInFrom, type SignInStep } from "./sign-in.ts";
import { byNumber } from "./sign-on/sign-on.ts";

const invitationGoodForMs = 3 * 86_400_000;
const resetGoodForMs = 86_400_000;

/** `token` is what stands in the link; it is told this once. */
export type Invited = { account: AccountView; token: string; untilMs: number };

/** What administrators do with accounts. All throw account.unknown where there is none of that id. */
export type People = {
  list(): Promise<{ accounts: AccountView[]; substitutions: Substitution[] }>;
  view(id: string): Promise<AccountView>;
  byName(name: string): Promise<StoredAccount | undefined>;
  isEmpty(): Promise<boolean>;
  /** @throws CodedError account.name-taken, account.too-many, account.no-such-scope, account.no-such-unit */
  add(account: z.output<typeof NewAccount>): Promise<Invited>;
  /** @throws CodedError account.last-admin, and as `add` */
  change(id: string, details: AccountDetails): Promise<{ before: AccountDetails; account: AccountView }>;
  /** Access is gone at once, what he did stays. @throws CodedError account.last-admin */
  leave(id: string): Promise<AccountView>;
  /** A new link; older ones are good for nothing. Whoever had left comes back by it. */
  invite(id: string): Promise<Invited>;
  /** Locked by failures, or unused for too long: he may sign in again. */
  unlock(id: string): Promise<AccountView>;
  /** Second factors are gone, and sessions with them. */
  clearFactors(id: string): Promise<AccountView>;
  endSessions(id: string): Promise<AccountView>;
  /** @throws CodedError substitution.too-many, substitution.of-oneself, substitution.days */
  substitute(asked: z.output<typeof NewSubstitution>): Promise<Substitution>;
  /** @throws CodedError substitution.unknown */
  endSubstitution(id: string): Promise<Substitution>;

  /** Whose a link is. @throws CodedError invitation.unknown */
  invitation(token: string): Promise<z.output<typeof InvitationView>>;
  /** Sets the password and goes on as signing in does. @throws CodedError invitation.unknown, and as `SignIn.setPassword` */
  accept(token: string, password: string, kind: "phone" | "computer", from: SignInFrom): Promise<SignInStep>;
};

export function createPeople(options: {
  accounts: AccountsRepository;
  credentials: CredentialsRepository;
  sessions: PeoplesSessions;
  signIn: SignIn;
  factors: Factors;
  lockOut: LockOut;
  profile(): Pick<Profile, "units" | "places">;
  rules(): AccountRules;
  now(): number;
}): People {
  const { accounts, credentials, sessions, signIn, factors, lockOut, profile, rules, now } = options;

  const known = async (id: string): Promise<StoredAccount> => {
    const found = await accounts.byId(id);
    if (found === undefined) throw new CodedError("account.unknown", { id });
    return found;
  };
  const viewer = async (): Promise<(account: StoredAccount) => AccountView> => {
    const [having, providers, open, lockedUntil] = await Promise.all([
      credentials.factors(),
      credentials.providersOfAll(),
      sessions.counts(),
      lockOut.allLocked(),
    ]);
    return (account) => {
      const { usedAtMs: _used, signedInAtMs: lastSignInAtMs, leftAtMs, ...rest } = account;
      const { id, name } = account;
      const factorsOf = (["totp", "passkey"] as const).filter((factor) => having[factor].has(id));
      // What an administrator has said of somebody's number is no provider.
      const known = (providers.get(id) ?? []).filter((one) => one !== byNumber);
      const lockedUntilMs = lockedUntil(name);
      const hasWay = having.password.has(id) || having.passkey.has(id) || known.length > 0;
      const state =
        leftAtMs !== null
          ? "left"
          : lockedUntilMs !== undefined
            ? "locked"
            : !hasWay
              ? "invited"
              : isUnused(account, rules(), now())
                ? "unused"
                : "active";
      return {
        ...rest,
        ...{ state, lastSignInAtMs, providers: known, sessions: open.get(id) ?? 0 },
        factors: factorsOf.length > 0 && having.recovery.has(id) ? [...factorsOf, "recovery"] : factorsOf,
        ...(lockedUntilMs === undefined ? {} : { lockedUntilMs }),
      };
    };
  };
  const view = async (id: string) => (await viewer())(await known(id));

  /** That what is asked for can be given here. */
  const check = ({ grants, unit }: AccountDetails): void => {
    const { units, places } = profile();
    const isUnit = (id: string) => units.some((one) => one.id === id);
    const isCommune = (id: string) => places.some((place) => place.id === id && place.kind === "commune");
    for (const { role, scope } of grants) {
      if (!scopesOf(role).includes(scope.kind))
        throw new CodedError("account.no-such-scope", { role, scope: scope.kind });
      if (scope.kind === "unit" && !isUnit(scope.unit))
        throw new CodedError("account.no-such-unit", { id: scope.unit });
      if (scope.kind === "commune" && !isCommune(scope.place))
        throw new CodedError("account.no-such-unit", { id: scope.place });
    }
    if (unit !== undefined && !isUnit(unit) && !isCommune(unit))
      throw new CodedError("account.no-such-unit", { id: unit });
  };
  const isAdmin = ({ grants }: Pick<AccountDetails, "grants">) => grants.some(({ role }) => role === "admin");
  /** Somebody has to be left who can let the others in. */
  const keepAnAdmin = async (account: StoredAccount): Promise<void> => {
    if (!isAdmin(account) || account.leftAtMs !== null) return;
    const others = (await accounts.list()).filter((one) => one.id !== account.id && one.leftAtMs === null);
    if (!others.some(isAdmin)) throw new CodedError("account.last-admin");
  };
  /** His sessions, and those of whoever stands in for him, go on as what they may now. */
  const tellChanged = async (id: string): Promise<void> => {
    sessions.changed(id);
    for (const { account, by } of await accounts.substitutions()) if (account === id) sessions.changed(by);
  };
  const newLink = async (account: StoredAccount): Promise<Invited> => {
    const hasPassword = (await credentials.passwords(account.id)).length > 0;
    const token = newToken();
    const untilMs = now() + (hasPassword ? resetGoodForMs : invitationGoodForMs);
    const purpose = hasPassword ? "reset" : "invite";
    await accounts.invite({ account: account.id, hash: hashOfLink(token), purpose, untilMs });
    return { account: await view(account.id), token, untilMs };
  };
  const invited = async (token: string) => {
    const found = await accounts.invitationByHash(hashOfLink(token));
    const account = found && found.untilMs > now() ? await accounts.byId(found.account) : undefined;
    if (found === undefined || account === undefined || account.leftAtMs !== null)
      throw new CodedError("invitation.unknown");
    return { ...found, account };
  };

  return {
    async list() {
      const [all, substitutions, of] = await Promise.all([accounts.list(), accounts.substitutions(), viewer()]);
      return { accounts: all.map(of), substitutions };
    },
    view,
    byName: (name) => accounts.byName(name),
    isEmpty: async () => (await accounts.count()) === 0,
    async add({ name, ...details }) {
      check(details);
      if ((await accounts.count()) >= mostAccounts) throw new CodedError("account.too-many", { most: mostAccounts });
      const nowMs = now();
      const account: StoredAccount = {
        ...{ id: randomUUID(), name, ...details },
        ...{ createdAtMs: nowMs, signedInAtMs: null, usedAtMs: nowMs, leftAtMs: null },
      };
      if (!(await accounts.add(account))) throw new CodedError("account.name-taken", { name });
      return newLink(account);
    },
    async change(id, details) {
      const account = await known(id);
      check(details);
      if (!isAdmin(details)) await keepAnAdmin(account);
      await accounts.change(id, details);
      await tellChanged(id);
      const { fullName, title, unit, phone, email, grants } = account;
      const before = { fullName, title, phone, email, grants, ...(unit === undefined ? {} : { unit }) };
      return { before, account: await view(id) };
    },
    async leave(id) {
      const account = await known(id);
      await keepAnAdmin(account);
      signIn.drop(id);
      await sessions.endAll(id);
      await factors.clear(id);
      await accounts.leave(id, now());
      await tellChanged(id);
      return view(id);
    },
    async invite(id) {
      const account = await known(id);
      if (account.leftAtMs !== null) await accounts.comeBack(id, now());
      return newLink(account);
    },
    async unlock(id) {
      const account = await known(id);
      await lockOut.forget(account.name);
      await accounts.used(id, now());
      return view(id);
    },
    async clearFactors(id) {
      await known(id);
      signIn.drop(id);
      await sessions.endAll(id);
      await factors.clear(id);
      return view(id);
    },
    async endSessions(id) {
      await known(id);
      signIn.drop(id);
      await sessions.endAll(id);
      return view(id);
    },
    async substitute(asked) {
      await known(asked.account);
      await known(asked.by);
      if (asked.account === asked.by) throw new CodedError("substitution.of-oneself");
      if (asked.from > asked.to) throw new CodedError("substitution.days");
      if ((await accounts.substitutions()).length >= mostSubstitutions)
        throw new CodedError("substitution.too-many", { most: mostSubstitutions });
      const substitution = { id: randomUUID(), ...asked };
      await accounts.substitute(substitution);
      sessions.changed(asked.by);
      return substitution;
    },
    async endSubstitution(id) {
      const found = (await accounts.substitutions()).find((one) => one.id === id);
      if (found === undefined || !(await accounts.endSubstitution(id)))
        throw new CodedError("substitution.unknown", { id });
      sessions.changed(found.by);
      return found;
    },
    async invitation(token) {
      const { account, untilMs, purpose } = await invited(token);
      return { name: account.name, fullName: account.fullName, untilMs, purpose };
    },
    async accept(token, password, kind, from) {
      const { account } = await invited(token);
      await signIn.checkPassword(account, password);
      // Of two who have the link only one sets a password.
      if (!(await accounts.takeInvitation(hashOfLink(token)))) throw new CodedError("invitation.unknown");
      await signIn.setPassword(account, password);
      // Whoever knew the old one is out.
      signIn.drop(account.id);
      await sessions.endAll(account.id);
      await lockOut.forget(account.name);
      await accounts.used(account.id, now());
      const { usedAtMs: _, ...rest } = account;
      return signIn.proceed({ ...rest, usedAtMs: now() }, { by: "password", kind, isFactorDone: false }, from);
    },
  };
}

/** By which what stands in a link is kept. */
const hashOfLink = (token: string): string => hashOf(`invitation ${token}`);
