import { createServer, type Server } from "node:net";
import { expect, type TestContext, test, vi } from "vitest";
import { startCutLine } from "../../../lab/cut-line.ts";
import { startPoorCamera } from "../../../lab/poor-camera.ts";
import { type RtspServer, startRtspServer } from "../../../lab/rtsp-server.ts";
import { type GatewayUnderTest, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

const account = { username: "quan-sat", password: "mat-khau-rieng" };

/** Of which a helper ends what it has started. The tests of this file wait for their cameras side by side. */
type Test = Pick<TestContext, "onTestFinished">;

async function server(t: Test, options: Parameters<typeof startRtspServer>[0] = {}): Promise<RtspServer> {
  const started = await startRtspServer({ account: null, ...options });
  t.onTestFinished(() => started.stop());
  return started;
}

async function gatewayOf(t: Test, ...args: Parameters<typeof startGateway>): Promise<GatewayUnderTest> {
  const started = await startGateway(...args);
  t.onTestFinished(() => started.stop());
  return started;
}

async function listening(t: Test, made: Server): Promise<number> {
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  t.onTestFinished(() => void made.close());
  return (made.address() as { port: number }).port;
}

test.concurrent("a network that is cut and mended: frozen, away, and back by itself with new pictures", async (t) => {
  const camera = await server(t);
  const line = await startCutLine(camera.port);
  t.onTestFinished(async () => line[Symbol.asyncDispose]());
  const g = await gatewayOf(t, [rtspCamera("a", `rtsp://127.0.0.1:${line.port}/cam1`)]);
  const seen = g.watch("a");
  await until("it is live", () => g.view("a").state === "ok");
  const cutAtMs = Date.now();
  line.cut();
  const frozen = await until("it is frozen", () => g.view("a").state === "frozen" && g.view("a"));
  expect(Math.abs(frozen.sinceMs - cutAtMs)).toBeLessThan(2_000);
  // Long enough for the first attempts to have failed too.
  await until("the attempts to have failed", () => g.view("a").state === "no-signal");
  expect(g.view("a").sinceMs).toBe(frozen.sinceMs);
  const mendedAtMs = Date.now();
  line.mend();
  await until("it is live again", () => g.view("a").state === "ok");
  const newest = seen.fragments.at(-1)?.arrivedAtMs ?? 0;
  expect(newest).toBeGreaterThan(mendedAtMs);
  process.stdout.write(`${JSON.stringify({ fault: "network cut", recoveredAfterMs: Date.now() - mendedAtMs })}\n`);
});

test.concurrent("a camera whose description tells nothing of its pictures, and that begins in the midst of a group, is live", async (t) => {
  const camera = await server(t);
  const poor = await startPoorCamera(camera.port, { leavesOutPackets: 12, isDescribed: false });
  t.onTestFinished(async () => poor[Symbol.asyncDispose]());
  const g = await gatewayOf(t, [rtspCamera("a", `rtsp://127.0.0.1:${poor.port}/cam1`)]);
  const seen = g.watch("a");
  await until("it is live", () => g.view("a").state === "ok");
  expect(seen.opened.at(-1)?.mime).toContain("avc1");
  expect(seen.fragments[0]?.isKey).toBe(true);
});

test.concurrent("a camera that comes back with another resolution: its watchers are told of the new stream", async (t) => {
  const small = await server(t);
  const large = await server(t, { width: 1280, height: 720 });
  const line = await startCutLine(small.port);
  t.onTestFinished(async () => line[Symbol.asyncDispose]());
  const g = await gatewayOf(t, [rtspCamera("a", `rtsp://127.0.0.1:${line.port}/cam1`)]);
  const seen = g.watch("a");
  await until("it is live", () => seen.fragments.length > 3);
  const before = seen.initialization;
  line.leadTo(large.port);
  await small.kill();
  await until("the other stream", () => seen.opened.length > 1 && seen.fragments.length > 3);
  expect(seen.initialization.equals(before)).toBe(false);
  expect(seen.fragments[0]?.isKey).toBe(true);
  expect(g.view("a").state).toBe("ok");
});

test.concurrent("key pictures ten minutes apart: there is nothing to show, and what to change is said", async (t) => {
  const camera = await server(t, { keyEvery: 6_000 });
  // The one key picture of these ten minutes is gone when it is opened.
  const poor = await startPoorCamera(camera.port, { leavesOutPackets: 60, isDescribed: true });
  t.onTestFinished(async () => poor[Symbol.asyncDispose]());
  const g = await gatewayOf(t, [rtspCamera("a", `rtsp://127.0.0.1:${poor.port}/cam1`)]);
  g.watch("a");
  const view = await until("it is told", () => g.view("a").reason?.code === "camera.no-first-picture" && g.view("a"));
  expect(view.state).toBe("no-signal");
  expect(await g.gateway.playlist("a", "sub")).toBeNull();
});

test.concurrent("a camera that sends to another host is not followed: the account goes nowhere", async (t) => {
  const asked: string[] = [];
  const elsewhere = await listening(
    t,
    createServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (chunk: Buffer) => asked.push(chunk.toString()));
    }),
  );
  const redirecting = await listening(
    t,
    createServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (chunk: Buffer) => {
        const number = /CSeq: (\d+)/.exec(chunk.toString())?.[1] ?? "1";
        socket.write(`RTSP/1.0 302 Moved\r\nCSeq: ${number}\r\nLocation: rtsp://127.0.0.1:${elsewhere}/cam1\r\n\r\n`);
      });
    }),
  );
  const g = await gatewayOf(t, [rtspCamera("a", `rtsp://127.0.0.1:${redirecting}/cam1`, account)]);
  g.watch("a");
  const view = await until("it is told", () => g.view("a").reason?.code === "camera.redirected" && g.view("a"));
  expect(view.state).toBe("no-signal");
  expect(asked).toEqual([]);
  expect(JSON.stringify([g.logged, g.told])).not.toContain(account.password);
});

test.concurrent("a camera that answers endlessly, one that says half a word: clear states, and a good one beside them unharmed", async (t) => {
  const endless = await listening(
    t,
    createServer((socket) => {
      socket.on("error", () => undefined);
      const timer = setInterval(() => socket.write("x".repeat(2_000)), 20);
      socket.on("close", () => clearInterval(timer));
    }),
  );
  const half = await listening(
    t,
    createServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => socket.write("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 900\r\n\r\nv=0"));
    }),
  );
  const good = await server(t);
  const g = await gatewayOf(t, [
    rtspCamera("endless", `rtsp://127.0.0.1:${endless}/x`),
    rtspCamera("half", `rtsp://127.0.0.1:${half}/x`),
    rtspCamera("good", good.address()),
  ]);
  for (const id of ["endless", "half", "good"]) g.watch(id);
  await until("the good one is live", () => g.view("good").state === "ok");
  for (const id of ["endless", "half"]) await until(`${id} is told`, () => g.view(id).state === "no-signal");
  expect(g.view("good").state).toBe("ok");
});
