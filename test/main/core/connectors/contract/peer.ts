import { readFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import { makeCertificate } from "../../../../lab/certificate.ts";
import { temporaryFolder } from "../../../../lab/temporary-folder.ts";

/** What a peer does with each connection. */
export type Behaviour = (socket: Socket) => void;

export type Peer = AsyncDisposable & {
  /** host:port; a name with TLS, as the certificate has it. */
  host: string;
  certificateFile: string | null;
  behave(behaviour: Behaviour): void;
  /** Connections since the start. */
  connections(): number;
  /** Bytes that peers of this process wrote and the kernel took. */
  sentBytes(): number;
};

/**
 * A server on bare TCP or TLS, so that it can do what no decent server does.
 * @param options isTlsAskedFor: TLS begins when the client asks for it, in PostgreSQL's way
 */
export async function startPeer(options: { tls?: boolean; isTlsAskedFor?: boolean } = {}): Promise<Peer> {
  const folder = await temporaryFolder("ioc-peer");
  const made = options.tls ? await makeCertificate(folder.path) : null;
  const open = new Set<Socket>();
  let behaviour: Behaviour = (socket) => socket.destroy();
  let connections = 0;
  let pastBytes = 0;
  const onSocket = (socket: Socket): void => {
    connections++;
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => {
      open.delete(socket);
      pastBytes += socket.bytesWritten - socket.writableLength;
    });
    behaviour(socket);
  };
  const secure = made && { cert: await readFile(made.certificateFile), key: await readFile(made.keyFile) };
  const onAsked = (socket: Socket): void => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write("S");
      onSocket(new TLSSocket(socket, { ...secure, isServer: true }));
    });
  };
  const server =
    secure === null
      ? createServer(onSocket)
      : options.isTlsAskedFor
        ? createServer(onAsked)
        : createTlsServer(secure, onSocket).on("tlsClientError", () => {
            connections++;
          });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    host: `${made === null ? "127.0.0.1" : "localhost"}:${address.port}`,
    certificateFile: made?.certificateFile ?? null,
    behave: (next) => {
      behaviour = next;
    },
    connections: () => connections,
    sentBytes: () => [...open].reduce((sum, one) => sum + one.bytesWritten - one.writableLength, pastBytes),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await folder.remove();
    },
  };
}

/** Calls back with what came once `isWhole`. */
export function whenRead(socket: Socket, isWhole: (read: Buffer) => boolean, then: (read: Buffer) => void): void {
  let read = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    read = Buffer.concat([read, chunk]);
    if (!isWhole(read)) return;
    socket.off("data", onData);
    socket.resume();
    then(read);
  };
  socket.on("data", onData);
}

/** Writes until `totalBytes` or the other side ends it, no faster than it is taken. */
export function flood(socket: Socket, totalBytes: number, chunk: Buffer = Buffer.alloc(1_000_000, 0x20)): void {
  let left = totalBytes;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) {
        socket.once("drain", more);
        return;
      }
    }
  };
  more();
}

/** Writes a byte every 100 ms. */
export function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text.charAt(at++));
  }, 100);
  socket.on("close", () => clearInterval(timer));
}
