import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

export interface TokenServer extends AsyncDisposable {
  /** Its token endpoint. */
  readonly url: string;
  readonly host: string;
  /** How many tokens it has given. */
  given(): number;
  /** Whether this token was given by it, lives and has the scope `so-lieu`. */
  isGood(token: string): Promise<boolean>;
  /** Ends a token before its time. */
  revoke(token: string): Promise<void>;
}

/** A certified OAuth 2.0 server on a free port of 127.0.0.1 with one client that may ask for the scope `so-lieu`. */
export async function startTokenServer(options: {
  client: string;
  secret: string;
  by: "basic" | "post";
  lifeS: number;
}): Promise<TokenServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: options.client,
        client_secret: options.secret,
        token_endpoint_auth_method: `client_secret_${options.by}`,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        scope: "so-lieu",
      },
    ],
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] },
    // Another that the client may not ask for.
    scopes: ["so-lieu", "tat-ca"],
    ttl: { ClientCredentials: options.lifeS },
  });
  let given = 0;
  provider.on("grant.success", () => {
    given++;
  });
  server.on("request", provider.callback());
  return {
    url: `${issuer}/token`,
    host: `127.0.0.1:${address.port}`,
    given: () => given,
    async isGood(token) {
      const found = await provider.ClientCredentials.find(token);
      return found?.isValid === true && found.scope === "so-lieu";
    },
    async revoke(token) {
      await (await provider.ClientCredentials.find(token))?.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
