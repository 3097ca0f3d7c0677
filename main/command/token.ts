import { networkInterfaces } from "node:os";
import { renderUnicodeCompact } from "uqr";
import type { TokenRole } from "#contract/access/role.ts";
import { CreatedToken, routes, Status, TokenList } from "#contract/http.ts";
import { ask, tell } from "./core-client.ts";
import { peoplesOrigins } from "./door.ts";
import { findRunning, type Running, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { roles } from "./words.ts";

/** The page that a role is for; programs have none. */
const pageOf: Partial<Record<TokenRole, string>> = { viewer: "/", operator: "/desk", admin: "/desk" };
const probeWithinMs = 1_000;
const mostAddresses = 15;

/**
 * Makes a token and tells it, with a link and its QR code where it is for a page.
 * @param sources that one of role ingest is bound to
 */
export async function createToken(
  which: Which,
  role: TokenRole,
  label: string,
  sources: readonly string[],
  screen: Screen,
): Promise<number> {
  const body = { role, label, ...(sources.length === 0 ? {} : { sources }) };
  const running = await findRunning(which);
  const created = await ask(running, routes.tokens, CreatedToken, { method: "POST", body });
  const page = pageOf[role];
  const origins = page === undefined ? [] : await originsOf(running);
  const links = origins.map((origin) => `${origin}${page}?token=${created.token}`);
  const [first] = links;
  screen.show({ ...created, links }, [
    screen.say("token.created", { id: created.id, role: screen.words(roles[role]) }),
    "",
    created.token,
    ...(first === undefined ? [] : ["", screen.say("token.link"), "", ...links, "", ...square(first, screen)]),
    ...(first !== undefined && isHere(first) ? ["", screen.say("token.link-here")] : []),
  ]);
  return 0;
}

export const isHere = (link: string): boolean => /^(?:127\.|localhost$|\[::1\]$)/.test(new URL(link).hostname);

/**
 * Where the wall answers: by its public name, else by those of its certificate, else at this machine's addresses in its networks,
 * each asked; or only here.
 */
export async function originsOf(running: Running): Promise<string[]> {
  const { origin } = running;
  const { door } = await ask(running, routes.status, Status);
  const named = peoplesOrigins(door);
  if (named.length > 0) return named;
  if (!isHere(origin)) return [origin];
  const { port } = new URL(origin);
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ family, internal, address }) => (family === "IPv4" && !internal ? [address] : [])),
  );
  const asked = addresses.slice(0, mostAddresses).map(async (address) => {
    const there = `http://${address}:${port}`;
    const signal = AbortSignal.timeout(probeWithinMs);
    const isAnswered = await fetch(there + routes.health, { signal }).then(
      (answer) => answer.ok,
      () => false,
    );
    return isAnswered ? [there] : [];
  });
  const reached = (await Promise.all(asked)).flat();
  return reached.length > 0 ? reached : [origin];
}

/** A QR code of half blocks, light on dark also where the terminal is the other way round. */
export const square = (link: string, screen: Screen): string[] =>
  renderUnicodeCompact(link, { border: 2, ecc: "L" })
    .split("\n")
    .map((line) => screen.lightOnDark(line));

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
