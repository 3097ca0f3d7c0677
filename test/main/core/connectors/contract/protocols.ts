import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { liveProtocol } from "#contract/live.ts";
import { type Behaviour, drip, flood, whenRead } from "./peer.ts";
import { postgresql } from "./postgresql.ts";
import type { Expected, Protocol } from "./protocol.ts";

const gigabyte = 1_000_000_000;
const failing = (...codes: string[]): Expected => ({ state: "failing", codes });
const unusable = (...codes: string[]): Expected => ({ state: "mis-mapped", codes });
const refused: Expected = { state: "refused", codes: ["source.refused"] };
const mapping = '{ "indicator": "xe", "value": so, "asOf": $receivedAt }';

const isHead = (read: Buffer) => read.includes("\r\n\r\n");
const asked =
  (answer: (socket: Socket, head: string) => void): Behaviour =>
  (socket) =>
    whenRead(socket, isHead, (read) => answer(socket, read.toString("latin1")));
const status = (line: string, ...headers: string[]) =>
  asked((socket) =>
    socket.end([`HTTP/1.1 ${line}`, ...headers, "content-length: 0", "connection: close", "", ""].join("\r\n")),
  );

/** Common to all that begins with a request of HTTP. */
const httpFaults = {
  "time-out": { behaviour: () => {}, expected: failing("source.timeout") },
  "500": { behaviour: status("500 Internal Server Error"), expected: failing("source.http-status") },
  "429 with Retry-After": {
    behaviour: status("429 Too Many Requests", "retry-after: 3"),
    expected: failing("source.busy"),
  },
  "redirect to another host": {
    behaviour: status("302 Found", "location: http://127.0.0.2:9/khac"),
    expected: failing("source.redirected"),
  },
  "refused account": { behaviour: status("401 Unauthorized"), expected: refused },
  "closed at once": {
    behaviour: (socket: Socket) => socket.destroy(),
    expected: failing("source.unreachable"),
  },
  "slow drip": {
    behaviour: (socket: Socket) => drip(socket, `HTTP/1.1 200 OK\r\nx: ${"a".repeat(1_000)}`),
    expected: failing("source.timeout"),
  },
} satisfies Protocol["faults"];

const rest: Protocol = {
  source: (host, isTls) => ({
    type: "rest",
    url: `${isTls ? "https" : "http"}://${host}/so`,
    every: "1s",
    timeout: "3s",
    mapping,
  }),
  success: (value) =>
    asked((socket) => {
      const body = JSON.stringify({ so: value() });
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
    }),
  faults: {
    ...httpFaults,
    garbage: {
      behaviour: asked((socket) => socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n\u0000<html>{")),
      expected: unusable("source.not-json"),
    },
    "1 GB answer": {
      behaviour: asked((socket) => {
        socket.write("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        flood(socket, gigabyte);
      }),
      expected: unusable("source.too-large"),
    },
    "reset in the middle": {
      behaviour: asked((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"so": 1');
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
      expected: failing("source.unreachable"),
    },
  },
};

const eventHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
const events: Protocol = {
  source: (host, isTls) => ({
    type: "events",
    url: `${isTls ? "https" : "http"}://${host}/luong`,
    silence: "20s",
    mapping,
  }),
  success: (value) =>
    asked((socket) => {
      socket.write(`${eventHead}: chào\n\ndata: {"so":\ndata: ${value()}}\n\n`);
    }),
  faults: {
    ...httpFaults,
    garbage: {
      behaviour: asked((socket) => socket.write(`${eventHead}${'data: {"so\n\n'.repeat(3)}`)),
      expected: unusable("source.not-json"),
    },
    "1 GB answer": {
      behaviour: asked((socket) => {
        socket.write(`${eventHead}data: `);
        flood(socket, gigabyte);
      }),
      expected: failing("source.too-large"),
    },
    "reset in the middle": {
      behaviour: asked((socket) => {
        socket.write(`${eventHead}data: {"so": 1`);
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
      // A body that lasts until the end of the connection: a reset of it looks like its end.
      expected: failing("source.unreachable", "source.closed"),
    },
  },
};

const websocketHead = (head: string): string => {
  const key = /sec-websocket-key: (\S+)/i.exec(head)?.[1] ?? "";
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  return `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`;
};
/** One text frame, RFC 6455. */
const frame = (text: string) => {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [payload.length] : [126, Math.floor(payload.length / 256), payload.length % 256];
  return Buffer.concat([Buffer.from([0x81, ...length]), payload]);
};
/** The beginning of a frame that says it is a gigabyte long. */
const hugeFrame = Buffer.from([0x81, 127, 0, 0, 0, 0, 0x3b, 0x9a, 0xca, 0]);

const websocket: Protocol = {
  source: (host, isTls) => ({ type: "websocket", url: `${isTls ? "wss" : "ws"}://${host}/luong`, mapping }),
  success: (value) =>
    asked((socket, head) => {
      socket.write(websocketHead(head));
      socket.write(frame(JSON.stringify({ so: value() })));
    }),
  faults: {
    ...httpFaults,
    garbage: {
      behaviour: asked((socket, head) => {
        socket.write(websocketHead(head));
        for (let at = 0; at < 3; at++) socket.write(frame('{"so'));
      }),
      expected: unusable("source.not-json"),
    },
    "1 GB answer": {
      behaviour: asked((socket, head) => {
        socket.write(websocketHead(head));
        socket.write(hugeFrame);
        flood(socket, gigabyte);
      }),
      expected: failing("source.too-large"),
    },
    "reset in the middle": {
      behaviour: asked((socket, head) => {
        socket.write(websocketHead(head));
        socket.write(frame('{"so": 1}').subarray(0, 5));
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
      // The library knows a reset only as a close without a frame for it (1006).
      expected: failing("source.unreachable", "source.closed"),
    },
  },
};

const connack = (code = 0) => Buffer.from([0x20, 2, 0, code]);
const isConnect = (read: Buffer) => read.length > 10;
/** SUBACK with the packet's own id, one topic. */
const suback = (read: Buffer) => Buffer.from([0x90, 3, read[2] ?? 0, read[3] ?? 0, 1]);
const publish = (text: string) => {
  const topic = Buffer.from("xe");
  const payload = Buffer.from(text);
  const rest = Buffer.concat([Buffer.from([0, topic.length]), topic, payload]);
  return Buffer.concat([Buffer.from([0x30, rest.length]), rest]);
};
const subscribed =
  (then: (socket: Socket) => void): Behaviour =>
  (socket) =>
    whenRead(socket, isConnect, () => {
      socket.write(connack());
      whenRead(
        socket,
        (read) => read.length > 5,
        (read) => {
          socket.write(suback(read));
          then(socket);
        },
      );
    });
const connected =
  (answer: (socket: Socket) => void): Behaviour =>
  (socket) =>
    whenRead(socket, isConnect, () => answer(socket));

const mqtt: Protocol = {
  source: (host, isTls) => ({ type: "mqtt", url: `${isTls ? "mqtts" : "mqtt"}://${host}`, topics: ["xe"], mapping }),
  success: (value) => subscribed((socket) => socket.write(publish(JSON.stringify({ so: value() })))),
  // 500, 429 and redirects are words of HTTP; a broker's own are "unavailable" (3) and "not authorized" (5).
  faults: {
    "time-out": { behaviour: () => {}, expected: failing("source.timeout") },
    garbage: {
      behaviour: subscribed((socket) => {
        for (let at = 0; at < 3; at++) socket.write(publish('{"so'));
      }),
      expected: unusable("source.not-json"),
    },
    "1 GB answer": {
      behaviour: subscribed((socket) => {
        // The longest length that MQTT can say, 256 MB.
        socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0, 2, 0x78, 0x65]));
        flood(socket, gigabyte);
      }),
      expected: failing("source.too-large"),
    },
    "500": { behaviour: connected((socket) => socket.end(connack(3))), expected: failing("source.unreachable") },
    "refused account": { behaviour: connected((socket) => socket.end(connack(5))), expected: refused },
    "slow drip": {
      behaviour: (socket) => drip(socket, "\u0020\u0002".padEnd(1_000, "\u0000").slice(0, 1)),
      expected: failing("source.timeout"),
    },
    "reset in the middle": {
      behaviour: subscribed((socket) => {
        socket.write(publish('{"so": 1}').subarray(0, 6));
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
      expected: failing("source.unreachable", "source.closed"),
    },
    "closed at once": {
      behaviour: (socket) => socket.destroy(),
      expected: failing("source.unreachable", "source.closed"),
    },
  },
};

/** As a core says them; what it says of its site and of others is passed over. */
const coreMessages = (value: number): string[] => {
  const atMs = Date.now();
  const moment = { asOfMs: atMs, receivedAtMs: atMs, revision: 0, status: "official", quality: "good" };
  const readings = [{ indicator: "xe", place: "tinh", value, source: "cua-khau-so", ...moment }];
  return [
    { type: "welcome", protocol: liveProtocol, version: "0.0.0", role: "mirror", session: "a", nowMs: atMs },
    { type: "snapshot", seq: 1, view: "v", nowMs: atMs, site: {}, readings, sources: [], cameras: [], displays: [] },
  ].map((message) => JSON.stringify(message));
};
const onLive = (then: (socket: Socket) => void): Behaviour =>
  asked((socket, head) => {
    socket.write(websocketHead(head));
    then(socket);
  });
const centre: Protocol = {
  source: (host, isTls) => ({ type: "centre", url: `${isTls ? "https" : "http"}://${host}`, token: "ma-truy-cap" }),
  success: (value) =>
    asked((socket, head) => {
      if (head.startsWith("GET /live ")) {
        socket.write(websocketHead(head));
        for (const message of coreMessages(value())) socket.write(frame(message));
        return;
      }
      const body = head.startsWith("GET /api/feed/pages?")
        ? { readings: [], next: null }
        : { mark: "0123456789abcdef.0", readings: [], isEnd: true };
      const text = JSON.stringify(body);
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`);
    }),
  faults: {
    ...httpFaults,
    garbage: {
      behaviour: onLive((socket) => void socket.write(frame('{"so'))),
      expected: failing("centre.not-a-core"),
    },
    "1 GB answer": {
      behaviour: onLive((socket) => {
        socket.write(hugeFrame);
        flood(socket, gigabyte);
      }),
      expected: failing("source.too-large"),
    },
    "reset in the middle": {
      behaviour: onLive((socket) => {
        socket.write(frame(coreMessages(1)[0] ?? "").subarray(0, 40));
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
      expected: failing("source.unreachable", "source.closed"),
    },
  },
};

/**
 * Every way in that has a line to a peer. The others have their own tests of the same faults: who calls a webhook is the
 * client (api/sources.test.ts: garbage, 1 GB, drip, broken off), a folder has files instead (folder.test.ts: garbage, 1 GB,
 * still being written, gone), published figures stand in the profile.
 */
export const protocols: Record<string, Protocol> = { rest, postgresql, events, websocket, mqtt, centre };
