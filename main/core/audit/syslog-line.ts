import { connect as connectPlain, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect } from "node:tls";

/** Where a copy goes, with the texts of its PEM files. */
export type SyslogServer = {
  host: string;
  port: number;
  ca: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
};

/** Nothing moves for so long: it is cut off. */
const silentMs = 20_000;

/**
 * Hands messages to a server over a connection of their own, and closes it. Syslog knows no receipt; what stands for it here is that the server,
 * too, says goodbye (close_notify) after our end: it has read all before that. Whatever ends otherwise, such as a line that was cut in between,
 * counts as not taken. Rejects with the system's error.
 */
export function handOver(server: SyslogServer, frames: readonly Buffer[], signal: AbortSignal): Promise<void> {
  const { host, port, ca, certificate, key } = server;
  return new Promise((resolve, reject) => {
    let hasEnded = false;
    let hasSaidGoodbye = false;
    const raw = connectPlain({ host, port });
    const watched = watchRecords(raw, (isAlert) => {
      hasSaidGoodbye = isAlert;
    });
    const socket = connect({
      ...{ socket: watched, host, minVersion: "TLSv1.2" },
      ...(ca === undefined ? {} : { ca }),
      ...(certificate === undefined ? {} : { cert: certificate }),
      ...(key === undefined ? {} : { key }),
    });
    const fail = (error: unknown) => {
      reject(error);
      socket.destroy();
      raw.destroy();
    };
    const abort = () => fail(Object.assign(new Error("stopped"), { code: "ABORT_ERR" }));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    raw.setTimeout(silentMs, () => fail(Object.assign(new Error("silent"), { code: "ETIMEDOUT" })));
    socket.on("secureConnect", () => {
      socket.end(Buffer.concat(frames), () => {
        hasEnded = true;
      });
    });
    // What a server says is of no use here, but it has to be read for its end to be seen.
    socket.resume();
    raw.on("error", fail);
    socket.on("error", fail);
    raw.on("close", () => {
      signal.removeEventListener("abort", abort);
      if (hasEnded && hasSaidGoodbye) resolve();
      else reject(Object.assign(new Error("closed before all was taken"), { code: "ECONNRESET" }));
      socket.destroy();
    });
  });
}

const headerBytes = 5;
const alert = 21;
const applicationData = 23;
/** An alert that is encrypted as TLS 1.3 has it: two bytes, its type, and a tag of 16 or 8. No other record of a server's is as short. */
const alertLengths: ReadonlySet<number> = new Set([19, 11]);

/**
 * A connection whose records (RFC 8446, 5.1) are looked at as they come: Node tells an end that was said from one that just happened by nothing else.
 * @param onRecord whether the last one is an alert
 */
function watchRecords(raw: Socket, onRecord: (isAlert: boolean) => void): Duplex {
  let header = Buffer.alloc(0);
  let rest = 0;
  const look = (chunk: Buffer): void => {
    for (let at = 0; at < chunk.length; ) {
      if (rest > 0) {
        const taken = Math.min(rest, chunk.length - at);
        rest -= taken;
        at += taken;
        continue;
      }
      const part = chunk.subarray(at, at + headerBytes - header.length);
      header = Buffer.concat([header, part]);
      at += part.length;
      if (header.length < headerBytes) return;
      const [type, length] = [header.readUInt8(0), header.readUInt16BE(3)];
      onRecord(type === alert || (type === applicationData && alertLengths.has(length)));
      rest = length;
      header = Buffer.alloc(0);
    }
  };
  const watched = new Duplex({
    read: () => void raw.resume(),
    write: (chunk, _encoding, done) => void raw.write(chunk, done),
    final: (done) => void raw.end(done),
    destroy(error, done) {
      raw.destroy();
      done(error);
    },
  });
  raw.on("data", (chunk: Buffer) => {
    look(chunk);
    if (!watched.push(chunk)) raw.pause();
  });
  raw.on("end", () => watched.push(null));
  return watched;
}
