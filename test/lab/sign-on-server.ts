import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

export interface SignOnServer extends AsyncDisposable {
  readonly issuer: string;
}

type Person = { sub: string; HoVaTen: string; SoDinhDanh: string; NgayThangNamSinh: string };

/**
 * A certified OpenID provider on a free port of 127.0.0.1, with one client and claims in the form of VNeID's. It has no pages: whoever comes
 * to it is the person that the test says, and consents; an empty list says no.
 */
export async function startSignOnServer(options: {
  client: string;
  secret: string;
  /** Asked when the first one comes: by then it is known where the core listens. */
  redirectUris(): string[];
  person(): Person | undefined;
}): Promise<SignOnServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const people = new Map<string, Person>();
  const make = () =>
    new Provider(issuer, {
      clients: [
        {
          ...{ client_id: options.client, client_secret: options.secret, redirect_uris: options.redirectUris() },
          ...{ grant_types: ["authorization_code"], response_types: ["code"], application_type: "web" },
        },
      ],
      claims: { openid: ["sub"], profile: ["HoVaTen", "SoDinhDanh", "NgayThangNamSinh"] },
      cookies: { keys: [randomBytes(16).toString("hex")] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      async findAccount(_context, sub) {
        const person = people.get(sub);
        return person === undefined ? undefined : { accountId: sub, claims: async () => ({ ...person }) };
      },
    });
  let provider: Provider | undefined;
  server.on("request", async (request, response) => {
    provider ??= make();
    const serve = provider.callback();
    if (request.url?.startsWith("/interaction/") !== true) return serve(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const person = options.person();
    if (person === undefined) {
      const result = { error: "access_denied", error_description: "said no" };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    people.set(person.sub, person);
    if (prompt.name === "login")
      return provider.interactionFinished(request, response, { login: { accountId: person.sub, remember: false } });
    const grant = new provider.Grant({
      accountId: session?.accountId ?? person.sub,
      clientId: String(params.client_id),
    });
    grant.addOIDCScope(String(params.scope));
    const grantId = await grant.save();
    return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
  });
  return {
    issuer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
