import type { TokenRole } from "#contract/access/role.ts";
import { type Identity, identityOfRole } from "./identity.ts";
import type { StoredToken, TokensRepository } from "./repository.ts";
import type { AnyRole } from "./rights.ts";
import type { Holder, Sessions } from "./session.ts";
import { hashOf, isSame, newToken } from "./token.ts";

export type { Identity } from "./identity.ts";

/** Whose lines and sessions are over. */
export type Ended = { token: number } | { session: string } | { account: string };

export const isOver = (identity: Identity | undefined, ended: Ended): boolean => {
  if (identity === undefined) return false;
  if ("token" in ended) return identity.tokenId === ended.token;
  if ("session" in ended) return identity.sessionId === ended.session;
  return identity.account?.id === ended.account;
};

/** Whence a session is used. */
export type SessionUse = {
  address: string;
  /** As it says itself. */
  program: string;
  /** Somebody has done something: what pages ask for by themselves keeps no session from being locked. */
  isByHand: boolean;
  /** What is asked for holds no data: whoever's session is locked may have it, to unlock it there. */
  mayBeLocked?: boolean;
};

/** The sessions of people, which are kept (accounts), beside those of tokens, which are not. */
export type AccountSessions = {
  /** How their cookies begin, which no cookie of a token does. */
  readonly cookiePrefix: string;
  /** Who a cookie stands for; undefined when it is unknown, ended, or its account has left. Rejects with session.locked when it was idle for too long. */
  resume(cookie: string, use: SessionUse): Promise<Identity | undefined>;
  /** @returns its undo */
  onEnded(listener: (ended: Ended) => void): () => void;
};

/** Tokens of this run, in clear: they are handed to whoever started the core and never stored. */
export type RunTokens = { wall: string; shell: string; desk: string; admin: string; viewer: string };

const roleOf: Record<keyof RunTokens, AnyRole> = {
  wall: "wall",
  shell: "shell",
  // Whoever sits at the wall's own machine could switch it off by hand: an operator.
  desk: "operator",
  admin: "admin",
  viewer: "viewer",
};

export type Access = {
  readonly run: RunTokens;
  /** undefined when the token is unknown or revoked. Rejects with `store.failed` when the store cannot be asked. */
  identify(token: string): Promise<Identity | undefined>;
  /** The value of a session cookie for the bearer of a token; undefined when the token is no good. */
  openSession(token: string): Promise<string | undefined>;
  /**
   * Who a session cookie stands for; undefined when it is forged, expired, or its token is gone. Rejects with session.locked.
   * @param use of people's sessions; absent: from here, and nothing that anybody did
   */
  resumeSession(cookie: string, use?: SessionUse): Promise<Identity | undefined>;
  /**
   * The cookie in the place of one of a token's session that is used; undefined where it is fresh or no good. A token never expires by
   * itself, so neither does a browser that is in use. People's sessions end when they do.
   */
  renewSession(cookie: string): Promise<string | undefined>;
  /** The token in clear is in the answer and nowhere else. */
  create(role: TokenRole, label: string, sources?: readonly string[]): Promise<StoredToken & { token: string }>;
  /**
   * Binds tokens of role ingest from before tokens were bound: to the source that the label names, else to all that take
   * calls now, which is what it was good for.
   * @returns those that were bound
   */
  bindOld(called: readonly string[]): Promise<StoredToken[]>;
  /** Those that are still good. */
  list(): Promise<StoredToken[]>;
  /** False when there is no such good token. Listeners of `onEnded` have been told when it resolves. */
  revoke(id: number): Promise<boolean>;
  /** A token was revoked, or a session of an account is over. @returns its undo */
  onEnded(listener: (ended: Ended) => void): () => void;
};

type Known = { identity: Identity; holder: Holder };

/**
 * @param options.run tokens given by whoever started this run; those absent are made
 */
export function createAccess(options: {
  tokens: TokensRepository;
  sessions: Sessions;
  /** Absent: there are no accounts. */
  accounts?: AccountSessions | undefined;
  run?: Partial<RunTokens>;
  now(): number;
}): Access {
  const { tokens, sessions, accounts, now } = options;
  const run: RunTokens = {
    wall: options.run?.wall ?? newToken(),
    shell: options.run?.shell ?? newToken(),
    desk: options.run?.desk ?? newToken(),
    admin: options.run?.admin ?? newToken(),
    viewer: options.run?.viewer ?? newToken(),
  };
  const ofRun: Known[] = (Object.entries(run) as [keyof RunTokens, string][]).map(([name, token]) => ({
    identity: identityOfRole(roleOf[name], null),
    holder: { key: `run-${name}`, hash: hashOf(token) },
  }));
  const listeners = new Set<(ended: Ended) => void>();
  accounts?.onEnded((ended) => {
    for (const listener of listeners) listener(ended);
  });

  const known = (stored: StoredToken): Known => ({
    identity: identityOfRole(stored.role, stored.id, stored.sources),
    holder: { key: String(stored.id), hash: stored.hash },
  });
  const find = async (token: string): Promise<Known | undefined> => {
    const hash = hashOf(token);
    const match = ofRun.find((one) => isSame(one.holder.hash, hash));
    if (match !== undefined) return match;
    const stored = await tokens.findByHash(hash);
    return stored !== undefined && stored.revokedAtMs === null && isSame(stored.hash, hash) ? known(stored) : undefined;
  };
  /** Whose token a cookie of a session was opened with. */
  const bearerOf = async (cookie: string): Promise<Known | undefined> => {
    const key = sessions.holderOf(cookie, now());
    if (key === undefined) return undefined;
    const isHis = (one: Known) => one.holder.key === key;
    const bearer = ofRun.find(isHis) ?? (await list()).map(known).find(isHis);
    return bearer !== undefined && sessions.verify(cookie, bearer.holder) ? bearer : undefined;
  };
  const list = async () => (await tokens.list()).filter((token) => token.revokedAtMs === null);

  return {
    run,
    list,
    identify: async (token) => (await find(token))?.identity,
    async openSession(token) {
      const bearer = await find(token);
      return bearer === undefined ? undefined : sessions.sign(bearer.holder, now());
    },
    async resumeSession(cookie, use = { address: "", program: "", isByHand: false }) {
      if (accounts !== undefined && cookie.startsWith(accounts.cookiePrefix)) return accounts.resume(cookie, use);
      return (await bearerOf(cookie))?.identity;
    },
    async renewSession(cookie) {
      if (!sessions.isToRenew(cookie, now())) return undefined;
      const bearer = await bearerOf(cookie);
      return bearer && sessions.sign(bearer.holder, now());
    },
    async create(role, label, sources) {
      const token = newToken();
      const bound = sources === undefined ? {} : { sources };
      const stored = await tokens.create({ role, label, hash: hashOf(token), createdAtMs: now(), ...bound });
      return { ...stored, token };
    },
    async bindOld(called) {
      const old = (await list()).filter(({ role, sources }) => role === "ingest" && sources === undefined);
      // Without any source that is called there is nothing yet that it could have been made for.
      if (called.length === 0) return [];
      const bound = old.map((token) => ({ ...token, sources: called.includes(token.label) ? [token.label] : called }));
      for (const { id, sources } of bound) await tokens.bind(id, sources);
      return bound;
    },
    async revoke(id) {
      const isRevoked = await tokens.revoke(id, now());
      if (isRevoked) for (const listener of listeners) listener({ token: id });
      return isRevoked;
    },
    onEnded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
