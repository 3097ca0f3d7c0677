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
    throw listenFailure(error, host, port);
  }
  const bound = (app.server.address() as AddressInfo).port;
  return { port: bound, origin: originOf("http", host, bound) };
}

/** The sentence for why nobody can listen there; the error itself where it is none of those. */
export function listenFailure(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new CodedError("port.in-use", { port }, { cause: error });
  if (code === "EACCES") return new CodedError("port.not-allowed", { port }, { cause: error });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
    return new CodedError("host.not-available", { host }, { cause: error });
  return error;
}

/** The origin of a listener, as this machine reaches it. */
export function originOf(scheme: "http" | "https", host: string, port: number): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `${scheme}://${name}:${port}`;
}
