import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "pino";

/** Of one address, and in all: whoever tries thousands of tokens is not to fill the disk, nor to hide somebody else. */
const linesOfOne = 10;
const linesInAll = 60;
const windowMs = 60_000;

const refused: ReadonlySet<number> = new Set([401, 403, 429]);

export type RefusalLog = {
  /** A line that was refused after it had been opened, which is no answer with a status. */
  refuse(request: FastifyRequest, status: number): void;
};

/**
 * Writes down who was refused (401, 403, 429): address, route, role. So many lines a minute; how many more there were, and from
 * how many of the addresses, is one line at the end of it. Only the route's pattern is written: an address may carry a token.
 */
export function logRefusals(app: FastifyInstance, log: Logger): RefusalLog {
  let lines = 0;
  let left = 0;
  const ofOne = new Map<string, number>();
  const leftFrom = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (left > 0)
      log.warn({ leftOut: left, addresses: leftFrom.size, seconds: windowMs / 1_000 }, "more requests were refused");
    lines = 0;
    left = 0;
    ofOne.clear();
    leftFrom.clear();
  };

  const refuse = (request: FastifyRequest, status: number): void => {
    timer ??= setTimeout(end, windowMs).unref();
    const { ip: address, method, identity } = request;
    const already = ofOne.get(address) ?? 0;
    if (lines >= linesInAll || already >= linesOfOne) {
      left++;
      if (leftFrom.size < linesInAll) leftFrom.add(address);
      return;
    }
    lines++;
    ofOne.set(address, already + 1);
    const who =
      identity === undefined ? {} : { role: identity.role, token: identity.tokenId, account: identity.account?.name };
    log.warn({ address, status, method, route: request.routeOptions.url ?? "?", ...who }, "request refused");
  };

  app.addHook("onResponse", async (request, reply) => {
    if (refused.has(reply.statusCode)) refuse(request, reply.statusCode);
  });
  app.addHook("onClose", async () => end());
  return { refuse };
}
