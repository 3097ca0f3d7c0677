/** A passkey of an account. What of it is secret never left the device that made it. */
export type StoredPasskey = {
  /** base64url, as the authenticator named it. */
  id: string;
  account: string;
  /** COSE. */
  publicKey: Uint8Array;
  /** How often it was used, as it says itself; 0 for ever where it is kept on several devices. */
  counter: number;
  transports: readonly string[];
  /** How its owner calls it. */
  label: string;
  createdAtMs: number;
  usedAtMs: number | null;
};

export type PasskeysRepository = {
  /** Oldest first. */
  ofAccount(account: string): Promise<readonly StoredPasskey[]>;
  find(id: string): Promise<StoredPasskey | undefined>;
  /** @returns false where one of this id is known */
  add(passkey: StoredPasskey): Promise<boolean>;
  /** @returns false where its counter is not `from` any more */
  noteUse(id: string, use: { from: number; to: number; atMs: number }): Promise<boolean>;
  /** @returns false where the account has none of this id */
  remove(account: string, id: string): Promise<boolean>;
};
