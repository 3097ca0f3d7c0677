import { createHash, X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import https from "node:https";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { routes } from "#contract/http.ts";
import { type Authority, openAuthority } from "../../main/core/door/authority.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { freePort } from "../lab/free-port.ts";
import { type FrontProxy, startFrontNginx, startHaproxy } from "../lab/front-proxies.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/**
 * One wall reached in three ways, as sites have it: through nginx, through HAProxy at the door to the outside, and another one over
 * HTTPS of its own. The proxies run the documented samples; the browser trusts the site's authority and nothing else.
 */
const names = { nginx: "tuong.ioc.test", haproxy: "ngoai.ioc.test", own: "rieng.ioc.test" };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let authority: Authority;
let proxied: RunningCore;
let own: RunningCore;
let nginx: FrontProxy;
let haproxy: FrontProxy;
let browser: Browser;
let urls: Record<keyof typeof names, string>;

async function profileWith(name: string, server: Record<string, unknown>): Promise<string> {
  const to = path.join(folder.path, name);
  await cp(sixFigures, to, { recursive: true });
  const file = path.join(to, "profile.yaml");
  await writeFile(file, stringify({ ...parse(await readFile(file, "utf8")), server }));
  return to;
}

/** What Chromium calls a key that it is to trust. */
const spkiOf = (pem: string): string =>
  createHash("sha256")
    .update(new X509Certificate(pem).publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await temporaryFolder("ioc-door");
  const [nginxPort, haproxyPort, outsidePort, corePort, ownPort] = await Promise.all(
    Array.from({ length: 5 }, () => freePort()),
  );
  urls = {
    nginx: `https://${names.nginx}:${nginxPort}`,
    haproxy: `https://${names.haproxy}:${haproxyPort}`,
    own: `https://${names.own}:${ownPort}`,
  };
  authority = await openAuthority({ folder: path.join(folder.path, "ca"), now: Date.now });
  const certified = await authority.certify("front", [names.nginx, names.haproxy]);
  const files = { cert: path.join(folder.path, "front.crt"), key: path.join(folder.path, "front.key") };
  await writeFile(files.cert, certified.cert);
  await writeFile(files.key, certified.key);
  await writeFile(path.join(folder.path, "front.pem"), certified.cert + certified.key);

  const outside = { host: "127.0.0.1", port: outsidePort, publicUrl: urls.haproxy };
  const behind = { host: "127.0.0.1", publicUrl: urls.nginx, trustedProxies: ["127.0.0.1"], outside };
  const alone = { host: "127.0.0.1", tls: { ownCa: true, names: [names.own], port: ownPort } };
  const [behindProfile, aloneProfile] = [await profileWith("behind", behind), await profileWith("alone", alone)];
  proxied = await startCore({ profile: behindProfile, port: corePort ?? 0, hasPictures: true });
  own = await startCore({ profile: aloneProfile });
  nginx = await startFrontNginx(path.join(folder.path, "nginx"), nginxPort ?? 0, {
    "tuong.example.vn": names.nginx,
    "/etc/ssl/certs/tuong.pem": files.cert,
    "/etc/ssl/private/tuong.key": files.key,
    "127.0.0.1:7780": `127.0.0.1:${corePort}`,
  });
  haproxy = await startHaproxy(path.join(folder.path, "haproxy"), haproxyPort ?? 0, {
    "/etc/haproxy/ngoai.pem": path.join(folder.path, "front.pem"),
    "127.0.0.1:7781": `127.0.0.1:${outsidePort}`,
  });
  const ownCa = await (await own.fetch(routes.doorAuthority)).text();
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
      "--host-resolver-rules=MAP *.ioc.test 127.0.0.1",
      `--ignore-certificate-errors-spki-list=${spkiOf(authority.certificate)},${spkiOf(ownCa)}`,
    ],
  });
});
test.afterAll(async () => {
  await browser?.close();
  await nginx?.[Symbol.asyncDispose]();
  await haproxy?.[Symbol.asyncDispose]();
  await Promise.all([proxied?.remove(), own?.remove()]);
  await folder?.remove();
});

/** Opens the link of a start at an address, and gives the page with the lines that it has opened. */
async function enter(url: string, core: RunningCore): Promise<{ page: Page; lines: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 650 } });
  const page = await context.newPage();
  const lines: string[] = [];
  page.on("websocket", (line) => lines.push(line.url()));
  const token = new URL(await core.viewerLink()).searchParams.get("token");
  await page.goto(`${url}/?token=${token}`);
  return { page, lines };
}

/** The page shows figures that came over its line, its cookie goes over TLS alone, and its browser will not come without. */
async function expectWhole(url: string, core: RunningCore): Promise<Page> {
  const { page, lines } = await enter(url, core);
  await expect(page.locator("body")).toContainText("Lạng Sơn");
  await expect.poll(() => lines.find((line) => line.endsWith("/live"))).toBe(`${url.replace("https", "wss")}/live`);
  await expect(page.locator(".tile, [data-tile]").first()).toBeVisible();
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: "Strict" });
  expect(new URL(page.url()).search).toBe("");
  const headers = await page.evaluate(async () => {
    const answer = await fetch("/api/health");
    return [answer.headers.get("strict-transport-security"), answer.headers.get("content-security-policy")];
  });
  expect(headers[0]).toBe("max-age=31536000");
  expect(headers[1]).toContain(url.replace("https", "wss"));
  return page;
}

test("through nginx: page, line, pictures, cookie; another name is refused, and nobody is believed about himself", async () => {
  const page = await expectWhole(urls.nginx, proxied);
  // A camera's pictures come as the page asks for them; by HLS, and by a line of their own, whichever that is.
  await page.goto(`${urls.nginx}/?display=3`);
  const camera = "huu-nghi-lan-1119";
  const tile = page.locator(`[data-camera="${camera}"]`);
  await expect(tile).toHaveAttribute("data-presentation", "live", { timeout: 60_000 });
  const hasOpened = page.evaluate(
    (where) =>
      new Promise<boolean>((resolve) => {
        const line = new WebSocket(`wss://${location.host}${where}`);
        line.onopen = () => resolve(true);
        line.onerror = () => resolve(false);
      }),
    routes.cameraPictures(camera),
  );
  expect(await hasOpened).toBe(true);
  const playlist = routes.cameraPlaylist(camera, "sub");
  await expect
    .poll(() => page.evaluate(async (where) => (await fetch(where)).text(), playlist), { timeout: 40_000 })
    .toContain("#EXTM3U");
  await page.context().close();

  const refused = await askOf(urls.nginx, "/api/health", { host: "ke-xau.example" });
  expect(refused).toMatchObject({ status: 421, code: "request.wrong-host" });
  // Whom nginx speaks for is told by nginx alone; whoever comes straight to the core through no proxy that is trusted, by nobody.
  const forged = { "x-forwarded-for": "203.0.113.9", authorization: `Bearer ${"x".repeat(40)}` };
  expect((await askOf(urls.nginx, routes.readings, forged, "127.0.0.5")).status).toBe(401);
  expect((await askOf(urls.own, routes.readings, forged)).status).toBe(401);
  const logs = await Promise.all([proxied, own].map(({ data }) => readFile(path.join(data, "core.log"), "utf8")));
  expect(logs[0]).toContain('"address":"127.0.0.5"');
  for (const log of logs) expect(log).not.toContain("203.0.113.9");
});

test("through HAProxy at the door to the outside: the wall is seen, the desk and administration are not there", async () => {
  const page = await expectWhole(urls.haproxy, proxied);
  const admin = { authorization: `Bearer ${proxied.adminToken}` };
  for (const where of [routes.tokens, routes.secrets, routes.audit, routes.status, "/desk"])
    expect(await askOf(urls.haproxy, where, admin)).toMatchObject({ status: 403, code: "door.inner-only" });
  expect((await askOf(urls.nginx, routes.tokens, admin)).status).toBe(200);
  expect(await askOf(urls.haproxy, "/api/health", { host: names.nginx })).toMatchObject({ status: 421 });
  await page.goto(`${urls.haproxy}/desk`);
  await expect(page.locator("body")).toContainText("chỉ làm được từ bên trong trung tâm");
  await page.context().close();
});

test("over HTTPS of its own: the same, while this machine's own programs go on without", async () => {
  const page = await expectWhole(urls.own, own);
  await page.context().close();
  expect(own.origin).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect((await own.status()).door.doors.map(({ name }) => name)).toEqual(["inner", "public"]);
  // The link of the start is the one that other machines can open.
  expect(await own.viewerLink()).toContain(urls.own);
});

type Asked = { status: number; code: string | undefined };

/** Asks as a program does that may say what it likes. @param from an address of this machine */
function askOf(url: string, where: string, headers: Record<string, string>, from = "127.0.0.1"): Promise<Asked> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = https.request(
      {
        ...{ host: "127.0.0.1", port, path: where, localAddress: from, servername: hostname, agent: false },
        ...{ rejectUnauthorized: false, headers: { host: `${hostname}:${port}`, ...headers } },
      },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (part) => {
          body += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, code: /"code":"([^"]+)"/.exec(body)?.[1] }));
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}
