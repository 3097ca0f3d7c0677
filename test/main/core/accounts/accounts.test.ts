import { expect, it } from "vitest";
import { AccountList, InvitationView, OwnAccount, SignedIn, SignInWays } from "#contract/accounts/http.ts";
import { AuditList } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { connect } from "../api/server-for-test.ts";
import {
  addPerson,
  asAdmin,
  browserOf,
  errorOf,
  goodPassword,
  join,
  province,
  signIn,
  startPeople,
  stateOf,
} from "./people-for-test.ts";

it("lets somebody in by a link, once, and by his password from then on; ends it everywhere at once", async () => {
  await using server = await startPeople();
  const ways = async () => SignInWays.parse(await (await server.get(routes.signIn)).json());
  expect(await ways()).toMatchObject({ password: true, isFirst: true });
  const { token, link } = await addPerson(server, "nguyen.van.a");
  expect(link).toBe(`${server.origin}/app/invitation/${token}`);
  expect((await ways()).isFirst).toBe(false);

  const browser = browserOf(server, "Phone");
  const seen = InvitationView.parse(await (await browser.send(routes.invitation(token))).json());
  expect(seen).toMatchObject({ name: "nguyen.van.a", purpose: "invite" });
  const accept = { method: "POST", body: { password: goodPassword, kind: "phone" } };
  const accepted = await browser.send(routes.invitation(token), accept);
  expect(SignedIn.parse(await accepted.json())).toEqual({ state: "signed-in" });
  const cookie = accepted.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^wall_session=account\.[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(await errorOf(await browserOf(server).send(routes.invitation(token), accept))).toBe("invitation.unknown");

  const own = OwnAccount.parse(await (await browser.send(routes.account)).json());
  expect(own).toMatchObject({ name: "nguyen.van.a", factors: [], idleLockMs: 300_000 });
  expect(own.sessions).toMatchObject([{ program: "Phone", kind: "phone", isThis: true }]);
  const rights = (await (await browser.send(routes.ownRights)).json()) as { role: string; person: { name: string } };
  expect(rights).toMatchObject({ role: "leader", person: { name: "nguyen.van.a", scopes: [{ kind: "province" }] } });
  expect((await browser.send(routes.accounts)).status).toBe(403);

  // A second one, whose line and cookie end when the first one says so.
  const other = browserOf(server, "Laptop");
  const former = browser.cookie;
  expect((await signIn(other, " Nguyen.Van.A ")).status).toBe(200);
  expect(other.cookie).not.toBe(former);
  using line = await connect(server, {}, { cookie: other.cookie ?? "", origin: server.origin });
  await line.next("welcome");
  const sessions = OwnAccount.parse(await (await browser.send(routes.account)).json()).sessions;
  const laptop = sessions.find(({ program }) => program === "Laptop");
  expect((await browser.send(routes.ownSession(laptop?.id ?? ""), { method: "DELETE" })).status).toBe(204);
  expect(await line.closed).toBe(1008);
  expect(await stateOf(other)).toMatchObject({ state: "none" });
  expect((await other.send(routes.status)).status).toBe(401);
  expect((await browser.send(routes.status)).status).toBe(200);

  // Signing in gives another cookie, whatever came along; the old one is worth nothing.
  expect((await signIn(browser, "nguyen.van.a")).status).toBe(200);
  expect(browser.cookie).not.toBe(former);
  const thief = browserOf(server);
  thief.cookie = former;
  expect((await thief.send(routes.status)).status).toBe(401);
  expect((await browser.send(routes.signOut, { method: "POST" })).status).toBe(204);
  expect(browser.cookie).toBeUndefined();

  const audit = AuditList.parse(await (await asAdmin(server, routes.audit)).json());
  const signedIn = audit.entries.find(({ deed }) => deed === "POST /api/sign-in");
  expect(signedIn).toMatchObject({
    who: { kind: "account", name: "nguyen.van.a" },
    target: "nguyen.van.a",
    outcome: "done",
  });
  const told = JSON.stringify(audit) + server.log();
  for (const secret of [token, goodPassword, former?.slice(20) ?? "?"]) expect(told).not.toContain(secret);
});

it("keeps what is one person's from every other, and from pages of other sites", async () => {
  await using server = await startPeople();
  const a = await join(server, "a1");
  const b = await join(server, "b1");
  const ofB = OwnAccount.parse(await (await b.browser.send(routes.account)).json());
  const theirs = ofB.sessions[0]?.id ?? "";
  expect(await errorOf(await a.browser.send(routes.ownSession(theirs), { method: "DELETE" }))).toBe("session.unknown");
  expect((await b.browser.send(routes.status)).status).toBe(200);
  const administers: [string, string, unknown?][] = [
    ["PUT", routes.accountOf(b.account.id), { fullName: "x", grants: [province("admin")] }],
    ["DELETE", routes.accountOf(b.account.id)],
    ["POST", routes.accounts, { name: "c1", fullName: "c", grants: [province("admin")] }],
    ["POST", routes.accountInvitation(b.account.id)],
    ["POST", routes.accountUnlock(b.account.id)],
    ["DELETE", routes.accountSessions(b.account.id)],
    ["DELETE", routes.accountFactors(b.account.id)],
  ];
  for (const [method, path, body] of administers)
    expect((await a.browser.send(path, { method, body })).status, `${method} ${path}`).toBe(403);

  const foreign = { origin: "https://evil.example" };
  const body = { name: "a1", password: goodPassword };
  expect((await browserOf(server).send(routes.signIn, { method: "POST", body, headers: foreign })).status).toBe(403);
  expect((await a.browser.send(routes.signOut, { method: "POST", headers: foreign })).status).toBe(403);
  expect(
    (
      await a.browser.send(routes.accountPassword, {
        method: "PUT",
        headers: foreign,
        body: { old: "x", new: goodPassword },
      })
    ).status,
  ).toBe(401);
  expect(await stateOf(a.browser)).toMatchObject({ state: "open", name: "a1" });
});

it("changes what somebody may at once, keeps an administrator, and lets go of who leaves", async () => {
  await using server = await startPeople();
  const boss = await addPerson(server, "boss", [province("admin")]);
  const put = (id: string, grants: unknown[]) =>
    asAdmin(server, routes.accountOf(id), {
      method: "PUT",
      body: { fullName: "Lê Thị B", title: "Phó phòng", grants },
    });
  expect(await errorOf(await put(boss.account.id, [province("viewer")]))).toBe("account.last-admin");
  expect(await errorOf(await asAdmin(server, routes.accountOf(boss.account.id), { method: "DELETE" }))).toBe(
    "account.last-admin",
  );
  const { browser, account } = await join(server, "le.thi.b");
  const unit = { kind: "unit", unit: "none-such" };
  expect(await errorOf(await put(account.id, [{ role: "officer", scope: unit }]))).toBe("account.no-such-unit");
  expect(await errorOf(await put(account.id, [{ role: "admin", scope: unit }]))).toBe("account.no-such-scope");
  expect(
    await errorOf(
      await asAdmin(server, routes.accounts, {
        method: "POST",
        body: { name: "le.thi.b", fullName: "x", grants: [province("viewer")] },
      }),
    ),
  ).toBe("account.name-taken");

  using line = await connect(server, {}, { cookie: browser.cookie ?? "", origin: server.origin });
  await line.next("welcome");
  expect((await put(account.id, [province("operator")])).status).toBe(200);
  expect(await line.closed).toBe(1008);
  const rights = (await (await browser.send(routes.ownRights)).json()) as { rights: string[] };
  expect(rights.rights).toContain("operate");

  // Somebody stands in for him: on these days, and as long as it holds.
  const stands = await join(server, "stands.in", [province("viewer")]);
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const body = { account: account.id, by: stands.account.id, from: today, to: today, reason: "nghỉ phép" };
  const made = await asAdmin(server, routes.substitutions, { method: "POST", body });
  expect(made.status).toBe(201);
  const mayOperate = async () =>
    ((await (await stands.browser.send(routes.ownRights)).json()) as { rights: string[] }).rights.includes("operate");
  expect(await mayOperate()).toBe(true);

  // An administrator's rights are his who has a second factor.
  const admin = await join(server, "co.admin", [province("admin")]);
  const forAdmin = { ...body, account: admin.account.id };
  expect((await asAdmin(server, routes.substitutions, { method: "POST", body: forAdmin })).status).toBe(201);
  expect((await stands.browser.send(routes.accounts)).status).toBe(403);
  expect(await (await signIn(browserOf(server), "stands.in")).json()).toMatchObject({ state: "needs-factor" });

  expect((await asAdmin(server, routes.accountOf(account.id), { method: "DELETE" })).status).toBe(204);
  expect(await mayOperate()).toBe(false);
  expect((await browser.send(routes.status)).status).toBe(401);
  expect(await errorOf(await signIn(browser, "le.thi.b"))).toBe("sign-in.failed");
  const list = AccountList.parse(await (await asAdmin(server, routes.accounts)).json());
  expect(list.accounts.map(({ name, state, sessions }) => [name, state, sessions])).toEqual([
    ["boss", "invited", 0],
    ["co.admin", "active", 0],
    ["le.thi.b", "left", 0],
    ["stands.in", "active", 1],
  ]);
  expect(list.accounts[2]).toMatchObject({ fullName: "Lê Thị B", title: "Phó phòng" });
  const audit = AuditList.parse(await (await asAdmin(server, `${routes.audit}?deed=PUT`)).json());
  expect(audit.entries[0]?.before).toContain('"role":"leader"');
  expect(audit.entries[0]?.after).toContain('"role":"operator"');
});

it("lets somebody stand in from the morning on, and no longer than the day", async () => {
  await using server = await startPeople();
  const away = await join(server, "away", [province("operator")]);
  const { token, account } = await addPerson(server, "stands.in", [province("viewer")]);
  const browser = browserOf(server);
  const body = { password: goodPassword, kind: "phone" };
  await browser.send(routes.invitation(token), { method: "POST", body });
  const dayMs = 86_400_000;
  const day = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * dayMs).toISOString().slice(0, 10);
  const substitution = { account: away.account.id, by: account.id, from: day(1), to: day(1), reason: "" };
  await asAdmin(server, routes.substitutions, { method: "POST", body: substitution });
  const mayOperate = async () => {
    await browser.send(routes.unlock, { method: "POST", body: { password: goodPassword } });
    return ((await (await browser.send(routes.ownRights)).json()) as { rights: string[] }).rights.includes("operate");
  };
  expect(await mayOperate()).toBe(false);
  using line = await connect(server, {}, { cookie: browser.cookie ?? "", origin: server.origin });
  await line.next("welcome");
  server.clock.aheadMs += dayMs;
  expect(await line.closed).toBe(1008);
  expect(await mayOperate()).toBe(true);
  server.clock.aheadMs += dayMs;
  expect(await mayOperate()).toBe(false);
});
