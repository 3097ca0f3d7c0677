import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createOnvifLine, foundOf } from "../../../../../main/core/cameras/onvif/onvif-line.ts";
import type { Device } from "../../../../../main/core/cameras/onvif/task.ts";
import { type OnvifDeviceOptions, probeMatches, startOnvifDevice } from "../../../../lab/onvif-device.ts";

const account = { username: "ioc", password: "mat-khau-1" };
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function lineOf() {
  const line = createOnvifLine();
  cleanups.push(() => line.stop());
  return line;
}

async function deviceOf(options: OnvifDeviceOptions = {}) {
  const device = await startOnvifDevice({ account, ...options });
  cleanups.push(async () => device[Symbol.asyncDispose]());
  return device;
}

const at = (url: string, more: Partial<Device> = {}): Device => ({
  hostname: new URL(url).hostname,
  port: Number(new URL(url).port),
  path: new URL(url).pathname,
  isSecure: false,
  ca: null,
  ...account,
  profile: null,
  ...more,
});
const right = { type: "move", pan: 0.5, tilt: 0, zoom: 0, lastsMs: 1_000 } as const;

test.each([
  ["a password digest, by a device whose clock is an hour fast", { security: "ws", clockOffsetMs: 3_600_000 }],
  ["HTTP digest", { security: "digest" }],
] as const)("moves, stops and calls presets with %s", async (_, options) => {
  const device = await deviceOf(options);
  const line = lineOf();
  await line.perform(at(device.url), right);
  expect(device.velocity()).toEqual({ pan: 0.5, tilt: 0, zoom: 0 });
  await line.perform(at(device.url), { ...right, pan: 0, zoom: -1 });
  expect(device.velocity()).toEqual({ pan: 0, tilt: 0, zoom: -1 });
  await line.perform(at(device.url), { type: "stop" });
  expect(device.velocity()).toBeNull();
  expect(await line.presets(at(device.url))).toEqual([
    { token: "1", name: "Cổng chính" },
    { token: "2", name: "Bãi xe & barie" },
    { token: "p3", name: "p3" },
  ]);
  await line.perform(at(device.url), { type: "preset", token: "2" });
  expect(device.done).toEqual(["move 0.5 0 0 for 1 s", "move 0 0 -1 for 1 s", "stop", "preset 2"]);
  await expect(line.perform(at(device.url), { type: "preset", token: "9" })).rejects.toMatchObject({
    code: "camera.move-refused",
    params: { detail: expect.stringContaining("NoToken") },
  });
});

test("what goes wrong has its own code, and the next device is unharmed", async () => {
  const line = lineOf();
  const good = await deviceOf();
  for (const security of ["ws", "digest"] as const) {
    const guarded = await deviceOf({ security });
    await expect(line.perform(at(guarded.url, { password: "wrong" }), right)).rejects.toMatchObject({
      code: "camera.wrong-password",
    });
    expect(guarded.done).toEqual([]);
  }
  const fixed = await deviceOf({ isMovable: false });
  await expect(line.perform(at(fixed.url), right)).rejects.toMatchObject({ code: "camera.not-movable" });
  await expect(line.perform(at("http://127.0.0.1:1/onvif/device_service"), right)).rejects.toMatchObject({
    code: "camera.unreachable",
  });
  await line.perform(at(good.url), right);
  expect(good.velocity()).not.toBeNull();
});

test("a device that names another host for its services is refused, and that host hears nothing", async () => {
  let heard = 0;
  const elsewhere = createServer((socket) => {
    heard += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.2", resolve));
  cleanups.push(async () => void elsewhere.close());
  const device = await deviceOf({ servicesAt: `127.0.0.2:${(elsewhere.address() as { port: number }).port}` });
  await expect(lineOf().perform(at(device.url), right)).rejects.toMatchObject({ code: "camera.redirected" });
  expect(heard).toBe(0);
  expect(device.done).toEqual([]);
});

test("answers that are endless, huge or no XML end in a sentence, and the core goes on", async () => {
  const line = lineOf();
  const good = await deviceOf();
  const huge = await deviceOf({
    presetsAnswer: (write) => {
      for (let n = 0; n < 300; n += 1) write("<x>".repeat(5_000));
    },
  });
  const broken = await deviceOf({
    presetsAnswer: (write, end) => {
      write("<s:Envelope><s:Body><nothing/></s:Body></s:Envelope>");
      end();
    },
  });
  const silent = await deviceOf({ presetsAnswer: () => undefined });
  await expect(line.presets(at(huge.url))).rejects.toMatchObject({ code: "camera.move-refused" });
  await expect(line.presets(at(broken.url))).rejects.toMatchObject({ code: "camera.move-refused" });
  await expect(line.presets(at(silent.url))).rejects.toMatchObject({ code: "camera.unreachable" });
  expect(await line.presets(at(good.url))).toHaveLength(3);
});

test("devices of the network are found; those that point elsewhere or cannot be read are counted", async () => {
  const isDiscoverable = true;
  const device = await deviceOf({ isDiscoverable });
  const other = await deviceOf({ isDiscoverable, security: "digest" });
  await deviceOf({ isDiscoverable, servicesAt: "192.0.2.7" });
  await deviceOf({ isDiscoverable, probeAnswer: () => "<html>a printer</html>" });
  await deviceOf({ isDiscoverable, probeAnswer: (id) => probeMatches(id, "", "") });
  await deviceOf({
    isDiscoverable,
    probeAnswer: () => probeMatches("urn:uuid:of-another-question", "http://127.0.0.1/x", ""),
  });
  const line = lineOf();
  const answer = await line.search(1_000, ["lo"], (host) => (host === "127.0.0.1" ? "cong" : null));
  const own = answer.found.filter(({ address }) => address === device.url || address === other.url);
  expect(own).toHaveLength(2);
  expect(own[0]).toMatchObject({
    name: expect.stringMatching(/^Cổng \d+$/),
    hardware: "LAB-1",
    camera: "cong",
    scopes: expect.arrayContaining(["onvif://www.onvif.org/type/ptz"]),
  });
  expect(answer.refused).toBe(3);
  expect(answer.isCut).toBe(false);
  // Nothing was asked of them but who they are.
  expect([...device.done, ...device.refused]).toEqual([]);
});

test("an interface that is not there is named, with those that are, and nothing is said of cameras", async () => {
  const failure = await lineOf()
    .search(1_000, ["wlan-khong-co"], () => null)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "camera.no-interface",
    params: { name: "wlan-khong-co", known: expect.stringContaining("lo") },
  });
});

test("of several addresses the one on the host that answered is taken, never one with an account", () => {
  const told = (addresses: string) => foundOf({ from: "10.0.0.5", addresses, scopes: "" }, () => null)?.address;
  expect(told("http://[fe80::1]/onvif http://169.254.1.2/onvif http://10.0.0.5:8080/onvif")).toBe(
    "http://10.0.0.5:8080/onvif",
  );
  expect(told("http://a:b@10.0.0.5/onvif")).toBeUndefined();
  expect(told("http://10.0.0.6/onvif")).toBeUndefined();
  expect(told("javascript:alert(1)")).toBeUndefined();
});
