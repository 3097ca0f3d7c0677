import { connect, createServer } from "node:net";

/**
 * Stands before an RTSP server (TCP, interleaved, RFC 2326 10.12) and makes a poor camera of it.
 * @param leavesOutPackets RTP packets at the beginning of each connection, so that pictures begin in the midst of a group
 * @param isDescribed false: its description says nothing of how pictures are coded
 */
export async function startPoorCamera(
  target: number,
  { leavesOutPackets, isDescribed }: { leavesOutPackets: number; isDescribed: boolean },
): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    let rest = Buffer.alloc(0);
    let left = leavesOutPackets;
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length > 0) {
        const isPacket = rest[0] === 0x24;
        if (isPacket && (rest.length < 4 || rest.length < 4 + rest.readUInt16BE(2))) return;
        const next = isPacket ? 4 + rest.readUInt16BE(2) : rest.length;
        const taken = rest.subarray(0, next);
        rest = rest.subarray(next);
        if (isPacket && taken[1] === 0 && left > 0) left -= 1;
        // As long as it was: the answer tells its length.
        else if (isPacket || isDescribed) client.write(taken);
        else client.write(taken.toString("latin1").replace("sprop-parameter-sets=", "xprop-parameter-sets="), "latin1");
      }
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
