import { createServer } from "node:net";

/** Ports this process gave away already; the kernel may offer one again before its new owner listens. */
const given = new Set<number>();

/** A TCP port of 127.0.0.1 that nothing listens on now and that this process has not given away before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await offeredPort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

function offeredPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port was offered"));
        else resolve(address.port);
      });
    });
  });
}
