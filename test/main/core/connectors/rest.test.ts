import type { RequestListener } from "node:http";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { until } from "../../../lab/until.ts";
import { windows1258 } from "../../../lab/windows1258.ts";
import { serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const source = (url: string, over: Record<string, unknown> = {}) => ({
  type: "rest",
  url,
  every: "1s",
  timeout: "1s",
  mapping: 'trong ? [] : { "indicator": "xe", "value": so, "asOf": luc }',
  ...over,
});
let moment = 1_000_000;
const json = (so: unknown) => JSON.stringify({ so, luc: moment++ });

it("asks again and again, with the headers and body of the profile", async () => {
  const requests: string[] = [];
  await using platform = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      requests.push(`${request.method} ${request.url} ${request.headers["x-key"]} ${body}`);
      response.end(json(requests.length));
    });
  });
  const over = { method: "POST", body: "{}", headers: { "x-key": "$".concat("{secret.khoa}") } };
  await using rig = await startRig([source(`${platform.url}/a?b=1`, over)], { secrets: { khoa: "bi-mat-9" } });
  await rig.untilNewest(3);
  expect(new Set(requests)).toEqual(new Set(["POST /a?b=1 bi-mat-9 {}"]));
  await rig.untilState("ok");
  expect(rig.logged() + JSON.stringify(rig.views)).not.toContain("bi-mat-9");
});

it("tells each way of failing apart, and recovers from each", async () => {
  let answer: RequestListener = (_request, response) => response.end(json(1));
  await using platform = await serve((request, response) => answer(request, response));
  await using rig = await startRig([source(platform.url)]);
  await rig.untilNewest(1);
  const host = new URL(platform.url).host;
  const cases: [state: "failing" | "refused" | "mis-mapped", code: string, listener: RequestListener][] = [
    ["failing", "source.http-status", (_q, r) => r.writeHead(503).end()],
    ["refused", "source.refused", (_q, r) => r.writeHead(401).end()],
    ["refused", "source.refused", (_q, r) => r.writeHead(403).end()],
    ["mis-mapped", "source.not-json", (_q, r) => r.end("<html>Đăng nhập</html>")],
    ["mis-mapped", "source.nothing-given", (_q, r) => r.end(JSON.stringify({ trong: true }))],
    ["mis-mapped", "reading.invalid", (_q, r) => r.end(JSON.stringify({ so: 1 }))],
    ["failing", "source.redirected", (_q, r) => r.writeHead(302, { location: "http://example.com/x" }).end()],
    ["failing", "source.timeout", () => undefined],
    ["failing", "source.unreachable", (q) => q.socket.destroy()],
  ];
  let value = 2;
  for (const [state, code, listener] of cases) {
    answer = listener;
    await until(() => rig.view().reason?.code === code, { what: code }).catch((error: unknown) => {
      throw new Error(`${code}: ${JSON.stringify(rig.view())}`, { cause: error });
    });
    expect(rig.view().state).toBe(state);
    if (code === "source.http-status") expect(rig.view().reason?.params).toEqual({ host, status: 503 });
    const next = value++;
    answer = (_request, response) => response.end(json(next));
    await rig.untilNewest(next);
    await rig.untilState("ok");
  }
}, 60_000);

it("follows a redirect on the same host", async () => {
  await using platform = await serve((request, response) => {
    if (request.url === "/cu") response.writeHead(301, { location: "/moi" }).end();
    else response.end(json(7));
  });
  await using rig = await startRig([source(`${platform.url}/cu`)]);
  await rig.untilNewest(7);
});

it("reads no more than its limit of an answer that never ends", async () => {
  let isCut = false;
  await using platform = await serve((_request, response) => {
    response.on("close", () => {
      isCut = true;
    });
    const chunk = Buffer.alloc(1_000_000, 0x20);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      response.once("drain", more);
    };
    more();
  });
  await using rig = await startRig([source(platform.url, { timeout: "20s" })]);
  const view = await rig.untilState("mis-mapped");
  expect(view.reason).toMatchObject({ code: "source.too-large", params: { limitMb: 16 } });
  await until(() => isCut);
});

it("a mapping that fails, or runs for ever, is told and does not stop the core", async () => {
  await using platform = await serve((_request, response) => response.end(json(1)));
  await using failing = await startRig([source(platform.url, { mapping: '$number("x")' })]);
  expect((await failing.untilState("mis-mapped")).reason).toMatchObject({ code: "source.mapping-failed" });
  await using endless = await startRig([
    source(platform.url, { mapping: "($f := function($n) { $f($n + 1) }; $f(1))" }),
  ]);
  expect((await endless.untilState("mis-mapped")).reason).toMatchObject({ code: "source.mapping-failed" });
  await using flood = await startRig([source(platform.url, { mapping: "[1..10001]" })]);
  expect((await flood.untilState("mis-mapped")).reason).toMatchObject({ code: "source.mapping-failed" });
});

it("reads an answer in the character set that it names, and says which one it does not know", async () => {
  const mapping = '{ "indicator": "xe", "value": so, "asOf": luc, "place": noi = "Hữu Nghị" ? "huu-nghi" : "tinh" }';
  let answer: RequestListener = (_request, response) => response.end();
  await using platform = await serve((request, response) => answer(request, response));
  await using rig = await startRig([source(platform.url, { mapping })]);
  const text = (so: number) => JSON.stringify({ so, luc: moment++, noi: "Hữu Nghị" });
  const cases: [charset: string, bytes: (text: string) => Buffer][] = [
    ["windows-1258", windows1258],
    ['"Windows-1258"', windows1258],
    ["utf-16le", (all) => iconv.encode(all, "utf-16le")],
    ["TCVN", (all) => iconv.encode(all, "tcvn")],
    ["utf-8", Buffer.from],
  ];
  let value = 10;
  for (const [charset, bytes] of cases) {
    const body = bytes(text(++value));
    answer = (_request, response) =>
      response.setHeader("content-type", `application/json; odata=x; Charset=${charset}`).end(body);
    await rig.untilNewest(value, "xe", "huu-nghi");
  }
  const host = new URL(platform.url).host;
  for (const charset of ["x-mac-vietnam", "base64"]) {
    answer = (_request, response) =>
      response.setHeader("content-type", `application/json;charset=${charset}`).end(text(99));
    await until(() => rig.view().reason?.params.charset === charset);
    expect(rig.view()).toMatchObject({
      ...{ state: "mis-mapped", reason: { code: "source.charset-unknown", params: { host, charset } } },
    });
  }
});
