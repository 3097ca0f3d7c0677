import { expect, it } from "vitest";
import { startNginx } from "../../../lab/nginx.ts";
import { until } from "../../../lab/until.ts";
import { serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const mapping = '{ "indicator": "xe", "value": so, "asOf": luc }';

/** A platform that counts, behind the gateway; every path but /luong answers JSON. */
function startPlatform() {
  let so = 0;
  return serve((request, response) => {
    so++;
    const content = JSON.stringify({ so, luc: 1_000_000 + so });
    if (request.url === "/luong")
      response.writeHead(200, { "content-type": "text/event-stream" }).write(`id: ${so}\ndata: ${content}\n\n`);
    else response.setHeader("content-type", "application/json").end(content);
  });
}

it("a platform behind nginx: TLS of its own authority, a login, packed answers, a stream of events", async () => {
  await using platform = await startPlatform();
  await using nginx = await startNginx(
    `location / { auth_basic "nội bộ"; auth_basic_user_file users; proxy_pass ${platform.url}; }
     location /luong { proxy_pass ${platform.url}; proxy_buffering off; }`,
    { users: { ioc: "mat-khau" } },
  );
  const ca = nginx.certificateFile;
  const rest = { type: "rest", url: `${nginx.url}/so`, every: "1s", timeout: "5s", ca, mapping };
  const login = { basic: { username: "ioc", password: "$".concat("{secret.mk}") } };
  {
    await using rig = await startRig([{ ...rest, ...login }], { secrets: { mk: "mat-khau" } });
    await rig.untilState("ok");
    expect((await rig.sources.lastAnswer("nguon"))?.text).toMatch(/^\{"so":\d+,"luc":\d+\}$/);
  }
  {
    await using rig = await startRig([{ ...rest, ...login }], { secrets: { mk: "sai" } });
    expect((await rig.untilState("refused")).line?.refusedBy).toBe(nginx.host);
  }
  {
    await using rig = await startRig([{ ...rest, ...login, ca: undefined }], { secrets: { mk: "mat-khau" } });
    expect((await rig.untilState("failing")).reason?.code).toBe("source.tls");
  }
  await using rig = await startRig([{ type: "events", url: `${nginx.url}/luong`, ca, mapping }]);
  await rig.untilState("ok");
  expect(rig.view().counts.accepted).toBe(1);
});

it("tells nginx's own refusals apart: no platform behind it, too many questions, a redirect to elsewhere", async () => {
  await using platform = await startPlatform();
  await using nginx = await startNginx(
    `location /mat { proxy_pass http://127.0.0.1:1; }
     location /day { limit_req zone=one; limit_req_status 429; proxy_pass ${platform.url}; }
     location /di { return 302 https://example.com/; }
     location /quanh { return 302 /so; }
     location /so { proxy_pass ${platform.url}; }`,
    { http: "limit_req_zone $binary_remote_addr zone=one:1m rate=1r/m;" },
  );
  const source = (path: string) => ({
    type: "rest",
    url: nginx.url + path,
    every: "1s",
    timeout: "5s",
    ca: nginx.certificateFile,
    mapping,
  });
  const cases = [
    ["/mat", "source.http-status", { status: 502 }],
    ["/di", "source.redirected", { to: "example.com" }],
    // The first question is let through, the next is not.
    ["/day", "source.busy", { status: 429, seconds: 30 }],
  ] as const;
  for (const [path, code, params] of cases) {
    await using rig = await startRig([source(path)]);
    await until(() => rig.view().reason?.code === code, { what: code });
    expect(rig.view()).toMatchObject({ state: "failing", reason: { params } });
  }
  await using rig = await startRig([source("/quanh")]);
  await rig.untilState("ok");
});
