import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { CodedError } from "#contract/errors.ts";
import { challengeLastsMs, createPasskeyChallenges, type Purpose } from "./passkey-challenges.ts";
import type { PasskeysRepository, StoredPasskey } from "./passkeys-repository.ts";
import type { RelyingParty } from "./relying-party.ts";

/** A telephone, a computer, a key in a drawer, and their successors. */
export const mostPasskeys = 20;
/** Those of passkeys have some 20 to 250. */
const longestId = 400;
const minutes = challengeLastsMs / 60_000;
/** Read when the first of them is asked for: most starts of a core never need it. What it reads certificates with needs the first of the two. */
async function library() {
  await import("reflect-metadata");
  return import("@simplewebauthn/server");
}

/** What a browser is to ask its authenticator. `challenge` comes back with the answer. */
export type PasskeyQuestion = { challenge: string; options: Record<string, unknown> };
export type PasskeyOwner = { id: string; name: string; fullName: string };

/**
 * Passkeys by WebAuthn: kept in a device (discoverable, so that nobody types a name), and good only where that has checked who holds it by
 * finger, face or PIN: so a passkey is both factors. No attestation is asked for: which make of device somebody has is nobody's business here.
 */
export type Passkeys = {
  /** @param account as second factor: those of this account alone; absent: whichever the device offers */
  ask(site: RelyingParty | undefined, account?: string): Promise<PasskeyQuestion>;
  /** @returns whose it is. @throws CodedError passkey.not-possible, passkey.refused, passkey.copied */
  answer(site: RelyingParty | undefined, challenge: string, response: unknown): Promise<StoredPasskey>;
  /** @throws CodedError passkey.not-possible, passkey.too-many */
  askForNew(site: RelyingParty | undefined, owner: PasskeyOwner): Promise<PasskeyQuestion>;
  /** @throws CodedError passkey.not-possible, passkey.not-added, passkey.is-known, passkey.too-many */
  add(
    site: RelyingParty | undefined,
    owner: PasskeyOwner,
    given: { challenge: string; response: unknown; label: string },
  ): Promise<StoredPasskey>;
};

export function createPasskeys(options: {
  repository: PasskeysRepository;
  key: Buffer;
  /** By which authenticators list it: the site's name. */
  siteName(): string;
  now(): number;
}): Passkeys {
  const { repository, now } = options;
  const challenges = createPasskeyChallenges(options);

  const needed = (site: RelyingParty | undefined): RelyingParty => {
    if (site === undefined) throw new CodedError("passkey.not-possible");
    return site;
  };
  const refuse = (): never => {
    throw refused();
  };
  const hasRoom = async (account: string): Promise<readonly StoredPasskey[]> => {
    const own = await repository.ofAccount(account);
    if (own.length >= mostPasskeys) throw new CodedError("passkey.too-many", { most: mostPasskeys });
    return own;
  };
  /** What was sealed is what was signed: the client's data carries the challenge as base64url of its bytes. */
  const written = (challenge: string) => Buffer.from(challenge).toString("base64url");

  return {
    async ask(site, account) {
      const { id } = needed(site);
      const challenge = challenges.make(`sign-in.${account ?? ""}`);
      const own = account === undefined ? [] : await repository.ofAccount(account);
      const { generateAuthenticationOptions } = await library();
      const question = await generateAuthenticationOptions({
        ...{ rpID: id, challenge, timeout: challengeLastsMs, userVerification: "required" },
        allowCredentials: own.map(described),
      });
      return { challenge, options: { ...question } };
    },

    async answer(site, challenge, response) {
      const { id, origins } = needed(site);
      const told = response as AuthenticationResponseJSON;
      const passkey = typeof told?.id === "string" ? await repository.find(told.id.slice(0, 2_000)) : undefined;
      if (passkey === undefined) return refuse();
      const handle = told.response?.userHandle;
      // Who signs in without a name is told by the device: it has to be the one whose passkey it is.
      if (typeof handle === "string" && handle !== handleOf(passkey.account)) return refuse();
      const purposes: Purpose[] = ["sign-in.", `sign-in.${passkey.account}`];
      if (!purposes.some((purpose) => challenges.isGood(challenge, purpose))) return refuse();
      const { counter } = passkey;
      const { verifyAuthenticationResponse } = await library();
      const verified = await verifyAuthenticationResponse({
        ...{ response: told, expectedChallenge: written(challenge), expectedOrigin: [...origins], expectedRPID: id },
        // Looked at below: it is said otherwise than a wrong signature.
        credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
        requireUserVerification: true,
      }).catch(() => undefined);
      if (verified?.verified !== true || !challenges.spend(challenge)) return refuse();
      const { newCounter } = verified.authenticationInfo;
      const isForward = newCounter > counter || (newCounter === 0 && counter === 0);
      const atMs = now();
      // Two answers at once: the store lets one of them be the next.
      if (!isForward || !(await repository.noteUse(passkey.id, { from: counter, to: newCounter, atMs })))
        throw new CodedError("passkey.copied", { label: passkey.label });
      return { ...passkey, counter: newCounter, usedAtMs: atMs };
    },

    async askForNew(site, owner) {
      const { id } = needed(site);
      const own = await hasRoom(owner.id);
      const challenge = challenges.make(`add.${owner.id}`);
      const { generateRegistrationOptions } = await library();
      const question = await generateRegistrationOptions({
        ...{ rpName: options.siteName(), rpID: id, challenge, timeout: challengeLastsMs, attestationType: "none" },
        ...{ userID: new TextEncoder().encode(owner.id), userName: owner.name, userDisplayName: owner.fullName },
        excludeCredentials: own.map(described),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      });
      return { challenge, options: { ...question } };
    },

    async add(site, owner, { challenge, response, label }) {
      const { id, origins } = needed(site);
      const told = response as RegistrationResponseJSON;
      const { verifyRegistrationResponse } = await library();
      const verified = challenges.isGood(challenge, `add.${owner.id}`)
        ? await verifyRegistrationResponse({
            ...{
              response: told,
              expectedChallenge: written(challenge),
              expectedOrigin: [...origins],
              expectedRPID: id,
            },
            requireUserVerification: true,
          }).catch(() => undefined)
        : undefined;
      const credential = verified?.registrationInfo?.credential;
      if (credential === undefined || credential.id.length > longestId || !challenges.spend(challenge))
        throw new CodedError("passkey.not-added", { minutes });
      await hasRoom(owner.id);
      const passkey: StoredPasskey = {
        ...{ id: credential.id, account: owner.id, publicKey: Buffer.from(credential.publicKey) },
        ...{ counter: credential.counter, transports: transportsOf(told), label },
        ...{ createdAtMs: now(), usedAtMs: null },
      };
      if (!(await repository.add(passkey))) throw new CodedError("passkey.is-known");
      return passkey;
    },
  };
}

/** What there is to say of a passkey that does not sign in, whatever the reason. */
export const refused = (): CodedError => new CodedError("passkey.refused", { minutes });

const described = ({ id, transports }: StoredPasskey) => ({ id, transports: [...transports] });

/** What the device keeps of whose passkey it is. */
const handleOf = (account: string): string => Buffer.from(account).toString("base64url");

/** How the device can be reached, as it says itself: a hint for browsers, nothing more. */
function transportsOf({ response }: RegistrationResponseJSON): string[] {
  const told: unknown = response.transports;
  if (!Array.isArray(told)) return [];
  return told.filter((one): one is string => typeof one === "string" && /^[a-z-]{1,20}$/.test(one)).slice(0, 8);
}
