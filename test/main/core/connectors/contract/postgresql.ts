import type { Socket } from "node:net";
import { drip, flood } from "./peer.ts";
import type { Protocol } from "./protocol.ts";

/** A message of PostgreSQL's protocol 3.0: a letter, its length with the four bytes that tell it, and what is in it. */
function message(letter: string, ...parts: (Buffer | string | number)[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => {
      if (typeof part === "string") return Buffer.from(`${part}\0`);
      if (typeof part !== "number") return part;
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const head = Buffer.from(`${letter}\0\0\0\0`);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

const ready = message("Z", Buffer.from("T"));
const welcome = Buffer.concat([message("R", 0), ready]);
const done = (tag: string) => message("C", tag);
const refusal = (code: string) => message("E", "SFATAL", "VFATAL", `C${code}`, "Mkhông được", Buffer.from([0]));
/** One column "so" of type int4. */
const columns = Buffer.concat([
  message("T", Buffer.from([0, 1]), "so", 0, Buffer.from([0, 0]), 23, Buffer.from([0, 4]), -1, Buffer.from([0, 0])),
]);
const row = (value: string) => message("D", Buffer.from([0, 1]), value.length, Buffer.from(value));

type Answers = { login?(socket: Socket): void; rows?(socket: Socket): void };

/** Answers message by message, as a server does that trusts everybody and knows one table. */
const session =
  (answers: Answers) =>
  (socket: Socket): void => {
    let read = Buffer.alloc(0);
    let isIn = false;
    socket.on("data", (chunk) => {
      read = Buffer.concat([read, chunk]);
      for (;;) {
        // The first message has no letter.
        const letters = isIn ? 1 : 0;
        if (read.length < letters + 4) return;
        const length = letters + read.readInt32BE(letters);
        if (read.length < length) return;
        const one = read.subarray(0, length);
        read = read.subarray(length);
        if (isIn) answer(socket, one, answers);
        else if (answers.login === undefined) socket.write(welcome);
        else answers.login(socket);
        isIn = true;
      }
    });
  };

function answer(socket: Socket, one: Buffer, { rows }: Answers): void {
  const letter = one.toString("latin1", 0, 1);
  if (letter === "X") socket.end();
  if (letter === "P") socket.write(message("1"));
  if (letter === "B") socket.write(message("2"));
  if (letter === "D") socket.write(message("n"));
  if (letter === "E") socket.write(done("DECLARE CURSOR"));
  if (letter === "S") socket.write(ready);
  if (letter !== "Q") return;
  if (one.includes("FETCH")) rows?.(socket);
  else socket.write(Buffer.concat([done("BEGIN"), ready]));
}

const fails = (...codes: string[]) => ({ state: "failing" as const, codes });

export const postgresql: Protocol = {
  isTlsAskedFor: true,
  source: (host, isTls) => ({
    type: "postgresql",
    url: `postgresql://${host}/ioc`,
    username: "ioc",
    tls: isTls,
    every: "1s",
    timeout: "3s",
    query: "SELECT so FROM xe",
    mapping: '{ "indicator": "xe", "value": so, "asOf": $receivedAt }',
  }),
  success: (value) =>
    session({
      rows: (socket) => socket.write(Buffer.concat([columns, row(String(value())), done("FETCH 1"), ready])),
    }),
  // 429 and redirects are words of HTTP, nothing in this protocol means them; its 500 is a server that takes no more.
  faults: {
    "time-out": { behaviour: () => {}, expected: fails("source.timeout") },
    garbage: {
      behaviour: session({ rows: (socket) => socket.write(Buffer.from([0, 0, 0, 0, 4])) }),
      expected: fails("source.not-postgresql"),
    },
    "1 GB answer": {
      behaviour: session({
        rows(socket) {
          const huge = row("1");
          huge.writeInt32BE(1_000_000_000, 1);
          socket.write(columns);
          socket.write(huge);
          flood(socket, 1_000_000_000);
        },
      }),
      expected: { state: "mis-mapped", codes: ["source.too-large"] },
    },
    "500": {
      behaviour: session({ login: (socket) => socket.end(refusal("53300")) }),
      expected: fails("source.unreachable"),
    },
    "refused account": {
      behaviour: session({ login: (socket) => socket.end(refusal("28P01")) }),
      expected: { state: "refused", codes: ["source.refused"] },
    },
    "slow drip": {
      // A notice of 872 bytes.
      behaviour: session({ login: (socket) => drip(socket, `N\0\0\u0003\u0068${"x".repeat(1_000)}`) }),
      expected: fails("source.timeout"),
    },
    "reset in the middle": {
      behaviour: session({
        rows(socket) {
          socket.write(columns);
          socket.write(row("1").subarray(0, 6));
          setTimeout(() => socket.resetAndDestroy(), 50);
        },
      }),
      expected: fails("source.unreachable", "source.closed"),
    },
    "closed at once": {
      behaviour: (socket) => socket.destroy(),
      expected: fails("source.unreachable", "source.closed"),
    },
  },
};
