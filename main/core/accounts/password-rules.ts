import { CodedError } from "#contract/errors.ts";
import type { PasswordHashes } from "./password-hash.ts";
import type { CredentialsRepository } from "./repository.ts";

/** The newest of them is the one (TCVN 14423:2026, level 3: none of the last ten again). */
export const keptPasswords = 10;

export type PasswordRules = {
  /** @throws CodedError password.known, password.used-before */
  check(account: { id: string; name: string; fullName: string }, password: string): Promise<void>;
};

/**
 * What a new password may not be.
 * @param options.isKnown whether it is among those that are tried first; given what belongs to the person and the site, which is in them too
 */
export function createPasswordRules(options: {
  repository: Pick<CredentialsRepository, "passwords">;
  hashes: Pick<PasswordHashes, "verify">;
  isKnown(password: string, ownWords: readonly string[]): Promise<boolean>;
  /** Names of the site. */
  siteWords(): readonly string[];
}): PasswordRules {
  const { repository, hashes, isKnown, siteWords } = options;
  return {
    async check({ id, name, fullName }, password) {
      if (await isKnown(password, [name, fullName, ...siteWords()])) throw new CodedError("password.known");
      for (const { hash } of await repository.passwords(id))
        if ((await hashes.verify(password, hash)).isRight)
          throw new CodedError("password.used-before", { count: keptPasswords });
    },
  };
}
