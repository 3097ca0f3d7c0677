import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { CodedError } from "#contract/errors.ts";

/**
 * @param port 0: a free one
 * @returns the port, and the origin by which this machine reaches it
 * @throws CodedError port.in-use, port.not-allowed, host.not-available
 */
export async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
): Promise<{ port: number; origin: string }> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new CodedError("port.in-use", { port }, { cause: error });
    if (code === "EACCES") throw new CodedError("port.not-allowed", { port }, { cause: error });
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
      throw new CodedError("host.not-available", { host }, { cause: error });
    throw error;
  }
  const bound = (app.server.address() as AddressInfo).port;
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return { port: bound, origin: `http://${name}:${bound}` };
}
