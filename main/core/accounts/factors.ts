import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { SecondFactor } from "#contract/accounts/account.ts";
import { CodedError } from "#contract/errors.ts";
import { hashOf } from "../access/token.ts";
import type { Secrets } from "../secrets/secrets.ts";
import type { PasskeysRepository } from "./passkeys-repository.ts";
import type { CredentialsRepository } from "./repository.ts";

/** RFC 6238, as every app knows it. */
const form = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** Steps that a phone's clock may be before or behind. */
const window = 1;
const secretBytes = 20;
const setUpWithinMs = 15 * 60_000;
const mostBegun = 1_000;
const codesAtOnce = 10;
/** Without the letters and figures that are taken for one another. */
const codeLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeLength = 16;

/** No name that people give a secret. */
const secretName = (account: string): string => `account:${account}:totp`;

export type Factors = {
  /** Those that somebody has; recovery codes only beside another one. */
  of(account: string): Promise<SecondFactor[]>;
  /** A secret for an app, which counts once its first code was said. */
  beginTotp(account: { id: string; name: string }): { secret: string; uri: string };
  /**
   * @returns recovery codes, where there are none yet
   * @throws CodedError factor.not-begun, factor.wrong-code
   */
  confirmTotp(account: string, code: string): Promise<string[] | undefined>;
  /** Whether a code is right, and was not used before. Rejects with secret.unreadable where the key is another one. */
  isRight(account: string, factor: "totp" | "recovery", code: string): Promise<boolean>;
  /** New ones; the former are good for nothing. */
  renewRecoveryCodes(account: string): Promise<string[]>;
  recoveryCodesLeft(account: string): Promise<number>;
  dropTotp(account: string): Promise<void>;
  /** All of them. */
  clear(account: string): Promise<void>;
};

/** @param options.issuer by which the app names the site */
export function createFactors(options: {
  repository: CredentialsRepository;
  passkeys: Pick<PasskeysRepository, "ofAccount">;
  secrets: Pick<Secrets, "get" | "set" | "remove">;
  issuer(): string;
  now(): number;
}): Factors {
  const { repository, passkeys, secrets, issuer, now } = options;
  /** Of each account the last one that was begun. */
  const begun = new Map<string, { secret: string; untilMs: number }>();

  /** The step of the code, or undefined. */
  const stepOf = (secret: string, code: string): number | undefined => {
    const timestamp = now();
    const delta = TOTP.validate({ ...form, secret: Secret.fromBase32(secret), token: code, window, timestamp });
    return delta === null ? undefined : TOTP.counter({ period: form.period, timestamp }) + delta;
  };
  const hashOfCode = (account: string, code: string) =>
    hashOf(`recovery ${account} ${code.toUpperCase().replace(/[^A-Z0-9]/g, "")}`);
  const renewRecoveryCodes = async (account: string): Promise<string[]> => {
    const codes = Array.from({ length: codesAtOnce }, newCode);
    await repository.setRecoveryCodes(
      account,
      codes.map((code) => hashOfCode(account, code)),
    );
    return codes;
  };

  return {
    async of(account) {
      const [totp, own, codes] = await Promise.all([
        repository.totp(account),
        passkeys.ofAccount(account),
        repository.recoveryCodes(account),
      ]);
      const first: SecondFactor[] = [
        ...(own.length > 0 ? ["passkey" as const] : []),
        ...(totp === undefined ? [] : ["totp" as const]),
      ];
      return first.length > 0 && codes > 0 ? [...first, "recovery"] : first;
    },
    beginTotp({ id, name }) {
      const secret = new Secret({ size: secretBytes });
      begun.delete(id);
      begun.set(id, { secret: secret.base32, untilMs: now() + setUpWithinMs });
      if (begun.size > mostBegun) begun.delete(begun.keys().next().value as string);
      return { secret: secret.base32, uri: new TOTP({ ...form, issuer: issuer(), label: name, secret }).toString() };
    },
    async confirmTotp(account, code) {
      const pending = begun.get(account);
      if (pending === undefined || pending.untilMs <= now()) throw new CodedError("factor.not-begun");
      const step = stepOf(pending.secret, code);
      if (step === undefined) throw new CodedError("factor.wrong-code");
      begun.delete(account);
      await secrets.set(secretName(account), pending.secret);
      await repository.setTotp(account, { setUpAtMs: now(), lastStep: step });
      return (await repository.recoveryCodes(account)) > 0 ? undefined : renewRecoveryCodes(account);
    },
    async isRight(account, factor, code) {
      if (factor === "recovery") return repository.takeRecoveryCode(account, hashOfCode(account, code));
      if ((await repository.totp(account)) === undefined) return false;
      const secret = await secrets.get(secretName(account));
      const step = secret === undefined ? undefined : stepOf(secret, code.replaceAll(" ", ""));
      return step !== undefined && repository.noteStep(account, step);
    },
    renewRecoveryCodes,
    recoveryCodesLeft: (account) => repository.recoveryCodes(account),
    async dropTotp(account) {
      await repository.removeTotp(account);
      await secrets.remove(secretName(account));
    },
    async clear(account) {
      await repository.clearFactors(account);
      await secrets.remove(secretName(account));
    },
  };
}

/** 80 bits: nobody can try them all, so a plain hash is enough to keep it. */
function newCode(): string {
  const letters = [...randomBytes(codeLength)].map((byte) => codeLetters[byte % codeLetters.length]).join("");
  return letters.replace(/(.{4})(?!$)/g, "$1-");
}
