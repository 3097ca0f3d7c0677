import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { CodedError } from "#contract/errors.ts";
import type { Camera } from "../../../../main/core/cameras/camera.ts";
import { askDescription } from "../../../../main/core/cameras/description.ts";
import { Rounds } from "../../../../main/core/cameras/rounds.ts";
import { type RtspServer, startRtspServer } from "../../../lab/rtsp-server.ts";
import { openStreams, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

// Most of these wait for their cameras, each its own: all of them at once.
async function server(options: Parameters<typeof startRtspServer>[0], end: AsyncDisposableStack): Promise<RtspServer> {
  const started = await startRtspServer(options);
  end.defer(() => started.stop());
  return started;
}

test.concurrent("a camera says how it is without being opened: well, wrong password, no such stream, away, or no camera at all", async () => {
  await using end = new AsyncDisposableStack();
  const account = { username: "quan-sat", password: "mật khẩu" };
  const camera = await server({ account }, end);
  const ask = (address: string, who: typeof account | null = account) => askDescription(address, who, 5_000);
  expect(await ask(camera.address())).toBe("well");
  expect(await ask(camera.address(), { ...account, password: "wrong" })).toBe("wrong-password");
  expect(await ask(camera.address(), null)).toBe("wrong-password");
  expect(await ask(camera.address(9))).toBe("not-found");
  expect(await ask("rtsp://127.0.0.1:1/x")).toBe("unreachable");
  expect(await ask("no address")).toBe("not-found");
  const web = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("HTTP/1.1 200 OK\r\n\r\n<html>");
  });
  const endless = createServer((socket) => {
    socket.on("error", () => undefined);
    const timer = setInterval(() => socket.write("RTSP/1.0 200 OK\r\nX: "), 5);
    socket.on("close", () => clearInterval(timer));
  });
  const silent = createServer((socket) => void socket.on("error", () => undefined));
  for (const [strange, within] of [
    [web, 5_000],
    [endless, 1_000],
    [silent, 500],
  ] as const) {
    await new Promise<void>((resolve) => strange.listen(0, "127.0.0.1", resolve));
    end.defer(() => void strange.close());
    const { port } = strange.address() as { port: number };
    expect(await askDescription(`rtsp://127.0.0.1:${port}/x`, account, within)).toBe("silent");
  }
});

test.concurrent("each is asked as soon as there is a place, eight at a time, and nobody after the end", async () => {
  const answers: (() => void)[] = [];
  const cameras = Array.from({ length: 30 }, (_, number) => ({
    config: rtspCamera(`c${number}`, "rtsp://127.0.0.1:1/x"),
    isWanted: false,
    isKnownWell: false,
    view: { reason: null },
    askState: () => new Promise((resolve) => answers.push(() => resolve("no-signal"))),
  })) as unknown as Camera[];
  const rounds = new Rounds(() => true);
  rounds.take(cameras);
  rounds.tick();
  rounds.tick();
  expect(answers).toHaveLength(8);
  const answer = async (at: number) => {
    answers[at]?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  for (let at = 0; at < 12; at++) await answer(at);
  expect(answers).toHaveLength(20);
  rounds.take([]);
  for (let at = 12; at < 20; at++) await answer(at);
  expect(answers).toHaveLength(20);
});

test.concurrent("131 cameras: all states known within a minute, none opened but the watched one and one for its picture; pictures follow in turn", async () => {
  await using end = new AsyncDisposableStack();
  const real = await server({ cameras: 6 }, end);
  const account = { username: real.username, password: real.password };
  const cameras = Array.from({ length: 131 }, (_, index) => {
    if (index < 6) return rtspCamera(`c${index}`, real.address(index + 1), account);
    if (index < 12) return rtspCamera(`c${index}`, real.address(1), { ...account, password: "wrong" });
    if (index < 18) return rtspCamera(`c${index}`, real.address(99), account);
    return index % 2 === 0
      ? rtspCamera(`c${index}`, "rtsp://127.0.0.1:1/x", account)
      : rtspCamera(`c${index}`, real.address((index % 6) + 1), account);
  });
  const g = await startGateway(cameras);
  end.defer(() => g.stop());
  const seen = g.watch("c0");
  await until("the watched one to be live", () => seen.fragments.length > 3);
  g.gateway.goRound();
  let most = 0;
  const startedAt = Date.now();
  await until(
    "all states to be known",
    () => {
      most = Math.max(most, openStreams(g).length);
      return g.gateway.views().every(({ state, checkedAtMs }) => state !== "idle" || checkedAtMs !== undefined);
    },
    60_000,
  );
  const knownAfterMs = Date.now() - startedAt;
  expect(knownAfterMs).toBeLessThan(60_000);
  const states = (from: number, to: number) =>
    new Set(
      g.gateway
        .views()
        .slice(from, to)
        .map(({ state }) => state),
    );
  expect(g.view("c0").state).toBe("ok");
  expect([...states(1, 6)]).toEqual(["idle"]);
  expect([...states(6, 12)]).toEqual(["wrong-password"]);
  expect([...states(12, 18)]).toEqual(["no-signal"]);
  expect(g.view("c20").reason?.code).toBe("camera.unreachable");
  expect(g.view("c14").reason?.code).toBe("camera.not-found");
  await until("pictures of cameras that nobody watches", () => {
    most = Math.max(most, openStreams(g).length);
    return g.gateway.views().filter(({ lastPictureAtMs }) => lastPictureAtMs !== null).length >= 5;
  });
  expect(most).toBeLessThanOrEqual(2);
  expect(g.told.length).toBeLessThan(600);
  process.stdout.write(`${JSON.stringify({ cameras: 131, knownAfterMs, mostStreams: most })}\n`);
});

test.concurrent("a camera that nobody watches and that repeats one picture is found out at its visit", async () => {
  await using end = new AsyncDisposableStack();
  const still = await server({ account: null, isStill: true }, end);
  const g = await startGateway([rtspCamera("still", still.address())]);
  end.defer(() => g.stop());
  g.gateway.goRound();
  const view = await until("it is frozen", () => g.view("still").state === "frozen" && g.view("still"));
  expect(view.reason?.code).toBe("camera.repeats");
  await until("it is closed again", () => openStreams(g).length === 0);
});

test.concurrent("a camera whose password is set while nobody watches it is known to be well soon after", async () => {
  await using end = new AsyncDisposableStack();
  const account = { username: "quan-sat", password: "mat-khau-rieng" };
  const camera = await server({ account }, end);
  let isSet = false;
  const g = await startGateway([rtspCamera("a", camera.address(), { ...account, password: "door" })], {
    resolve: (text) => {
      if (text !== "door") return text;
      if (!isSet) throw new CodedError("secret.missing", { name: "door" });
      return account.password;
    },
  });
  end.defer(() => g.stop());
  g.gateway.goRound();
  await until("it is told", () => g.view("a").reason?.code === "secret.missing");
  isSet = true;
  await until("it is well", () => g.view("a").state === "idle", 20_000);
});
