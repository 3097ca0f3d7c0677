import { createHmac } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { CameraEventsResult, Failure, routes, signatureHeader } from "#contract/http.ts";
import { startCore } from "../../../lab/core.ts";
import { until } from "../../../lab/until.ts";
import { smallProfile, startServer } from "./server-for-test.ts";

const words = { vi: "Nền tảng camera", en: "Camera platform" };
const secret = "chia-khoa-chung";
const source = { id: "ai", type: "camera-events", name: words, secret: "$".concat("{secret.ai}") };
const largeBytes = 7_900_000;

const signature = (body: string, key: string) => {
  const seconds = Math.round(Date.now() / 1_000);
  return `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
};
const event = (id: string) =>
  JSON.stringify({ id, camera: "nga-tu", kind: "intrusion", time: new Date().toISOString() });

type Caller = { socket: Socket; answer(): string; sentBytes(): number };

/** A caller on bare TCP, from an address of its own. */
async function call(origin: string, from: string, head: Record<string, string | number>): Promise<Caller> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), localAddress: from });
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  const lines = Object.entries({ host: "localhost", "content-type": "application/json", ...head });
  socket.write(
    `POST ${routes.cameraEventsOf("ai")} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join("\r\n")}\r\n\r\n`,
  );
  return { socket, answer: () => answer, sentBytes: () => socket.bytesWritten - socket.writableLength };
}
const statusOf = ({ answer }: Caller) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer())?.[1] ?? 0);

it("who cannot be the platform is told at the head, before any of the body", async () => {
  await using server = await startServer({ sources: [source], areSourcesRunning: true });
  await server.setSecret("ai", secret);
  const token = await server.token("ingest");
  const old = `t=${Math.round(Date.now() / 1_000) - 600},v1=${"0".repeat(64)}`;
  const cases: [code: string, head: Record<string, string>][] = [
    ["access.no-token", {}],
    ["access.bad-signature", { [signatureHeader]: "toi la nen tang" }],
    ["access.bad-signature", { [signatureHeader]: old }],
    // There is a secret, so a token is not enough.
    ["access.signature-needed", { authorization: `Bearer ${token}` }],
  ];
  for (const [code, head] of cases) {
    const caller = await call(server.origin, "127.0.0.1", { ...head, "content-length": largeBytes });
    await until(() => caller.answer().includes("}}"), { what: `an answer with ${code}` });
    expect([statusOf(caller), Failure.parse(JSON.parse(caller.answer().split("\r\n\r\n")[1] ?? "")).code]).toEqual([
      401,
      code,
    ]);
    caller.socket.destroy();
  }
  const body = event("1");
  const good = await fetch(server.origin + routes.cameraEventsOf("ai"), {
    method: "POST",
    body,
    headers: { [signatureHeader]: signature(body, secret), authorization: `Bearer ${token}` },
  });
  expect(good.status).toBe(200);
});

it("room for bodies comes back when a caller breaks off or is too slow", async () => {
  const limits = { unverifiedBodies: { addressBytes: 1_000, withinMs: 300 } };
  await using server = await startServer({ sources: [source], areSourcesRunning: true, limits });
  await server.setSecret("ai", secret);
  const forged = { [signatureHeader]: signature("x", "sai"), "content-length": 1_000 };
  const gone = await call(server.origin, "127.0.0.1", forged);
  gone.socket.write("x".repeat(900));
  const body = event("1").padEnd(600);
  const send = async () => {
    const response = await fetch(server.origin + routes.cameraEventsOf("ai"), {
      method: "POST",
      body,
      headers: { [signatureHeader]: signature(body, secret) },
    });
    return response.status;
  };
  await until(async () => (await send()) === 503, { what: "no room" });
  gone.socket.resetAndDestroy();
  await until(async () => (await send()) === 200, { what: "room again" });
  const slow = await call(server.origin, "127.0.0.1", forged);
  slow.socket.write("x".repeat(900));
  await until(() => statusOf(slow) === 408, { what: "too slow" });
  expect(await send()).toBe(200);
});

it("a hundred strangers that send eight megabytes each cost little memory, and the platform gets through", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ioc-strangers-"));
  const profile = parse(await readFile(join(smallProfile, "profile.yaml"), "utf8"));
  const camera = { id: "nga-tu", name: words, stream: { type: "test", pattern: "street" } };
  await writeFile(join(folder, "outline.geojson"), await readFile(join(smallProfile, "outline.geojson")));
  await writeFile(
    join(folder, "profile.yaml"),
    stringify({ ...profile, sources: [...profile.sources, source], cameras: [camera] }),
  );
  await using core = await startCore({ profile: folder });
  await core.fetch(`${routes.secrets}/ai`, {
    ...{ method: "PUT", body: JSON.stringify({ value: secret }) },
    headers: { "content-type": "application/json" },
  });
  const peakBytes = async () =>
    Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${core.process.pid}/status`, "utf8"))?.[1]) * 1_024;
  const before = await peakBytes();

  const part = Buffer.alloc(largeBytes - 1, " ");
  const strangers = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const head = { [signatureHeader]: signature("x", `sai ${at}`) };
      const size = at % 2 === 0 ? { "content-length": largeBytes } : { "transfer-encoding": "chunked" };
      const stranger = await call(core.origin, `127.0.0.${2 + (at % 5)}`, { ...head, ...size });
      if (at % 2 === 1) stranger.socket.write(`${largeBytes.toString(16)}\r\n`);
      stranger.socket.write(part);
      // Half of them stop when they are turned away; the others go on sending.
      if (at % 2 === 0) stranger.socket.once("data", () => stranger.socket.destroy());
      return stranger;
    }),
  );
  // Each has either been turned away or has all but its last byte there: the worst there can be at once.
  await until(() => strangers.every((one) => statusOf(one) !== 0 || one.sentBytes() > part.length), {
    what: "the strangers' bodies",
    withinMs: 60_000,
  });
  const noRoom = strangers.filter((one) => statusOf(one) === 503);
  expect(noRoom.length).toBeGreaterThan(80);
  for (const one of noRoom) expect(one.answer()).toMatch(/retry-after: \d/i);
  for (const [at, { socket }] of strangers.entries()) socket.write(at % 2 === 0 ? " " : " \r\n0\r\n\r\n");
  await until(() => strangers.every((one) => [401, 429, 503].includes(statusOf(one))), {
    what: "answers for all",
    withinMs: 60_000,
  });
  expect(strangers.some((one) => [401, 429].includes(statusOf(one)))).toBe(true);
  for (const { socket } of strangers) socket.destroy();

  const body = event("1");
  const honest = await fetch(core.origin + routes.cameraEventsOf("ai"), {
    ...{ method: "POST", body },
    headers: { [signatureHeader]: signature(body, secret) },
  });
  expect(CameraEventsResult.parse(await honest.json())).toMatchObject({ accepted: 1 });
  expect((await peakBytes()) - before).toBeLessThan(250_000_000);
}, 90_000);
