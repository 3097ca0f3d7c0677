import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { startTokenServer, type TokenServer } from "../../../lab/token-server.ts";
import { until } from "../../../lab/until.ts";
import { type Platform, serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const reference = (name: string) => "$".concat(`{${name}}`);
const secrets = { client: "ioc-lang-son", khoa: "khoa-rat-dai&la:100%+/=" };
const account = { client: secrets.client, secret: secrets.khoa };
const tokenOf = (request: IncomingMessage) => String(request.headers.authorization).replace("Bearer ", "");

/** A platform that answers whoever has a token of that server, and 401 to all others; it notes what it was asked with. */
async function startPlatform(tokens: TokenServer): Promise<Platform & { asked: string[] }> {
  const asked: string[] = [];
  const platform = await serve(async (request, response) => {
    const token = tokenOf(request);
    asked.push(token);
    if (!(await tokens.isGood(token))) return response.writeHead(401).end();
    return response.end(JSON.stringify({ so: asked.length, tieng: token }));
  });
  return Object.assign(platform, { asked });
}

const source = (platform: Platform, tokens: { url: string }, over: Record<string, unknown> = {}) => ({
  type: "rest",
  url: platform.url,
  every: "1s",
  oauth: {
    token: tokens.url,
    client: reference("secret.client"),
    secret: reference("secret.khoa"),
    scope: "so-lieu",
    ...over,
  },
  mapping: '{ "indicator": "xe", "value": so, "asOf": $receivedAt }',
});

it.each(["basic", "post"] as const)("gets a token by %s, keeps it, and shows it nowhere", async (by) => {
  await using tokens = await startTokenServer({ ...account, by, lifeS: 600 });
  await using platform = await startPlatform(tokens);
  await using rig = await startRig([source(platform, tokens, { by })], { secrets });
  await rig.untilNewest(1);
  await rig.untilNewest(3);
  expect(await rig.untilState("ok")).toMatchObject({ counts: { failures: 0 } });
  expect(tokens.given()).toBe(1);
  const token = platform.asked[0] ?? "";
  expect(token.length).toBeGreaterThan(20);
  // The platform echoes it.
  expect((await rig.sources.lastAnswer("nguon"))?.text).toContain('"tieng":"•••"');
  const seen = rig.logged() + JSON.stringify(rig.views);
  expect(seen).not.toContain(token);
  expect(seen).not.toContain(secrets.khoa);
});

it("renews a token before it ends, and not sooner", async () => {
  await using tokens = await startTokenServer({ ...account, by: "basic", lifeS: 600 });
  await using platform = await startPlatform(tokens);
  let aheadMs = 0;
  await using rig = await startRig([source(platform, tokens)], { secrets, now: () => Date.now() + aheadMs });
  await rig.untilNewest(1);
  // A minute is kept back; that this takes a minute itself would be another fault.
  aheadMs = 480_000;
  const before = platform.asked.length;
  await until(() => platform.asked.length >= before + 2);
  expect(tokens.given()).toBe(1);
  aheadMs = 541_000;
  await until(() => tokens.given() === 2);
  await until(() => new Set(platform.asked).size === 2);
  expect(rig.view()).toMatchObject({ state: "ok", counts: { failures: 0 } });
});

it("asks once more with a new token when the platform no longer takes the old one", async () => {
  await using tokens = await startTokenServer({ ...account, by: "basic", lifeS: 600 });
  await using platform = await startPlatform(tokens);
  await using rig = await startRig([source(platform, tokens)], { secrets });
  await rig.untilNewest(1);
  await tokens.revoke(platform.asked[0] ?? "");
  await until(() => tokens.given() === 2);
  await until(() => platform.asked.filter((token) => token !== platform.asked[0]).length >= 2);
  expect(rig.view()).toMatchObject({ state: "ok", counts: { failures: 0 } });
});

it("a platform that takes no token at all is asked twice, not for ever", async () => {
  await using tokens = await startTokenServer({ ...account, by: "basic", lifeS: 600 });
  let asked = 0;
  await using platform = await serve((_request, response) => {
    asked++;
    response.writeHead(401).end();
  });
  await using rig = await startRig([{ ...source(platform, tokens), every: "1h" }], { secrets });
  const view = await rig.untilState("refused");
  expect(view.line?.refusedBy).toBe(new URL(platform.url).host);
  expect(asked).toBe(2);
});

it("tells who refused, and why: a wrong secret, a scope that is not given", async () => {
  await using tokens = await startTokenServer({ ...account, by: "basic", lifeS: 600 });
  await using platform = await startPlatform(tokens);
  const cases = [
    [{ ...secrets, khoa: "sai" }, {}, "invalid_client"],
    [secrets, { scope: "tat-ca" }, "invalid_scope"],
  ] as const;
  for (const [given, over, detail] of cases) {
    await using rig = await startRig([source(platform, tokens, over)], { secrets: given });
    const view = await rig.untilState("refused");
    expect(view.reason).toEqual({ code: "source.token-refused", params: { host: tokens.host, detail } });
    expect(view.line?.refusedBy).toBe(tokens.host);
  }
  expect(platform.asked).toEqual([]);
});

it("tells a token server that is away, and one that gives no token, and goes on when it does", async () => {
  let answer: (status: number) => [number, string] = () => [500, ""];
  await using tokens = await serve((_request, response) => {
    const [status, body] = answer(0);
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  const host = new URL(tokens.url).host;
  await using platform = await serve((request, response) => {
    response.end(JSON.stringify({ so: tokenOf(request) === "ma-dung" ? 7 : 0 }));
  });
  await using rig = await startRig([source(platform, tokens)], { secrets });
  const reasonOf = async (code: string) => {
    await until(() => rig.view().reason?.code === code);
    return rig.view();
  };
  expect((await reasonOf("source.http-status")).reason?.params).toEqual({ host, status: 500 });
  answer = () => [200, '{"access_token": 5}'];
  expect((await reasonOf("source.token-unusable")).state).toBe("failing");
  answer = () => [200, "<html>"];
  await reasonOf("source.token-unusable");
  answer = () => [403, "<html>"];
  expect((await reasonOf("source.token-refused")).reason?.params).toEqual({ host, detail: 403 });
  answer = () => [200, " ".repeat(200_000)];
  await reasonOf("source.too-large");
  // Without a word of its end it is kept until the platform says no.
  answer = () => [200, '{"access_token": "ma-dung", "token_type": "Bearer"}'];
  await rig.untilNewest(7);
  expect((await rig.untilState("ok")).line?.failingSinceMs).toBeNull();
}, 60_000);

it("a stream of events is opened with a token too", async () => {
  await using tokens = await startTokenServer({ ...account, by: "basic", lifeS: 600 });
  let asked = 0;
  await using platform = await serve(async (request, response) => {
    asked++;
    if (asked === 1) await tokens.revoke(tokenOf(request));
    if (!(await tokens.isGood(tokenOf(request)))) return response.writeHead(401).end();
    return response.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"so": 12}\n\n');
  });
  const { every, ...login } = source(platform, tokens);
  await using rig = await startRig([{ ...login, type: "events" }], { secrets });
  await rig.untilNewest(12);
  expect(every).toBe("1s");
  expect(rig.view().counts.failures).toBe(0);
});
