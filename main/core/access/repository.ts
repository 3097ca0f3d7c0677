import type { TokenRole } from "#contract/access/role.ts";

export type StoredToken = {
  id: number;
  role: TokenRole;
  label: string;
  /** SHA-256 of the token, hex. The token itself is kept nowhere. */
  hash: string;
  createdAtMs: number;
  revokedAtMs: number | null;
  /** Those it may hand readings in for; absent: not bound. */
  sources?: readonly string[];
};

export type TokensRepository = {
  create(token: Pick<StoredToken, "role" | "label" | "hash" | "createdAtMs" | "sources">): Promise<StoredToken>;
  /** Binds one that was made before tokens were bound. */
  bind(id: number, sources: readonly string[]): Promise<void>;
  /** Revoked ones too: the caller tells them apart by `revokedAtMs`. */
  findByHash(hash: string): Promise<StoredToken | undefined>;
  list(): Promise<StoredToken[]>;
  /** False when there is no such token or it was revoked before. */
  revoke(id: number, atMs: number): Promise<boolean>;
};
