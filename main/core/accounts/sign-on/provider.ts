import type { Configuration, CustomFetch } from "openid-client";
import type { SignOnProvider } from "#contract/accounts/provider.ts";
import { CodedError } from "#contract/errors.ts";
import { exchange, readBounded } from "../../outbound/exchange.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import { within } from "../../outbound/within.ts";

const answersWithinMs = 10_000;
const maxAnswerBytes = 200_000;
/** A provider changes its keys now and then, and its addresses once in years. */
const discoveredForMs = 3_600_000;
const maxDetailChars = 100;

/** What is remembered between sending somebody there and his return. */
export type Sent = { state: string; nonce: string; verifier: string };

/** Who came back. */
export type Returned = { subject: string; identityNumber?: string };

export type Provider = {
  /** Where the browser is to go, and what has to fit when it is back. @throws CodedError sign-on.unreachable */
  begin(redirectUri: string): Promise<{ url: string; sent: Sent }>;
  /** @param back the whole address that the browser came back to @throws CodedError sign-on.refused, sign-on.unreachable */
  finish(back: URL, sent: Sent): Promise<Returned>;
};

/**
 * One provider of single sign-on, by OpenID Connect: authorization code, PKCE, state and nonce; signature, issuer, audience and times of its
 * word are checked by the library.
 *
 * @param options.resolve fills in references to secrets and files
 */
export function createProvider(
  settings: SignOnProvider,
  options: {
    resolve(address: string): Promise<string>;
    authorities(ca: string | undefined): Promise<string | undefined>;
    now(): number;
  },
): Provider {
  const { resolve, authorities, now } = options;
  let discovered: { untilMs: number; configuration: Promise<Configuration> } | undefined;

  const discover = async (): Promise<Configuration> => {
    const library = await import("openid-client");
    const issuer = await resolve(settings.issuer);
    const host = hostOf(issuer);
    const ca = await authorities(settings.ca);
    // Its requests go our way, with our limits, certificates and rule for redirects.
    const send: CustomFetch = async (url, { method, headers, body }) =>
      within(answersWithinMs, new AbortController().signal, host, async (signal) => {
        if (method !== "GET" && method !== "POST") throw new Error(`${method} is none of OpenID Connect's`);
        const text = body instanceof URLSearchParams || typeof body === "string" ? String(body) : undefined;
        const given = headers as Record<string, string>;
        const answer = await exchange({ url, method, headers: given, body: text, ca, signal, isRefusalGiven: true });
        const bytes = await readBounded(answer, host, maxAnswerBytes);
        const type = answer.headers["content-type"] ?? "";
        return new Response(new Uint8Array(bytes), { status: answer.status, headers: { "content-type": type } });
      });
    const secret = settings.secret === undefined ? undefined : await resolve(settings.secret);
    const proof = secret === undefined ? library.None() : library.ClientSecretBasic(secret);
    return library.discovery(new URL(issuer), settings.client, secret, proof, {
      [library.customFetch]: send,
      // Inside a province's network some speak HTTP alone; whoever writes http:// has chosen it.
      execute: [library.allowInsecureRequests],
    });
  };
  const configuration = async (): Promise<Configuration> => {
    if (discovered === undefined || now() >= discovered.untilMs)
      discovered = { untilMs: now() + discoveredForMs, configuration: discover() };
    const asked = discovered;
    try {
      return await asked.configuration;
    } catch (error) {
      if (discovered === asked) discovered = undefined;
      throw unreachable(settings, error);
    }
  };

  return {
    async begin(redirectUri) {
      const library = await import("openid-client");
      const known = await configuration();
      const sent = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
      };
      const url = library.buildAuthorizationUrl(known, {
        ...{ redirect_uri: redirectUri, scope: settings.scope, state: sent.state, nonce: sent.nonce },
        ...{ code_challenge: await library.calculatePKCECodeChallenge(sent.verifier), code_challenge_method: "S256" },
      });
      return { url: url.href, sent };
    },
    async finish(back, { state, nonce, verifier }) {
      const library = await import("openid-client");
      const known = await configuration();
      try {
        const tokens = await library.authorizationCodeGrant(known, back, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        });
        const told = tokens.claims();
        if (told === undefined) throw new Error("no id_token");
        const { identityNumber } = settings.claims;
        if (identityNumber === undefined) return { subject: told.sub };
        const number =
          told[identityNumber] ?? (await library.fetchUserInfo(known, tokens.access_token, told.sub))[identityNumber];
        return { subject: told.sub, ...(typeof number === "string" ? { identityNumber: number } : {}) };
      } catch (error) {
        if (error instanceof CodedError) throw unreachable(settings, error);
        throw refused(settings, error, library);
      }
    },
  };
}

const unreachable = ({ name }: SignOnProvider, cause: unknown): CodedError =>
  new CodedError("sign-on.unreachable", { name, detail: detailOf(cause) }, { cause });

/** The provider's own word where it has one: somebody said no there, or the client is set up wrongly. */
function refused({ name }: SignOnProvider, cause: unknown, library: typeof import("openid-client")): CodedError {
  const said =
    cause instanceof library.AuthorizationResponseError || cause instanceof library.ResponseBodyError
      ? cause.error
      : undefined;
  return new CodedError(
    "sign-on.refused",
    { name, detail: (said ?? detailOf(cause)).slice(0, maxDetailChars) },
    { cause },
  );
}

const detailOf = (error: unknown): string =>
  (error instanceof CodedError ? error.code : error instanceof Error ? error.message : "?").slice(0, maxDetailChars);
