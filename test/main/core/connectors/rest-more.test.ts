import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { until } from "../../../lab/until.ts";
import { serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const source = (url: string, over: Record<string, unknown> = {}) => ({
  type: "rest",
  url,
  every: "1s",
  timeout: "2s",
  mapping: 'muc.{ "indicator": "xe", "value": so, "asOf": luc }',
  ...over,
});
const item = (so: number) => ({ so, luc: 1_000_000 + so });

it("says who we are as the profile tells", async () => {
  const logins: string[] = [];
  await using platform = await serve((request, response) => {
    logins.push(String(request.headers.authorization));
    response.end(JSON.stringify({ muc: [item(1)] }));
  });
  const secrets = { ma: "bí-mật-dài", mk: "mật khẩu" };
  const bearer = "$".concat("{secret.ma}");
  const password = "$".concat("{secret.mk}");
  {
    await using rig = await startRig([source(platform.url, { bearer })], { secrets: { ma: "ma-dai-123" } });
    await rig.untilNewest(1);
    expect(logins.at(-1)).toBe("Bearer ma-dai-123");
  }
  await using rig = await startRig([source(platform.url, { basic: { username: "ioc", password } })], { secrets });
  await rig.untilNewest(1);
  expect(logins.at(-1)).toBe(`Basic ${Buffer.from("ioc:mật khẩu").toString("base64")}`);
});

it("sends no account where others can read it, unless the profile says so", async () => {
  const logins: unknown[] = [];
  await using platform = await serve((request, response) => {
    logins.push(request.headers.authorization);
    response.end(JSON.stringify({ muc: [item(1)] }));
  });
  // This machine too, but by an address that is not known to be.
  const url = platform.url.replace("127.0.0.1", "0.0.0.0");
  const secrets = { mk: "mật khẩu" };
  const basic = { username: "ioc", password: "$".concat("{secret.mk}") };
  {
    await using rig = await startRig([source(url, { basic })], { secrets });
    await until(() => rig.view().reason?.code === "source.basic-in-clear");
    expect(logins).toEqual([]);
  }
  await using rig = await startRig([source(url, { basic: { ...basic, overPlainHttp: true } })], { secrets });
  await rig.untilNewest(1);
  expect(logins.at(-1)).toMatch(/^Basic /);
});

it("asks only for what has changed, and takes 304 for an answer", async () => {
  let version = 1;
  const asked: (string | undefined)[] = [];
  await using platform = await serve((request, response) => {
    asked.push(request.headers["if-none-match"]);
    const etag = `"v${version}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.setHeader("etag", etag).end(JSON.stringify({ muc: [item(version)] }));
  });
  await using rig = await startRig([source(platform.url)]);
  await rig.untilNewest(1);
  await until(() => asked.length >= 3);
  expect(asked.slice(0, 3)).toEqual([undefined, '"v1"', '"v1"']);
  expect(rig.view().counts).toMatchObject({ accepted: 1, repeated: 0, failures: 0 });
  version = 2;
  await rig.untilNewest(2);
  expect((await rig.untilState("ok")).line?.answers).toBeGreaterThanOrEqual(4);
});

it("does not keep the mark of an answer of which something was refused", async () => {
  const asked: (string | undefined)[] = [];
  await using platform = await serve((request, response) => {
    asked.push(request.headers["if-none-match"]);
    response.setHeader("etag", '"a"').end(JSON.stringify({ muc: [item(1), { so: 1 }] }));
  });
  await using rig = await startRig([source(platform.url)]);
  await until(() => asked.length >= 3);
  expect(asked.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(rig.view().counts.refused).toBeGreaterThanOrEqual(2);
});

const pagings: [name: string, paging: Record<string, unknown>, pageOf: (url: URL) => number][] = [
  ["link", { by: "link" }, (url) => Number(url.searchParams.get("p") ?? 1)],
  ["next", { by: "next", next: "tiep" }, (url) => Number(url.searchParams.get("p") ?? 1)],
  ["page", { by: "page", parameter: "trang", first: 1 }, (url) => Number(url.searchParams.get("trang"))],
];
it.each(pagings)("reads an answer in several parts: %s", async (_name, paging, pageOf) => {
  const pages: number[] = [];
  await using platform = await serve((request, response) => {
    const page = pageOf(new URL(request.url ?? "", "http://a"));
    pages.push(page);
    const isLast = page >= 3;
    if (!isLast) response.setHeader("link", `</x>; rel="prev", <?p=${page + 1}>; title="a, b"; rel="next"`);
    response.end(JSON.stringify({ muc: page > 3 ? [] : [item(page)], tiep: isLast ? null : `/?p=${page + 1}` }));
  });
  await using rig = await startRig([source(platform.url, { paging, every: "1h" })]);
  await until(() => rig.view().counts.accepted === 3);
  expect(pages.slice(0, 3)).toEqual([1, 2, 3]);
});

it("reads no more pages than it may, and follows none to another host", async () => {
  let asked = 0;
  let next = "/?p=1";
  await using platform = await serve((_request, response) => {
    asked++;
    response.end(JSON.stringify({ muc: [item(asked)], tiep: `${next}&n=${asked}` }));
  });
  const paging = { by: "next", next: "tiep", maxPages: 4 };
  {
    await using rig = await startRig([source(platform.url, { paging, every: "1h" })]);
    await until(() => rig.view().counts.accepted === 4);
    expect(asked).toBe(4);
  }
  next = "http://127.0.0.2:9/?p=1";
  await using rig = await startRig([source(platform.url, { paging, every: "1h" })]);
  expect((await rig.untilState("failing")).reason).toMatchObject({
    code: "source.redirected",
    params: { to: "127.0.0.2:9" },
  });
});

it("unpacks what is packed, and cuts a bomb", async () => {
  let body = gzipSync(JSON.stringify({ muc: [item(6)] }));
  await using platform = await serve((_request, response) => {
    response.setHeader("content-encoding", "gzip").end(body);
  });
  await using rig = await startRig([source(platform.url)]);
  await rig.untilNewest(6);
  body = gzipSync(Buffer.alloc(200_000_000, 0x20));
  expect(body.length).toBeLessThan(1_000_000);
  expect((await rig.untilState("mis-mapped")).reason?.code).toBe("source.too-large");
});

it("keeps the last raw answer over a restart when it could not be used, without secrets", async () => {
  await using platform = await serve((request, response) => {
    response.end(`<h1>${request.headers["x-key"]}</h1>`);
  });
  const over = { headers: { "x-key": "$".concat("{secret.khoa}") } };
  const secrets = { khoa: "rat-bi-mat" };
  await using rig = await startRig([source(platform.url, over)], { secrets });
  await rig.untilState("mis-mapped");
  const answer = await rig.sources.lastAnswer("nguon");
  expect(answer?.text).toBe("<h1>•••</h1>");
  await until(async () => (await rig.store.sourceMemory.get("nguon", "·last-answer")) !== undefined);
  expect(await rig.store.sourceMemory.get("nguon", "·last-answer")).not.toContain("rat-bi-mat");
});

it("opens its breaker after ten failures in a row, and tells so", async () => {
  await using platform = await serve((_request, response) => response.writeHead(500).end());
  await using rig = await startRig([source(platform.url, { every: "1s" })]);
  await until(() => rig.view().line?.isResting, { withinMs: 30_000 });
  const { line, counts } = rig.view();
  expect(counts.failures).toBe(10);
  expect((line?.nextTryAtMs ?? 0) - Date.now()).toBeGreaterThan(30_000);
}, 60_000);
