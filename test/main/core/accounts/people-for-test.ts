import { Secret, TOTP } from "otpauth";
import type { z } from "zod";
import type { Grant } from "#contract/access/scope.ts";
import { Invitation, SessionState, SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import type { HashCost } from "../../../../main/core/accounts/password-hash.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

/** So that a hundred sign-ins are no matter; the real ones are tried once. */
export const cheap: HashCost = { memory: 64, passes: 1, parallelism: 1 };
export const goodPassword = "sông kỳ cùng chảy ngược 7";

export const startPeople = (): Promise<TestServer> => startServer({ limits: { hashCost: cheap } });

/** A browser: it keeps its cookie, and says where its page is from. */
export type Browser = {
  send(path: string, init?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  cookie: string | undefined;
};

export function browserOf(server: Pick<TestServer, "origin">, agent = "Chromium"): Browser {
  const browser: Browser = {
    cookie: undefined,
    async send(path, { method = "GET", body, headers = {} } = {}) {
      const answer = await fetch(`${server.origin}${path}`, {
        method,
        redirect: "manual",
        headers: {
          ...{ origin: server.origin, "user-agent": agent },
          ...(browser.cookie === undefined ? {} : { cookie: browser.cookie }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const set = answer.headers.get("set-cookie");
      if (set !== null) browser.cookie = /^wall_session=;/.test(set) ? undefined : set.split(";")[0];
      return answer;
    },
  };
  return browser;
}

export const province = (role: Grant["role"]): Grant => ({ role, scope: { kind: "province" } });

/** Made by the machine's own administrator. @returns the token of the link */
export async function addPerson(
  server: TestServer,
  name: string,
  grants: readonly Grant[] = [province("leader")],
): Promise<z.output<typeof Invitation> & { token: string }> {
  const answer = await asAdmin(server, routes.accounts, { method: "POST", body: { name, fullName: name, grants } });
  if (answer.status !== 201) throw new Error(await answer.text());
  const made = Invitation.parse(await answer.json());
  return { ...made, token: made.link.split("/").at(-1) ?? "" };
}

export const asAdmin = (
  server: TestServer,
  path: string,
  { method = "GET", body }: { method?: string; body?: unknown } = {},
): Promise<Response> =>
  fetch(`${server.origin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.run.admin}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

export const codeOf = (secret: string, atMs: number): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30, timestamp: atMs });

/** Somebody of no role that needs a second factor, signed in by his link. */
export async function join(server: TestServer, name: string, grants?: readonly Grant[]) {
  const { token, account } = await addPerson(server, name, grants);
  const browser = browserOf(server);
  const answer = await browser.send(routes.invitation(token), { method: "POST", body: { password: goodPassword } });
  const step = SignedIn.parse(await answer.json());
  return { account, browser, step };
}

export const signIn = async (browser: Browser, name: string, password = goodPassword) =>
  browser.send(routes.signIn, { method: "POST", body: { name, password } });

export const stateOf = async (browser: Browser) =>
  SessionState.parse(await (await browser.send(routes.sessionState)).json());

export const errorOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
