import type { z } from "zod";
import type { AccountRole } from "#contract/access/role.ts";
import type { Scope } from "#contract/access/scope.ts";
import type { AccountState, AccountView } from "#contract/accounts/account.ts";
import { AccountList, Invitation, NewAccount } from "#contract/accounts/http.ts";
import type { Words } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { ask, tell } from "./core-client.ts";
import { findRunning, type Running, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { isHere, originsOf, square } from "./token.ts";
import { accountRoles, accountStates } from "./words.ts";

export type NewUser = { name: string; role: AccountRole; fullName: string; unit?: string; commune?: string };

/** Makes an account and tells the link by which its owner sets a password; the role is for the province, or for what is named. */
export async function addUser(which: Which, asked: NewUser, screen: Screen): Promise<number> {
  const { name, role, fullName, unit, commune } = asked;
  const place = unit ?? commune;
  const scope: Scope =
    unit !== undefined
      ? { kind: "unit", unit }
      : commune !== undefined
        ? { kind: "commune", place: commune }
        : { kind: "province" };
  const body = NewAccount.safeParse({
    ...{ name, fullName, grants: [{ role, scope }] },
    ...(place === undefined ? {} : { unit: place }),
  });
  if (!body.success) {
    const detail = body.error.issues[0]?.path.includes("name") ? name : (place ?? fullName);
    throw new CodedError("options.invalid", { detail });
  }
  const running = await findRunning(which);
  const made = await ask(running, routes.accounts, Invitation, { method: "POST", body: body.data });
  return showLink(running, made, "user.added", screen);
}

/** A new link to set a password; older ones are good for nothing. @param isFactorLost its second factors are removed besides */
export async function inviteUser(which: Which, name: string, isFactorLost: boolean, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const { id } = await named(running, name);
  if (isFactorLost) await tell(running, routes.accountFactors(id), { method: "DELETE" });
  const made = await ask(running, routes.accountInvitation(id), Invitation, { method: "POST" });
  return showLink(running, made, "user.invited", screen);
}

export async function unlockUser(which: Which, name: string, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const { id } = await named(running, name);
  await tell(running, routes.accountUnlock(id), { method: "POST" });
  screen.show({ name, unlocked: true }, [screen.say("user.unlocked", { name })]);
  return 0;
}

export async function endSessions(which: Which, name: string, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const { id, sessions } = await named(running, name);
  await tell(running, routes.accountSessions(id), { method: "DELETE" });
  screen.show({ name, sessions }, [screen.say("user.sessions-ended", { name, sessions })]);
  return 0;
}

/** Access is gone at once; what he did stays. */
export async function letGo(which: Which, name: string, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const { id } = await named(running, name);
  await tell(running, routes.accountOf(id), { method: "DELETE" });
  screen.show({ name, left: true }, [screen.say("user.left", { name })]);
  return 0;
}

export async function listUsers(which: Which, screen: Screen): Promise<number> {
  const list = await ask(await findRunning(which), routes.accounts, AccountList);
  const heads = [
    "user.name",
    "user.full-name",
    "user.roles",
    "user.state",
    "user.factors",
    "user.sessions",
    "user.last",
  ];
  const rows = list.accounts.map((one) => [
    ...[one.name, one.fullName, one.grants.map((grant) => grantText(grant, screen)).join(", ")],
    ...[stateText(one, screen), one.factors.join(", "), String(one.sessions)],
    one.lastSignInAtMs === null ? "" : screen.time(one.lastSignInAtMs),
  ]);
  const head = (heads as Parameters<Screen["say"]>[0][]).map((word) => screen.say(word));
  screen.show(list, rows.length === 0 ? [screen.say("user.none")] : columns([head, ...rows], ""));
  return 0;
}

const grantText = ({ role, scope }: AccountView["grants"][number], screen: Screen): string => {
  const where = scope.kind === "province" ? "" : ` (${scope.kind === "unit" ? scope.unit : scope.place})`;
  return screen.words(accountRoles[role]) + where;
};

const stateText = ({ state, lockedUntilMs }: AccountView, screen: Screen): string => {
  const words: Words = accountStates[state satisfies AccountState];
  return lockedUntilMs == null ? screen.words(words) : `${screen.words(words)} → ${screen.time(lockedUntilMs)}`;
};

/** @throws CodedError account.unknown */
async function named(running: Running, name: string): Promise<AccountView> {
  const { accounts } = await ask(running, routes.accounts, AccountList);
  const found = accounts.find((one) => one.name === name.toLowerCase());
  if (found === undefined) throw new CodedError("account.unknown", { id: name });
  return found;
}

/** What the core names after this machine alone is told by the addresses that others reach it at. */
async function showLink(
  running: Running,
  { account, link, untilMs }: z.output<typeof Invitation>,
  word: "user.added" | "user.invited",
  screen: Screen,
): Promise<number> {
  const { origin, pathname } = new URL(link);
  const origins = isHere(origin) ? await originsOf(running) : [origin];
  const links = origins.map((one) => one + pathname);
  const first = links[0] ?? link;
  screen.show({ account, link: first, links, untilMs }, [
    screen.say(word, { name: account.name, time: screen.time(untilMs) }),
    ...["", ...links, "", ...square(first, screen)],
    ...(isHere(first) ? ["", screen.say("token.link-here")] : []),
  ]);
  return 0;
}
