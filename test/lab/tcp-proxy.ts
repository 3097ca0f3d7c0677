import { connect, createServer, type Server, type Socket } from "node:net";

/** A line that can be cut: what comes to its port goes to another, as long as it stands. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** 127.0.0.1:PORT */
  readonly host: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Connections stay open, and nothing goes through in either direction: a cable pulled somewhere in between. */
  freeze(): void;
  /** What is sent goes through, and the connection ends with the first byte of the answer: it was heard, nobody knows. */
  loseAnswers(): void;
  /** The line stands again; to another port where one is given. Connections from before are ended. */
  mend(targetPort?: number): Promise<void>;
  /** The line stands again for new connections; those from before stay as they are and carry nothing, as behind a firewall that has forgotten them. */
  mendForgetting(): Promise<void>;
  /** Bytes that came from the target since the start. */
  bytes(): number;
  /** How each connection made since the line was cut, frozen or mended began: its first bytes. */
  opened(): string[];
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let target = targetPort;
  let isFrozen = false;
  let losesAnswers = false;
  let bytes = 0;
  let opened: string[] = [];
  let server: Server;
  let port = 0;
  const join = (from: Socket, to: Socket, count: (length: number) => void): void => {
    from.on("data", (chunk) => {
      if (isFrozen) return;
      count(chunk.length);
      if (!to.write(chunk)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      open.delete(from);
      to.destroy();
    });
  };
  const listen = async (): Promise<void> => {
    server = createServer((client) => {
      const upstream = connect(target, "127.0.0.1");
      open.add(client).add(upstream);
      client.once("data", (first: Buffer) => opened.push(first.toString("latin1", 0, 200)));
      join(client, upstream, () => {});
      upstream.prependListener("data", () => {
        if (losesAnswers) upstream.removeAllListeners("data").destroy();
      });
      join(upstream, client, (length) => {
        bytes += length;
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => resolve());
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    port = address.port;
  };
  const cut = async (): Promise<void> => {
    opened = [];
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen();
  return {
    get port() {
      return port;
    },
    get host() {
      return `127.0.0.1:${port}`;
    },
    cut,
    freeze() {
      opened = [];
      isFrozen = true;
    },
    loseAnswers() {
      losesAnswers = true;
    },
    async mend(next) {
      opened = [];
      losesAnswers = false;
      target = next ?? target;
      isFrozen = false;
      for (const socket of open) socket.destroy();
      if (!server.listening) await listen();
    },
    async mendForgetting() {
      opened = [];
      isFrozen = false;
      for (const socket of open) {
        socket.removeAllListeners("data");
        socket.resume();
      }
      if (!server.listening) await listen();
    },
    bytes: () => bytes,
    opened: () => opened,
    [Symbol.asyncDispose]: cut,
  };
}
