import type { Role } from "#contract/live.ts";
import type { StoredToken, TokensRepository } from "./repository.ts";
import { type AnyRole, hasRight } from "./rights.ts";
import type { Holder, Sessions } from "./session.ts";
import { hashOf, isSame, newToken } from "./token.ts";

/** Who speaks. `tokenId` is null for tokens of this run, which are stored nowhere; `sources` are those a token of role ingest is good for. */
export type Identity = { role: AnyRole; tokenId: number | null; sources?: readonly string[] };

/** Whether somebody may hand in what a source would have told. */
export const mayHandIn = ({ role, sources }: Identity, source: string): boolean =>
  hasRight(role, "ingest") && (role !== "ingest" || sources?.includes(source) === true);

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
  /** Who a session cookie stands for; undefined when it is forged, expired, or its token is gone. */
  resumeSession(cookie: string): Promise<Identity | undefined>;
  /** The token in clear is in the answer and nowhere else. */
  create(role: Role, label: string, sources?: readonly string[]): Promise<StoredToken & { token: string }>;
  /**
   * Binds tokens of role ingest from before tokens were bound: to the source that the label names, else to all that take
   * calls now, which is what it was good for.
   * @returns those that were bound
   */
  bindOld(called: readonly string[]): Promise<StoredToken[]>;
  /** Those that are still good. */
  list(): Promise<StoredToken[]>;
  /** False when there is no such good token. Listeners of `onRevoked` have been told when it resolves. */
  revoke(id: number): Promise<boolean>;
  /** @returns its undo */
  onRevoked(listener: (tokenId: number) => void): () => void;
};

type Known = { identity: Identity; holder: Holder };

/**
 * @param options.run tokens given by whoever started this run; those absent are made
 */
export function createAccess(options: {
  tokens: TokensRepository;
  sessions: Sessions;
  run?: Partial<RunTokens>;
  now(): number;
}): Access {
  const { tokens, sessions, now } = options;
  const run: RunTokens = {
    wall: options.run?.wall ?? newToken(),
    shell: options.run?.shell ?? newToken(),
    desk: options.run?.desk ?? newToken(),
    admin: options.run?.admin ?? newToken(),
    viewer: options.run?.viewer ?? newToken(),
  };
  const ofRun: Known[] = (Object.entries(run) as [keyof RunTokens, string][]).map(([name, token]) => ({
    identity: { role: roleOf[name], tokenId: null },
    holder: { key: `run-${name}`, hash: hashOf(token) },
  }));
  const listeners = new Set<(tokenId: number) => void>();

  const known = (stored: StoredToken): Known => ({
    identity: {
      ...{ role: stored.role, tokenId: stored.id },
      ...(stored.sources === undefined ? {} : { sources: stored.sources }),
    },
    holder: { key: String(stored.id), hash: stored.hash },
  });
  const find = async (token: string): Promise<Known | undefined> => {
    const hash = hashOf(token);
    const match = ofRun.find((one) => isSame(one.holder.hash, hash));
    if (match !== undefined) return match;
    const stored = await tokens.findByHash(hash);
    return stored !== undefined && stored.revokedAtMs === null && isSame(stored.hash, hash) ? known(stored) : undefined;
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
    async resumeSession(cookie) {
      const key = sessions.holderOf(cookie, now());
      if (key === undefined) return undefined;
      const bearer =
        ofRun.find((one) => one.holder.key === key) ?? (await list()).map(known).find((one) => one.holder.key === key);
      return bearer !== undefined && sessions.verify(cookie, bearer.holder) ? bearer.identity : undefined;
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
      if (isRevoked) for (const listener of listeners) listener(id);
      return isRevoked;
    },
    onRevoked(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
