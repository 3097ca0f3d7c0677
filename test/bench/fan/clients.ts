/**
 * Many WebSocket clients in one process that cost next to nothing: they walk over frames and count what is marked as a
 * value, so that the machine's time goes to the server that is measured. Arguments: port, path, how many, the text to
 * send first ("" for none; "@FILE": a line of it each), the text that marks a value and stands before its time. Over IPC `count` is answered by what came in
 * all, and by how old values were when they came (of some, since the last answer).
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import net from "node:net";

const [port = "", path = "/", count = "0", greeting = "", mark = ""] = process.argv.slice(2);
const marks = Buffer.from(mark);
const greetings = greeting.startsWith("@") ? readFileSync(greeting.slice(1), "utf8").split("\n") : [greeting];
/** The age of one value in so many is noted, wherever it stands in its message, and of no more than these between two questions. */
const noteEvery = 499;
const mostAges = 4_000;
let agesMs: number[] = [];
let values = 0;
let bytes = 0;
let open = 0;
let closed = 0;

/** A frame as clients send it; the mask is zero, which is as good as any other. */
function frame(opcode: number, payload: Buffer): Buffer {
  const head = payload.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | Math.min(payload.length, 126);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

function countValues(chunk: Buffer): void {
  for (let at = chunk.indexOf(marks); at !== -1; at = chunk.indexOf(marks, at + marks.length)) {
    values += 1;
    if (values % noteEvery !== 0 || agesMs.length >= mostAges) continue;
    const from = at + marks.length;
    const told = /^:(\d{13})\D/.exec(chunk.toString("latin1", from, from + 15));
    if (told !== null) agesMs.push(Date.now() - Number(told[1]));
  }
}

function connect(first: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), "127.0.0.1");
    let isOpen = false;
    let head = Buffer.alloc(0);
    /** Bytes of the present frame still to come. */
    let rest = 0;
    const walk = (chunk: Buffer) => {
      let at = 0;
      while (at < chunk.length) {
        if (rest > 0) {
          const step = Math.min(rest, chunk.length - at);
          rest -= step;
          at += step;
          continue;
        }
        const left = head.length > 0 ? Buffer.concat([head, chunk.subarray(at, at + 14)]) : chunk.subarray(at, at + 14);
        const short = (left[1] ?? 0) & 0x7f;
        const headBytes = short === 126 ? 4 : short === 127 ? 10 : 2;
        if (left.length < headBytes || left.length < 2) {
          head = Buffer.from(left);
          return;
        }
        at += headBytes - head.length;
        head = Buffer.alloc(0);
        rest = short === 126 ? left.readUInt16BE(2) : short === 127 ? Number(left.readBigUInt64BE(2)) : short;
        if (((left[0] ?? 0) & 0x0f) === 9) socket.write(frame(10, chunk.subarray(at, at + rest)));
      }
    };
    socket.on("connect", () => {
      const key = randomBytes(16).toString("base64");
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
    });
    let reply = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (isOpen) {
        // A mark that two chunks share is missed: one in some hundreds, the same for both servers.
        countValues(chunk);
        walk(chunk);
        return;
      }
      reply = Buffer.concat([reply, chunk]);
      const end = reply.indexOf("\r\n\r\n");
      if (end === -1) return;
      if (!reply.toString("latin1", 0, 12).endsWith("101")) return reject(new Error(reply.toString("latin1", 0, 200)));
      isOpen = true;
      open += 1;
      if (first !== "") socket.write(frame(1, Buffer.from(first)));
      walk(reply.subarray(end + 4));
      resolve();
    });
    socket.on("error", reject);
    socket.on("close", () => {
      closed += 1;
    });
  });
}

const told = () => ({ values, bytes, open, closed, agesMs });
process.on("message", () => {
  process.send?.(told());
  agesMs = [];
});
process.on("disconnect", () => process.exit(0));
for (let at = 0; at < Number(count); at += 1) await connect(greetings[at % greetings.length] ?? "");
process.send?.(told());
