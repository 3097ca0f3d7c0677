import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A network between two machines, which can be cut: bytes then stay away both ways, new lines are taken and nothing is said. */
export type CutLine = AsyncDisposable & {
  readonly port: number;
  /** Where it leads from now on; lines that are open stay where they are. */
  leadTo(port: number): void;
  cut(): void;
  mend(): void;
};

/** @param port of the machine behind it, on the loopback */
export async function startCutLine(port: number): Promise<CutLine> {
  const pairs = new Set<[Socket, Socket]>();
  const waiting = new Set<Socket>();
  let target = port;
  let isCut = false;
  const join = (near: Socket) => {
    const far = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  };
  const server = createServer((near) => {
    near.on("error", () => undefined);
    if (!isCut) return join(near);
    waiting.add(near);
    near.on("close", () => waiting.delete(near));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (next) => {
      target = next;
    },
    cut() {
      isCut = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    mend() {
      isCut = false;
      for (const [near, far] of pairs) {
        near.pipe(far);
        far.pipe(near);
      }
      for (const near of waiting) join(near);
      waiting.clear();
    },
    [Symbol.asyncDispose]: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      for (const socket of waiting) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
