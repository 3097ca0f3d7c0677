import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { OwnAccount, SignedIn, SignInWays } from "#contract/accounts/http.ts";
import { AuditList } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { type SignOnServer, startSignOnServer } from "../../../lab/sign-on-server.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";
import { asAdmin, cheap, errorOf, join, province, signIn } from "./people-for-test.ts";

const id = "vneid";
const secret = "bí mật của máy khách".normalize("NFC").replaceAll(" ", "-");
const an = { sub: "vneid-7f3a", HoVaTen: "NGUYỄN VĂN AN", SoDinhDanh: "020090001234", NgayThangNamSinh: "01/02/1990" };

let provider: SignOnServer;
let server: TestServer;
let person: typeof an | undefined = an;
beforeAll(async () => {
  provider = await startSignOnServer({
    ...{ client: "tuong", secret: encodeURIComponent(secret) },
    redirectUris: () => [`${server.origin}${routes.signInProvider(id)}/back`],
    person: () => person,
  });
  server = await startServer({
    limits: { hashCost: cheap },
    accounts: {
      providers: [
        {
          ...{ id, name: "VNeID", issuer: provider.issuer, client: "tuong", secret: `\${secret.vneid}` },
          claims: { identityNumber: "SoDinhDanh" },
        },
      ],
    },
  });
  await server.setSecret("vneid", encodeURIComponent(secret));
});
beforeEach(() => {
  person = an;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** A browser on its own: cookies of one host, whatever the port, and redirects as they are told. */
function browse() {
  const cookies = new Map<string, string>();
  const go = async (url: string): Promise<{ url: string; status: number; text: string }> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = answer.headers.get("location");
    if (to !== null) return go(new URL(to, url).href);
    return { url, status: answer.status, text: await answer.text() };
  };
  return { cookies, go };
}
/** To the provider and back. @returns the page of ours that the browser is led to */
async function signOn(browser = browse(), query = ""): Promise<{ to: string; browser: ReturnType<typeof browse> }> {
  const { text } = await browser.go(`${server.origin}${routes.signInProvider(id)}${query}`);
  return { to: /url=([^"]+)"/.exec(text)?.[1] ?? text, browser };
}
const failedOf = (to: string): string => JSON.parse(decodeURIComponent(to.split("#failed=")[1] ?? '""')).code;
const ownOf = async (browser: ReturnType<typeof browse>) =>
  OwnAccount.parse(
    await (
      await fetch(`${server.origin}${routes.account}`, {
        headers: { cookie: `wall_session=${browser.cookies.get("wall_session")}`, origin: server.origin },
      })
    ).json(),
  );

it("tells which providers there are, and signs nobody in who has no account here", async () => {
  const ways = SignInWays.parse(await (await server.get(routes.signIn)).json());
  expect(ways.providers).toEqual([{ id, name: "VNeID" }]);
  const { to, browser } = await signOn();
  expect(failedOf(to)).toBe("sign-on.nobody");
  expect(browser.cookies.has("wall_session")).toBe(false);
  person = undefined;
  expect(failedOf((await signOn()).to)).toBe("sign-on.refused");
  expect((await browse().go(`${server.origin}${routes.signInProvider("khac")}`)).text).toContain("sign-on.unknown");
});

it("knows somebody by the number that an administrator gave, then by the provider's own name for him", async () => {
  const { account } = await join(server, "an", [province("leader")]);
  const number = { method: "PUT", body: { number: an.SoDinhDanh } };
  expect((await asAdmin(server, routes.accountIdentity(account.id), number)).status).toBe(204);
  expect((await signOn(browse(), "?to=/app/figure/xe-cho")).to).toBe("/app/figure/xe-cho");
  const { to, browser } = await signOn(browse(), "?to=https://la.example");
  expect(to).toBe("/app/");
  expect(await ownOf(browser)).toMatchObject({ name: "an", providers: [{ id, isLinked: true }] });
  // Another number now: it is the provider's name that counts.
  person = { ...an, SoDinhDanh: "020090009999" };
  expect((await signOn()).to).toBe("/app/");
  // The number is nobody else's, and a person of another name with it is not let in as somebody new.
  const other = await join(server, "binh", [province("viewer")]);
  expect(await errorOf(await asAdmin(server, routes.accountIdentity(other.account.id), number))).toBe("sign-on.taken");
  const list = AuditList.parse(await (await asAdmin(server, routes.audit)).json());
  const signedOn = list.entries.filter(({ deed }) => deed.endsWith("/back"));
  expect(signedOn.map(({ outcome, target }) => [outcome, target])).toContainEqual(["done", "an"]);
  expect(JSON.stringify(list)).not.toContain(an.SoDinhDanh);
  expect(server.log()).not.toContain(an.SoDinhDanh);
});

it("takes an answer once, and only in the browser that asked for it", async () => {
  const one = browse();
  const begun = await fetch(`${server.origin}${routes.signInProvider(id)}`, { redirect: "manual" });
  const stolen = begun.headers.get("location") ?? "";
  // Whoever is made to open what another has begun is not signed in as that one.
  const { text } = await one.go(stolen);
  expect(failedOf(/url=([^"]+)"/.exec(text)?.[1] ?? "")).toBe("sign-on.over");
  const back = `${server.origin}${routes.signInProvider(id)}/back?code=x&state=y`;
  expect((await one.go(back)).text).toContain("sign-on.over");
  const two = browse();
  await fetch(`${server.origin}${routes.signInProvider(id)}`, { redirect: "manual" }).then((answer) => {
    const [, value = ""] = /wall_sign_on=([^;]+)/.exec(answer.headers.getSetCookie().join(";")) ?? [];
    two.cookies.set("wall_sign_on", value);
  });
  expect((await two.go(back)).text).toContain("sign-on.refused");
  expect((await two.go(back)).text).toContain("sign-on.over");
});

it("asks for the second factor of who needs one, and links an account by hand, which can be undone", async () => {
  person = { ...an, sub: "vneid-khac", SoDinhDanh: "020090005555" };
  const { browser: known } = await join(server, "chi", [province("viewer")]);
  await signIn(known, "chi");
  const mine = browse();
  mine.cookies.set("wall_session", known.cookie?.split("=")[1] ?? "");
  expect((await signOn(mine, "?link=true")).to).toBe("/app/account");
  expect((await ownOf(mine)).providers).toEqual([{ id, name: "VNeID", isLinked: true }]);
  expect((await signOn()).to).toBe("/app/");
  // Who is not signed in has nothing to link.
  expect((await signOn(browse(), "?link=true")).to).toContain("/app/sign-in");
  await known.send(routes.ownProvider(id), { method: "DELETE" });
  expect(failedOf((await signOn()).to)).toBe("sign-on.nobody");

  const admin = await join(server, "dung", [province("admin")]);
  await asAdmin(server, routes.accountIdentity(admin.account.id), { method: "PUT", body: { number: "020090005555" } });
  const { to, browser } = await signOn();
  const step = SignedIn.parse(JSON.parse(decodeURIComponent(to.split("#step=")[1] ?? "")));
  expect(step.state).toBe("needs-factor");
  expect(browser.cookies.has("wall_session")).toBe(false);
});

it("says that a provider cannot be reached, and asks it anew the next time", async () => {
  await provider[Symbol.asyncDispose]();
  // What it said of itself is known for an hour: the browser itself finds it gone.
  await expect(signOn()).rejects.toThrow();
  await using other = await startServer({
    limits: { hashCost: cheap },
    accounts: { providers: [{ id, name: "VNeID", issuer: provider.issuer, client: "tuong" }] },
  });
  const answer = await fetch(`${other.origin}${routes.signInProvider(id)}`, { redirect: "manual" });
  expect(await answer.text()).toContain("sign-on.unreachable");
});
