import { afterAll, beforeAll, expect, it } from "vitest";
import { OwnAccount, PasskeyOptions, SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import type { TestServer } from "../api/server-for-test.ts";
import { addPerson, type Browser, browserOf, goodPassword, province, startPeople } from "./people-for-test.ts";
import { createAuthenticator } from "./software-authenticator.ts";

let server: TestServer;
/** By the name that passkeys are possible at. */
let origin: string;
beforeAll(async () => {
  server = await startPeople();
  origin = server.origin.replace("127.0.0.1", "localhost");
});
afterAll(() => server[Symbol.asyncDispose]());

const browser = (agent = "Chromium") => browserOf({ origin }, agent);
/** Somebody who has taken his invitation and is signed in. */
async function somebody(name: string): Promise<Browser> {
  const { token } = await addPerson(server, name, [province("leader")]);
  const page = browser();
  const taken = await page.send(routes.invitation(token), {
    method: "POST",
    body: { password: goodPassword, kind: "computer" },
  });
  expect(SignedIn.parse(await taken.json())).toEqual({ state: "signed-in" });
  return page;
}
const asked = async (page: Browser, path: string, body?: object) => {
  const answer = await page.send(path, { method: "POST", ...(body === undefined ? {} : { body }) });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return PasskeyOptions.parse(await answer.json());
};
async function addTo(page: Browser) {
  const device = createAuthenticator();
  const question = await asked(page, routes.passkeys);
  const body = { challenge: question.challenge, response: device.make(question, { origin }), label: "Điện thoại" };
  const answer = await page.send(routes.passkeys, { method: "PUT", body });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { device, codes: ((await answer.json()) as { codes?: string[] }).codes };
}
const own = async (page: Browser) => OwnAccount.parse(await (await page.send(routes.account)).json());
const answered = async (page: Browser, ticket?: string) => {
  const question = await asked(page, routes.signInPasskey, ticket === undefined ? {} : { ticket });
  return { question, carried: { challenge: question.challenge, kind: "computer", ...(ticket && { ticket }) } };
};

it("adds a passkey with the codes for when it is lost, signs in by it, and takes it away", async () => {
  const page = await somebody("lan");
  const { device, codes } = await addTo(page);
  expect(codes?.length).toBeGreaterThanOrEqual(8);
  expect((await addTo(page)).codes).toBeUndefined();
  const other = browser("Firefox");
  const { question, carried } = await answered(other);
  const body = { ...carried, response: device.use(question, { origin }) };
  const answer = await other.send(routes.signInPasskey, { method: "PUT", body });
  expect([answer.status, await answer.json()]).toEqual([200, { state: "signed-in" }]);
  const { passkeys, isPasskeyPossible, factors } = await own(other);
  expect([isPasskeyPossible, passkeys.length, factors]).toEqual([true, 2, ["passkey", "recovery"]]);
  expect(passkeys.find(({ id }) => id === device.id)?.usedAtMs).toEqual(expect.any(Number));
  // The answer is good once.
  expect((await browser().send(routes.signInPasskey, { method: "PUT", body })).status).toBe(401);
  for (const { id } of passkeys) expect((await other.send(routes.passkey(id), { method: "DELETE" })).status).toBe(204);
  expect((await other.send(routes.passkey(device.id), { method: "DELETE" })).status).toBe(404);
  const gone = await answered(browser());
  const late = { ...gone.carried, response: device.use(gone.question, { origin }) };
  expect((await browser().send(routes.signInPasskey, { method: "PUT", body: late })).status).toBe(401);
});

it("takes as second factor the passkey of whose password it was, and nobody else's", async () => {
  const [lan, minh] = [await somebody("minh"), await somebody("hoa")];
  const [mine, his] = [await addTo(lan), await addTo(minh)];
  const page = browser();
  const begun = SignedIn.parse(
    await (
      await page.send(routes.signIn, { method: "POST", body: { name: "minh", password: goodPassword, kind: "phone" } })
    ).json(),
  );
  if (begun.state !== "second-factor") throw new Error(begun.state);
  const { question, carried } = await answered(page, begun.ticket);
  expect(question.options.allowCredentials).toMatchObject([{ id: mine.device.id }]);
  const foreign = { ...carried, response: his.device.use(question, { origin }) };
  expect((await page.send(routes.signInPasskey, { method: "PUT", body: foreign })).status).toBe(401);
  // Of another question, without a ticket, it is good by itself, but not for this ticket.
  const alone = await answered(page);
  const mixed = { ...alone.carried, ticket: begun.ticket, response: his.device.use(alone.question, { origin }) };
  expect((await page.send(routes.signInPasskey, { method: "PUT", body: mixed })).status).toBe(401);
  const body = { ...carried, response: mine.device.use(question, { origin }) };
  expect((await page.send(routes.signInPasskey, { method: "PUT", body })).status).toBe(200);
  expect((await own(page)).name).toBe("minh");
});

it("is not possible at an address, from a page of another site, nor for who has no session", async () => {
  const page = browserOf(server);
  const refused = await page.send(routes.signInPasskey, { method: "POST", body: {} });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, "passkey.not-possible"]);
  const foreign = { origin: "https://other.example" };
  const asking = await browser().send(routes.signInPasskey, { method: "POST", body: {}, headers: foreign });
  expect(asking.status).toBe(403);
  expect((await browser().send(routes.passkeys, { method: "POST" })).status).toBe(401);
  expect((await browser().send(routes.passkey("x".repeat(399)), { method: "DELETE" })).status).toBe(401);
});
