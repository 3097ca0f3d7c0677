import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type TestContext, test, vi } from "vitest";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { askHttpDescription } from "../../../../main/core/cameras/http/description.ts";
import { type HttpCamera, type HttpCameraOptions, startHttpCamera } from "../../../lab/http-camera.ts";
import { startNginx } from "../../../lab/nginx.ts";
import { type GatewayUnderTest, startGateway, until } from "./gateway-under-test.ts";

const account = { username: "quan-sat", password: "m@t kh/ẩu:'1'" };
vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

/** Of which a helper ends what it has started. The tests of this file wait for their cameras side by side. */
type Test = Pick<TestContext, "onTestFinished">;

async function cameraOf(t: Test, options: HttpCameraOptions = {}): Promise<HttpCamera> {
  const started = await startHttpCamera({ account, ...options });
  t.onTestFinished(async () => started[Symbol.asyncDispose]());
  return started;
}

async function gatewayOf(t: Test, ...args: Parameters<typeof startGateway>): Promise<GatewayUnderTest> {
  const started = await startGateway(...args);
  t.onTestFinished(() => started.stop());
  return started;
}

async function serverOf(t: Test, answer: (path: string, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer((request, response) => {
    response.on("error", () => undefined);
    answer(request.url ?? "/", response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const configOf = (id: string, type: "hls" | "mjpeg" | "jpeg", url: string, more: object = {}): CameraConfig =>
  CameraConfig.parse({ id, name: { vi: id, en: id }, stream: { type, url, ...more } });

const isState = (g: GatewayUnderTest, id: string, state: string) => () => g.view(id).state === state && g.view(id);

test.concurrent("basic is not answered where others can read it, unless the profile says so; digest is", async (t) => {
  const ask = async (auth: "basic" | "digest", more: object = {}) => {
    const camera = await cameraOf(t, { auth });
    // This machine too, but by an address that is not known to be.
    const address = `${camera.url}/snapshot.jpg`.replace(/localhost|127\.0\.0\.1/, "0.0.0.0");
    return askHttpDescription("jpeg", { address, account, caFile: null, ...more }, 10_000);
  };
  expect(await ask("basic")).toBe("basic-in-clear");
  expect(await ask("basic", { mayBasicInClear: true })).toBe("well");
  expect(await ask("digest")).toBe("well");
});

test.concurrent("MJPEG with digest, JPEG and HLS with basic: live pictures of the age they have, and the account stays in the core", async (t) => {
  const [digest, basic] = [await cameraOf(t, { auth: "digest" }), await cameraOf(t, { auth: "basic" })];
  const g = await gatewayOf(t, [
    configOf("mjpeg", "mjpeg", `${digest.url}/mjpeg`, account),
    configOf("jpeg", "jpeg", `${basic.url}/snapshot.jpg`, account),
    configOf("jpeg-digest", "jpeg", `${digest.url}/snapshot.jpg`, account),
    configOf("hls", "hls", `${basic.url}/hls/all.m3u8`, account),
  ]);
  const expected = { mjpeg: "transcode", jpeg: "stills", "jpeg-digest": "stills", hls: "copy" };
  for (const [id, mode] of Object.entries(expected)) {
    const seen = g.watch(id);
    await until(`${id} is live`, isState(g, id, "ok"));
    await until(`${id} goes on`, () => seen.fragments.length >= 4);
    expect(seen.opened.at(-1)?.mode).toBe(mode);
    const taken = seen.fragments.map((one) => one.arrivedAtMs);
    expect(Math.max(...taken)).toBeLessThanOrEqual(Date.now());
    expect([...taken].sort((a, b) => a - b)).toEqual(taken);
    expect(await until(`${id} over HLS`, async () => (await g.gateway.playlist(id, "main")) ?? false)).toContain(
      "#EXTINF",
    );
    expect(seen.fragments.some((one) => one.isKey)).toBe(true);
    // What a platform publishes was taken a whole segment ago at least.
    if (id === "hls") expect(Date.now() - Math.max(...taken)).toBeGreaterThan(900);
    seen.stop();
  }
  const everything = g.logged.join("\n") + JSON.stringify(g.told);
  for (const secret of [account.password, encodeURIComponent(account.password), account.username])
    expect(everything).not.toContain(secret);
});

test.concurrent("wrong passwords are told, also before anybody watches; a right one counts at once", async (t) => {
  const camera = await cameraOf(t, { auth: "digest" });
  let password = "wrong";
  const kinds = { mjpeg: "/mjpeg", jpeg: "/snapshot.jpg", hls: "/hls/live.m3u8" } as const;
  const more = { username: account.username, password: "$" + "{secret.door}" };
  const g = await gatewayOf(
    t,
    Object.entries(kinds).map(([kind, path]) => configOf(kind, kind as "hls", camera.url + path, more)),
    { resolve: (text) => text.replace("$" + "{secret.door}", password) },
  );
  g.gateway.goRound();
  for (const id of Object.keys(kinds)) await until(`${id} is asked`, isState(g, id, "wrong-password"));
  for (const id of Object.keys(kinds)) g.watch(id);
  for (const id of Object.keys(kinds)) {
    const refused = await until(`${id} is refused`, isState(g, id, "wrong-password"));
    expect(refused.reason?.code).toBe("camera.wrong-password");
  }
  password = account.password;
  for (const id of Object.keys(kinds)) await until(`${id} is live`, isState(g, id, "ok"), 15_000);
});

test.concurrent("an MJPEG camera that hangs is frozen, then away, and comes back by itself", async (t) => {
  const camera = await cameraOf(t);
  const g = await gatewayOf(t, [configOf("a", "mjpeg", `${camera.url}/mjpeg`)]);
  g.watch("a");
  await until("it is live", isState(g, "a", "ok"));
  camera.hold();
  const frozen = await until("it is frozen", isState(g, "a", "frozen"));
  expect(frozen.reason?.code).toBe("camera.no-pictures");
  camera.resume();
  await until("it is live again", isState(g, "a", "ok"));
});

test.concurrent("a JPEG camera that gives one picture again and again is frozen until another one comes", async (t) => {
  const camera = await cameraOf(t);
  const g = await gatewayOf(t, [configOf("a", "jpeg", `${camera.url}/snapshot.jpg`)]);
  g.watch("a");
  await until("it is live", isState(g, "a", "ok"));
  camera.repeat(true);
  const frozen = await until("it is frozen", isState(g, "a", "frozen"));
  expect(frozen.reason?.code).toBe("camera.repeats");
  camera.repeat(false);
  await until("it is live again", isState(g, "a", "ok"));
});

test.concurrent("HLS of nginx over TLS: live; a playlist that stands still is never live again before it goes on", async (t) => {
  const camera = await cameraOf(t, { segments: "fmp4" });
  const nginx = await startNginx(
    `location /hls/ { alias ${camera.hlsFolder}/; auth_basic "x"; auth_basic_user_file users; }`,
    { users: { [account.username]: account.password } },
  );
  t.onTestFinished(async () => nginx[Symbol.asyncDispose]());
  const address = `${nginx.url}/hls/live.m3u8`;
  const g = await gatewayOf(t, [
    configOf("a", "hls", address, { ...account, ca: nginx.certificateFile }),
    configOf("untrusted", "hls", address, account),
  ]);
  g.watch("untrusted");
  const untrusted = await until("the certificate is told", isState(g, "untrusted", "no-signal"));
  expect(untrusted.reason?.code).toBe("camera.untrusted");
  const seen = g.watch("a");
  await until("it is live", isState(g, "a", "ok"));
  await until("it goes on", () => seen.fragments.length > 40);
  camera.hold();
  await until("it is frozen", isState(g, "a", "frozen"));
  const heldAtMs = Date.now();
  await until("it is told stale", () => g.view("a").reason?.code === "camera.stale");
  expect(g.told.filter((one) => one.id === "a" && one.state === "ok" && one.sinceMs > heldAtMs)).toEqual([]);
  camera.resume();
  await until("it is live again", isState(g, "a", "ok"));
});

test.concurrent("HLS of H.265 is made H.264", async (t) => {
  const camera = await cameraOf(t, { codec: "libx265" });
  const g = await gatewayOf(t, [configOf("a", "hls", `${camera.url}/hls/live.m3u8`)]);
  const seen = g.watch("a");
  await until("it is live", isState(g, "a", "ok"));
  expect(seen.opened.at(-1)?.mode).toBe("transcode");
});

test.concurrent("whoever sends to another host is not followed, be it for a picture, a playlist or a segment", async (t) => {
  const asked: string[] = [];
  const elsewhere = await serverOf(t, (path, response) => {
    asked.push(path);
    response.end();
  });
  const playlist = (segment: string) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${Math.floor(Date.now() / 1_000)}\n#EXTINF:2,\n${segment}\n`;
  const redirecting = await serverOf(t, (path, response) => {
    if (path === "/segments") response.end(playlist(`${elsewhere}/s1.ts`));
    else response.writeHead(302, { location: `${elsewhere}/x` }).end();
  });
  const g = await gatewayOf(t, [
    configOf("mjpeg", "mjpeg", `${redirecting}/x`, account),
    configOf("jpeg", "jpeg", `${redirecting}/x`, account),
    configOf("hls", "hls", `${redirecting}/x`, account),
    configOf("segments", "hls", `${redirecting}/segments`, account),
  ]);
  for (const id of ["mjpeg", "jpeg", "hls", "segments"]) g.watch(id);
  for (const id of ["mjpeg", "jpeg", "hls", "segments"]) {
    const view = await until(`${id} is told`, isState(g, id, "no-signal"));
    expect([id, view.reason?.code]).toEqual([id, "camera.redirected"]);
  }
  expect(asked).toEqual([]);
});

test.concurrent("garbage, an endless slow answer, a part without end, encryption: clear states, and a good one unharmed", async (t) => {
  const slowly = (head: string) => (response: ServerResponse) => {
    response.writeHead(200, { "content-type": head });
    const timer = setInterval(() => response.write("x".repeat(200)), 50);
    response.on("close", () => clearInterval(timer));
  };
  const bad = await serverOf(t, (path, response) => {
    if (path === "/slow") slowly("image/jpeg")(response);
    else if (path === "/endless") slowly("multipart/x-mixed-replace; boundary=b")(response);
    else if (path === "/huge") {
      response.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=b" });
      response.write("--b\r\nContent-Type: image/jpeg\r\nContent-Length: 999999999\r\n\r\n");
    } else if (path === "/locked")
      response.end(
        '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:2,\ns.ts\n',
      );
    else if (path === "/error") response.writeHead(500).end();
    else response.end("<html>not a camera at all</html>");
  });
  const good = await cameraOf(t);
  const cases = [
    ["html", "jpeg", "/", "camera.not-found", "no-signal"],
    ["html-mjpeg", "mjpeg", "/", "camera.not-found", "no-signal"],
    ["html-hls", "hls", "/", "camera.not-found", "no-signal"],
    ["slow", "jpeg", "/slow", "camera.unreachable", "no-signal"],
    ["endless", "mjpeg", "/endless", "camera.not-found", "no-signal"],
    ["huge", "mjpeg", "/huge", "camera.not-found", "no-signal"],
    ["locked", "hls", "/locked", "camera.encrypted", "unsupported"],
    ["error", "jpeg", "/error", "camera.failing", "no-signal"],
  ] as const;
  const g = await gatewayOf(t, [
    ...cases.map(([id, kind, path]) => configOf(id, kind, bad + path)),
    configOf("good", "mjpeg", `${good.url}/mjpeg`),
  ]);
  for (const [id] of cases) g.watch(id);
  g.watch("good");
  await until("the good one is live", isState(g, "good", "ok"));
  for (const [id, , , code, state] of cases) {
    const view = await until(`${id} is told`, isState(g, id, state));
    expect([id, view.reason?.code]).toEqual([id, code]);
  }
  expect(g.view("good").state).toBe("ok");
});
