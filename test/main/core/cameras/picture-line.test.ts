import { once } from "node:events";
import type { AddressInfo } from "node:net";
import fastifyWebsocket from "@fastify/websocket";
import Fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { CodedError } from "#contract/errors.ts";
import { fragmentHeadBytes, picturesProtocol } from "#contract/pictures.ts";
import type { Ended, Identity } from "../../../../main/core/access/access.ts";
import { identityOfRole } from "../../../../main/core/access/identity.ts";
import { createReach } from "../../../../main/core/access/reach.ts";
import type { CameraGateway, Watcher } from "../../../../main/core/cameras/gateway-interface.ts";
import { servePictures } from "../../../../main/core/cameras/picture-line.ts";
import { until } from "../../../lab/until.ts";

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const bufferLimitBytes = 300_000;

/** A real server with one camera "a" whose pictures the test sends; "good" is the token of a viewer. */
async function serve(cookie?: Identity) {
  const watchers = new Set<Watcher>();
  const asked: string[] = [];
  let revoke = (_: number): void => {};
  const gateway: Pick<CameraGateway, "watch"> = {
    watch(id, stream, watcher) {
      if (id !== "a") throw new CodedError("camera.unknown", { id });
      asked.push(stream);
      watchers.add(watcher);
      watcher.onOpened({ type: "opened", stream, mode: "copy", mime: "video/mp4" }, Buffer.from("init"));
      return () => void watchers.delete(watcher);
    },
  };
  const app = Fastify();
  await app.register(fastifyWebsocket);
  app.get<{ Params: { id: string } }>("/:id", { websocket: true }, (socket, request) => {
    const parts = {
      gateway,
      reachOf: createReach(() => ({ units: [], places: [], indicators: [], sources: [], cameras: [] })),
      access: {
        identify: async (token: string): Promise<Identity | undefined> =>
          token === "good" ? identityOfRole("viewer", 7) : token === "ingest" ? identityOfRole("ingest", 8) : undefined,
        onEnded: (listener: (ended: Ended) => void) => {
          revoke = (token: number) => listener({ token });
          return () => undefined;
        },
      },
      countRefusal: async () => false,
      helloWithinMs: 500,
      bufferLimitBytes,
    };
    servePictures(socket, request, request.params.id, parts, cookie);
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  cleanups.push(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const connect = async (id: string, ...say: unknown[]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${id}`);
    const texts: { type: string; reason?: { code: string } }[] = [];
    const binaries: Buffer[] = [];
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) binaries.push(data);
      else texts.push(JSON.parse(data.toString()));
    });
    cleanups.push(() => socket.terminate());
    const closed = once(socket, "close");
    await once(socket, "open");
    for (const words of say) socket.send(typeof words === "string" ? words : JSON.stringify(words));
    return { socket, texts, binaries, closed, code: () => texts.at(-1)?.reason?.code };
  };
  const send = (number: number, isKey: boolean, bytes: number) => {
    const message = Buffer.alloc(fragmentHeadBytes + bytes);
    message.writeDoubleBE(number, 0);
    for (const watcher of watchers)
      watcher.onFragment({ message, isKey, arrivedAtMs: number, timeS: number / 10, durationS: 0.1 });
  };
  return { connect, send, watchers, asked, revoke: (id: number) => revoke(id) };
}

const watch = (token?: string, stream = "sub") => ({ type: "watch", protocol: picturesProtocol, token, stream });

test("only who may see pictures is given any, and each refusal has its reason", async () => {
  const server = await serve();
  for (const [id, words, code] of [
    ["a", watch(), "access.no-token"],
    ["a", watch("wrong"), "access.bad-token"],
    ["a", watch("ingest"), "access.forbidden"],
    ["b", watch("good"), "camera.unknown"],
    // Whoever may see a camera may not listen to it: that is for the screens of the room.
    ["a", watch("good", "sound"), "access.forbidden"],
    ["a", { ...watch("good"), protocol: 99 }, "live.protocol-mismatch"],
    ["a", { ...watch("good"), stream: "huge" }, "live.message-invalid"],
    ["a", "no json", "live.message-invalid"],
  ] as const) {
    const line = await server.connect(id, words);
    await until(() => line.code() === code, { what: code });
    await line.closed;
    expect(line.binaries).toHaveLength(0);
  }
  const silent = await server.connect("a");
  await until(() => silent.code() === "live.message-invalid");
  const endless = await server.connect("a", "x".repeat(20_000));
  await endless.closed;
  expect(server.watchers.size).toBe(0);
});

test("pictures follow their initialization; another stream is asked for on the same line; a revoked token ends it", async () => {
  const server = await serve();
  const line = await server.connect("a", watch("good"));
  await until(() => server.watchers.size === 1);
  server.send(1, true, 100);
  await until(() => line.binaries.length === 2);
  expect(line.binaries[0]?.toString()).toBe("init");
  expect(line.binaries[1]?.readDoubleBE(0)).toBe(1);
  line.socket.send(JSON.stringify(watch(undefined, "main")));
  await until(() => server.asked.length === 2);
  expect(server.asked).toEqual(["sub", "main"]);
  expect(server.watchers.size).toBe(1);
  server.revoke(7);
  await until(() => line.code() === "access.bad-token");
  expect(server.watchers.size).toBe(0);
  const cookie = await serve(identityOfRole("viewer", null));
  const browser = await cookie.connect("a", watch());
  await until(() => browser.texts[0]?.type === "opened");
  browser.socket.close();
  await until(() => cookie.watchers.size === 0);
});

test("a client that does not read is left out up to a key picture, and its backlog is bounded", async () => {
  const server = await serve();
  const slow = await server.connect("a", watch("good"));
  const quick = await server.connect("a", watch("good"));
  await until(() => server.watchers.size === 2);
  slow.socket.pause();
  const bytes = 50_000;
  const total = 600;
  for (let number = 0; number < total; number += 1) {
    server.send(number, number % 10 === 0, bytes);
    if (number % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await until(() => quick.binaries.length === total + 1);
  slow.socket.resume();
  const numbers = () => slow.binaries.slice(1).map((message) => message.readDoubleBE(0));
  // What was sent before it fell behind is all that it gets; then it goes on with a key picture.
  await until(() => numbers().length > 0);
  server.send(total, true, bytes);
  await until(
    () => {
      server.send(total + 10, true, bytes);
      return numbers().includes(total + 10);
    },
    { what: "the slow client to go on" },
  );
  const got = numbers();
  // The kernel's own buffers take some megabytes; the core holds no more than its limit and one picture.
  expect(got.length).toBeLessThan(total / 2);
  const gap = got.findIndex((number, at) => at > 0 && number !== (got[at - 1] ?? 0) + 1);
  expect((got[gap] ?? 1) % 10).toBe(0);
});

test("a screen that bears no more is given key pictures alone, made to last, and all again when it asks for them", async () => {
  const server = await serve();
  const line = await server.connect("a", { ...watch("good"), pace: "keys" });
  await until(() => server.watchers.size === 1);
  // How far apart key pictures are is known from the second one on.
  for (let number = 0; number < 40; number += 1) server.send(number, number % 10 === 0, 100);
  const numbers = () => line.binaries.slice(1).map((message) => message.readDoubleBE(0));
  await until(() => numbers().includes(30));
  expect(numbers().filter((number) => number > 10)).toEqual([20, 30]);
  line.socket.send(JSON.stringify({ ...watch(), pace: "all" }));
  await until(() => {
    server.send(41, false, 100);
    return numbers().includes(41);
  });
  expect(server.asked).toEqual(["sub"]);
});
