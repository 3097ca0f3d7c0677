import { createServer, type RequestListener, type Server } from "node:http";

export type Platform = AsyncDisposable & { url: string; server: Server };

/** A platform that speaks HTTP on a free port of 127.0.0.1. Whatever is open at its end is cut. */
export async function serve(listener: RequestListener): Promise<Platform> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
