/** Who may send a secret, and to which hosts. */
export type SecretBindingsRepository = {
  of(name: string): Promise<{ user: string; hosts: string }[]>;
  replace(name: string, users: readonly { user: string; hosts: string }[], atMs: number): Promise<void>;
  add(name: string, user: { user: string; hosts: string }, atMs: number): Promise<void>;
};

/** Encrypted values by name; what the bytes mean is known to `secrets` alone. */
export type SecretsRepository = {
  get(name: string): Promise<Buffer | undefined>;
  set(name: string, value: Buffer, atMs: number): Promise<void>;
  names(): Promise<string[]>;
  remove(name: string): Promise<boolean>;
};
