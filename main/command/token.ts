import { CreatedToken, routes, TokenList } from "#contract/http.ts";
import type { Role } from "#contract/live.ts";
import { ask, tell } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { roles } from "./words.ts";

export async function createToken(
  which: Which,
  role: Role,
  label: string,
  sources: readonly string[],
  screen: Screen,
): Promise<number> {
  const body = { role, label, ...(sources.length === 0 ? {} : { sources }) };
  const created = await ask(await findRunning(which), routes.tokens, CreatedToken, { method: "POST", body });
  screen.show(created, [
    screen.say("token.created", { id: created.id, role: screen.words(roles[role]) }),
    "",
    created.token,
  ]);
  return 0;
}

export async function listTokens(which: Which, screen: Screen): Promise<number> {
  const list = await ask(await findRunning(which), routes.tokens, TokenList);
  const head = [
    screen.say("token.id"),
    screen.say("token.role"),
    screen.say("token.created-at"),
    screen.say("token.label"),
    screen.say("token.sources"),
  ];
  const rows = list.tokens.map(({ id, role, createdAtMs, label, sources }) => [
    String(id),
    screen.words(roles[role]),
    screen.time(createdAtMs),
    label,
    sources?.join(", ") ?? "",
  ]);
  screen.show(list, rows.length === 0 ? [screen.say("token.none")] : columns([head, ...rows], ""));
  return 0;
}

export async function revokeToken(which: Which, id: number, screen: Screen): Promise<number> {
  await tell(await findRunning(which), `${routes.tokens}/${id}`, { method: "DELETE" });
  screen.show({ id, revoked: true }, [screen.say("token.revoked", { id })]);
  return 0;
}
