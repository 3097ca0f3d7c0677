import { expect, it } from "vitest";
import { AccountList, FactorSetUp, OwnAccount, RecoveryCodes, SignedIn, TotpBegun } from "#contract/accounts/http.ts";
import { AuditList } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { connect, type TestServer } from "../api/server-for-test.ts";
import {
  addPerson,
  asAdmin,
  type Browser,
  browserOf,
  codeOf,
  errorOf,
  goodPassword,
  join,
  province,
  signIn,
  startPeople,
  stateOf,
} from "./people-for-test.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const nowOf = (server: TestServer) => Date.now() + server.clock.aheadMs;
const viewOf = async (server: TestServer, name: string) =>
  AccountList.parse(await (await asAdmin(server, routes.accounts)).json()).accounts.find((one) => one.name === name);

it("locks a name after five failures, longer each time, whether it is anybody's or not", async () => {
  await using server = await startPeople();
  const { browser, account } = await join(server, "a1");
  const stranger = browserOf(server);
  const fail = async (name: string, times: number) => {
    const told: string[] = [];
    for (let nth = 0; nth < times; nth++) told.push(await errorOf(await signIn(stranger, name, "sai mật khẩu")));
    return told;
  };
  const five = Array.from({ length: 5 }, () => "sign-in.failed");
  expect(await fail("a1", 6)).toEqual([...five, "sign-in.locked"]);
  expect(await fail("nobody.here", 6)).toEqual([...five, "sign-in.locked"]);
  expect(await errorOf(await signIn(stranger, "a1"))).toBe("sign-in.locked");
  // Who is in stays in: a stranger's guesses shut nobody out who works.
  expect((await browser.send(routes.status)).status).toBe(200);
  expect(await viewOf(server, "a1")).toMatchObject({ state: "locked", lockedUntilMs: expect.any(Number) });

  server.clock.aheadMs += 30 * minuteMs;
  expect(await fail("a1", 5)).toEqual(five);
  server.clock.aheadMs += 31 * minuteMs;
  expect(await errorOf(await signIn(stranger, "a1"))).toBe("sign-in.locked");
  server.clock.aheadMs += 30 * minuteMs;
  expect((await signIn(stranger, "a1")).status).toBe(200);
  expect(await fail("a1", 5)).toEqual(five);
  expect((await asAdmin(server, routes.accountUnlock(account.id), { method: "POST" })).status).toBe(204);
  expect((await signIn(stranger, "a1")).status).toBe(200);
  const audit = AuditList.parse(await (await asAdmin(server, `${routes.audit}?deed=unlock`)).json());
  expect(audit.entries[0]).toMatchObject({ target: "a1", before: expect.stringContaining("locked") });
});

it("looks at no guess before the failures of those that came with it are counted", async () => {
  await using server = await startPeople();
  await join(server, "a1");
  const stranger = browserOf(server);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => signIn(stranger, "a1", `đoán lần ${nth}`)));
  const codes = await Promise.all(answers.map(errorOf));
  expect(codes.filter((code) => code === "sign-in.failed")).toHaveLength(5);
  // One address has only so many failures a minute, whatever names it tries.
  const more = await Promise.all(Array.from({ length: 15 }, (_, nth) => signIn(stranger, `ten.${nth}`, "đoán")));
  expect((await Promise.all(more.map(errorOf))).filter((code) => code === "sign-in.too-many").length).toBeGreaterThan(
    0,
  );
});

it("locks a session when nobody does anything, whatever the page asks by itself, and closes its line", async () => {
  await using server = await startPeople();
  const { browser } = await join(server, "a1");
  server.clock.aheadMs += 14 * minuteMs;
  expect((await browser.send(routes.status)).status).toBe(200);
  expect(await stateOf(browser)).toMatchObject({ state: "open", name: "a1" });
  using line = await connect(server, {}, { cookie: browser.cookie ?? "", origin: server.origin });
  await line.next("welcome");
  server.clock.aheadMs += 2 * minuteMs;
  expect(await line.closed).toBe(1008);
  expect(await stateOf(browser)).toMatchObject({ state: "locked", locksInMs: 0 });
  expect((await browser.send(routes.status)).status).toBe(423);
  expect(await errorOf(await browser.send(routes.sessionState, { method: "POST" }))).toBe("session.locked");
  expect((await browser.send(routes.account)).status).toBe(423);
  // The page comes, so that it can be unlocked there.
  expect((await browser.send("/")).headers.get("location")).toBe("/app/");
  const unlock = (password: string) => browser.send(routes.unlock, { method: "POST", body: { password } });
  expect(await errorOf(await unlock("sai"))).toBe("password.wrong");
  expect(await (await unlock(goodPassword)).json()).toMatchObject({ state: "open" });
  expect((await browser.send(routes.status)).status).toBe(200);

  // What somebody does keeps it open; the end comes all the same.
  for (let quarter = 0; quarter < 14 * 6 - 2; quarter++) {
    server.clock.aheadMs += 10 * minuteMs;
    expect((await browser.send(routes.sessionState, { method: "POST" })).status, `${quarter}`).toBe(200);
  }
  server.clock.aheadMs += 10 * minuteMs;
  expect(await stateOf(browser)).toMatchObject({ state: "none" });

  expect((await signIn(browser, "a1")).status).toBe(200);
  server.clock.aheadMs += 16 * minuteMs;
  for (let nth = 1; nth <= 4; nth++) expect(await errorOf(await unlock("sai"))).toBe("password.wrong");
  expect(await errorOf(await unlock("sai"))).toBe("access.bad-token");
  expect(await stateOf(browser)).toMatchObject({ state: "none" });
});

it("closes what was not used for 45 days, until an administrator opens it", async () => {
  await using server = await startPeople();
  const { account } = await join(server, "a1");
  server.clock.aheadMs += 45 * dayMs;
  const browser = browserOf(server);
  expect(await errorOf(await signIn(browser, "a1"))).toBe("sign-in.unused");
  expect(await viewOf(server, "a1")).toMatchObject({ state: "unused", sessions: 0 });
  await asAdmin(server, routes.accountUnlock(account.id), { method: "POST" });
  expect((await signIn(browser, "a1")).status).toBe(200);
});

it("takes none of the last ten passwords again, and ends other sessions with the old one", async () => {
  await using server = await startPeople();
  const { browser } = await join(server, "a1");
  const other = browserOf(server);
  await signIn(other, "a1");
  const change = async (old: string, next: string) => {
    const answer = await browser.send(routes.accountPassword, { method: "PUT", body: { old, new: next } });
    return answer.status === 204 ? "done" : errorOf(answer);
  };
  const nth = (number: number) => `con số ${number} của tôi thôi`;
  expect(await change("sai", nth(1))).toBe("password.wrong");
  expect(await change(goodPassword, "matkhau123456")).toBe("password.known");
  expect(await change(goodPassword, goodPassword)).toBe("password.used-before");
  expect(await change(goodPassword, nth(1))).toBe("done");
  expect(await stateOf(other)).toMatchObject({ state: "none" });
  expect(await stateOf(browser)).toMatchObject({ state: "open" });
  for (let number = 1; number < 10; number++) expect(await change(nth(number), nth(number + 1))).toBe("done");
  expect(await change(nth(10), nth(1))).toBe("password.used-before");
  expect(await change(nth(10), goodPassword)).toBe("done");
});

/** Sets the app up after needs-factor. */
async function setUp(server: TestServer, browser: Browser, ticket: string) {
  const begun = TotpBegun.parse(await (await browser.send(routes.totp, { method: "POST", body: { ticket } })).json());
  const confirm = (code: string) => browser.send(routes.totp, { method: "PUT", body: { ticket, code } });
  return { ...begun, confirm, codeNow: () => codeOf(begun.secret, nowOf(server)) };
}

it("asks an administrator for a second factor; a code works once, and a recovery code once", async () => {
  await using server = await startPeople();
  const { browser, step } = await join(server, "boss", [province("admin")]);
  if (step.state !== "needs-factor") throw new Error(step.state);
  expect(browser.cookie).toBeUndefined();
  const app = await setUp(server, browser, step.ticket);
  expect(decodeURIComponent(app.uri)).toMatch(/^otpauth:\/\/totp\/.+:boss\?issuer=.+&secret=[A-Z2-7]{32}&/);
  expect(await errorOf(await app.confirm("000000"))).toBe("factor.wrong-code");
  const first = app.codeNow();
  const done = FactorSetUp.parse(await (await app.confirm(first)).json());
  expect(done).toMatchObject({ signedIn: { state: "signed-in" } });
  const former = done.codes ?? [];
  expect(new Set(former).size).toBe(10);
  expect((await browser.send(routes.accounts)).status).toBe(200);
  expect(OwnAccount.parse(await (await browser.send(routes.account)).json())).toMatchObject({
    factors: ["totp", "recovery"],
    recoveryCodesLeft: 10,
    idleLockMs: 5 * minuteMs,
  });
  expect(await errorOf(await browser.send(routes.totp, { method: "DELETE" }))).toBe("factor.needed");
  // Whoever comes upon an open session cannot make it his own.
  for (const minutes of [4, 4, 4, 4]) {
    server.clock.aheadMs += minutes * minuteMs;
    await browser.send(routes.sessionState, { method: "POST" });
  }
  const sets = [
    ["POST", routes.totp, {}],
    ["DELETE", routes.totp],
    ["POST", routes.recoveryCodes],
    ["POST", routes.passkeys],
  ] as const;
  for (const [method, route, body] of sets)
    expect(await errorOf(await browser.send(route, { method, body })), `${method} ${route}`).toBe("session.not-fresh");
  await browser.send(routes.unlock, { method: "POST", body: { password: goodPassword } });
  const renewed = await browser.send(routes.recoveryCodes, { method: "POST" });
  const { codes } = RecoveryCodes.parse(await renewed.json());

  const other = browserOf(server);
  const ticketOf = async (): Promise<string> => {
    const asked = SignedIn.parse(await (await signIn(other, "boss")).json());
    if (asked.state !== "second-factor") throw new Error(asked.state);
    return asked.ticket;
  };
  const give = (ticket: string, code: string, factor = "totp") =>
    other.send(routes.signInFactor, { method: "POST", body: { ticket, factor, code } });
  let ticket = await ticketOf();
  expect(await errorOf(await give(ticket, first))).toBe("factor.wrong-code");
  server.clock.aheadMs += 30_000;
  const second = app.codeNow();
  expect(await (await give(ticket, second)).json()).toEqual({ state: "signed-in" });
  expect(await errorOf(await give(ticket, second))).toBe("sign-in.ticket-over");
  ticket = await ticketOf();
  expect(await errorOf(await give(ticket, second))).toBe("factor.wrong-code");
  // A phone that is half a minute behind.
  server.clock.aheadMs += 60_000;
  expect((await give(ticket, codeOf(app.secret, nowOf(server) - 30_000))).status).toBe(200);
  ticket = await ticketOf();
  expect(await errorOf(await give(ticket, former[0] ?? "", "recovery"))).toBe("factor.wrong-code");
  expect((await give(ticket, codes[0]?.toLowerCase() ?? "", "recovery")).status).toBe(200);
  ticket = await ticketOf();
  expect(await errorOf(await give(ticket, codes[0] ?? "", "recovery"))).toBe("factor.wrong-code");
  for (let nth = 0; nth < 4; nth++) await give(ticket, "AAAA-AAAA-AAAA-AAAA", "recovery");
  expect(await errorOf(await give(ticket, codes[1] ?? "", "recovery"))).toBe("sign-in.locked");

  const id = (await viewOf(server, "boss"))?.id ?? "";
  expect((await asAdmin(server, routes.accountFactors(id), { method: "DELETE" })).status).toBe(204);
  expect(await stateOf(browser)).toMatchObject({ state: "none" });
  await asAdmin(server, routes.accountUnlock(id), { method: "POST" });
  expect(await (await signIn(other, "boss")).json()).toMatchObject({ state: "needs-factor" });
  const told = server.log() + JSON.stringify(await (await asAdmin(server, `${routes.audit}?limit=500`)).json());
  for (const secret of [app.secret, ...codes, second, ticket]) expect(told).not.toContain(secret);
});

it("has an administrator set another password after 60 days, behind his second factor", async () => {
  await using server = await startPeople();
  const { browser, step } = await join(server, "boss", [province("admin")]);
  if (step.state !== "needs-factor") throw new Error(step.state);
  const app = await setUp(server, browser, step.ticket);
  await app.confirm(app.codeNow());
  for (const days of [30, 30]) {
    server.clock.aheadMs += days * dayMs;
    const asked = SignedIn.parse(await (await signIn(browser, "boss")).json());
    if (asked.state !== "second-factor") throw new Error(asked.state);
    const body = { ticket: asked.ticket, factor: "totp", code: app.codeNow() };
    const next = SignedIn.parse(await (await browser.send(routes.signInFactor, { method: "POST", body })).json());
    if (days === 30 && next.state === "signed-in") continue;
    if (next.state !== "needs-password") throw new Error(next.state);
    const again = { method: "POST", body: { ticket: next.ticket, password: goodPassword } };
    expect(await errorOf(await browser.send(routes.signInPassword, again))).toBe("password.used-before");
    const other = { method: "POST", body: { ticket: next.ticket, password: "một con đường khác hẳn" } };
    expect(await (await browser.send(routes.signInPassword, other)).json()).toEqual({ state: "signed-in" });
    return;
  }
  throw new Error("no other password was asked for");
});

it("lets a link go to its owner alone: a newer one ends it, and so does its time", async () => {
  await using server = await startPeople();
  const { token, account } = await addPerson(server, "a1");
  const newer = (await (await asAdmin(server, routes.accountInvitation(account.id), { method: "POST" })).json()) as {
    link: string;
  };
  const open = async (link: string) =>
    (await browserOf(server).send(routes.invitation(link.split("/").at(-1) ?? ""))).status;
  expect([await open(token), await open(newer.link)]).toEqual([404, 200]);
  server.clock.aheadMs += 3 * dayMs;
  expect(await open(newer.link)).toBe(404);
  expect(await viewOf(server, "a1")).toMatchObject({ state: "invited" });
});
