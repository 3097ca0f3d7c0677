import type { RestSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { exchange, readBounded } from "../../outbound/exchange.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import { within } from "../../outbound/within.ts";
import type { ConnectorContext } from "../connector.ts";

const timeoutMs = 10_000;
const maxAnswerBytes = 100_000;
/** A token is renewed so long before its end, or after nine tenths of its life when that is shorter. */
const renewBeforeMs = 60_000;
const maxDetailChars = 100;

type OAuth = NonNullable<RestSource["oauth"]>;

export type Tokens = {
  /**
   * The token to ask with: the one at hand, or a new one when there is none or it is about to end.
   * @throws CodedError source.token-refused, source.token-unusable, secret.missing, and what `exchange` says of the token server
   */
  current(signal: AbortSignal): Promise<string>;
  /** The platform no longer takes it. */
  drop(): void;
};

/**
 * Access tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
 * @param ca PEM of the only authorities to trust
 */
export function createTokens(oauth: OAuth, ca: () => Promise<string | undefined>, context: TokensContext): Tokens {
  let token: string | undefined;
  let goodUntilMs = 0;

  const renew = async (signal: AbortSignal): Promise<string> => {
    const url = await context.resolve(oauth.token);
    const [client, secret] = [await context.resolve(oauth.client), await context.resolve(oauth.secret)];
    const trusted = await ca();
    const host = hostOf(url);
    const askedAtMs = context.now();
    const { scope, audience } = oauth;
    const given = await within(timeoutMs, signal, host, (ending) =>
      askForToken({ url, host, client, secret, by: oauth.by, scope, audience, ca: trusted, signal: ending }),
    );
    context.conceal(given.token);
    const lifeMs = given.expiresInS * 1_000;
    token = given.token;
    goodUntilMs = askedAtMs + lifeMs - Math.min(renewBeforeMs, lifeMs / 10);
    return token;
  };

  return {
    current: async (signal) => (token !== undefined && context.now() < goodUntilMs ? token : renew(signal)),
    drop() {
      token = undefined;
    },
  };
}

type TokensContext = Pick<ConnectorContext, "resolve" | "conceal" | "now">;
type Request = {
  url: string;
  host: string;
  client: string;
  secret: string;
  by: OAuth["by"];
  scope: string | undefined;
  audience: string | undefined;
  ca: string | undefined;
  signal: AbortSignal;
};

async function askForToken(request: Request): Promise<{ token: string; expiresInS: number }> {
  const { url, host, secret, by, ca, signal } = request;
  // A core without such a source does without the library.
  const library = await import("oauth4webapi");
  const server = { issuer: new URL(url).origin, token_endpoint: url };
  const client = { client_id: request.client };
  const proof = by === "post" ? library.ClientSecretPost(secret) : library.ClientSecretBasic(secret);
  const parameters = new URLSearchParams();
  if (request.scope !== undefined) parameters.set("scope", request.scope);
  if (request.audience !== undefined) parameters.set("audience", request.audience);
  // Its requests go our way, with our limits, certificates and rule for redirects.
  const send = async (to: string, { body, headers }: { body: URLSearchParams; headers: Record<string, string> }) => {
    const answer = await exchange({
      ...{ url: to, method: "POST", headers, body: body.toString(), ca, signal },
      isRefusalGiven: true,
    });
    const bytes = await readBounded(answer, host, maxAnswerBytes);
    const type = answer.headers["content-type"] ?? "";
    return new Response(new Uint8Array(bytes), { status: answer.status, headers: { "content-type": type } });
  };
  let status = 0;
  try {
    const response = await library.clientCredentialsGrantRequest(server, client, proof, parameters, {
      [library.customFetch]: send,
      // Inside a province's network some speak HTTP alone; whoever writes http:// has chosen it.
      [library.allowInsecureRequests]: true,
    });
    status = response.status;
    const given = await library.processClientCredentialsResponse(server, client, response);
    if (given.token_type !== "bearer") throw new Error(`token_type ${given.token_type}`);
    return { token: given.access_token, expiresInS: given.expires_in ?? Number.POSITIVE_INFINITY };
  } catch (error) {
    if (error instanceof CodedError || signal.aborted) throw error;
    const said = error instanceof library.ResponseBodyError ? error.error : undefined;
    const detail = (said ?? (error instanceof Error ? error.message : "?")).slice(0, maxDetailChars);
    throw status >= 400
      ? new CodedError("source.token-refused", { host, detail: said === undefined ? status : detail }, { cause: error })
      : new CodedError("source.token-unusable", { host, detail }, { cause: error });
  }
}
