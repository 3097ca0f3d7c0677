import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { shellOrigins } from "./guard.ts";

/** Shorter answers fit into two packets as they are. */
const leastCharacters = 2_048;
/** Almost as small as the best, at a third of its time. */
const level = 4;
/** Up to so long it is done sooner at once than by the threads for files and passwords, which it would wait for besides. */
const mostAtOnce = 32_768;
const packBeside = promisify(gzip);

/**
 * Answers with figures go compressed to whoever takes that: a tenth of the bytes for a phone on a slow line. Only what is told to all who may
 * look, asked by GET: no answer that holds a secret, whose length would say something of it (BREACH). What is long is packed beside the event loop.
 */
export function packAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (request.method !== "GET" || reply.statusCode !== 200) return payload;
    if (request.routeOptions.config?.access !== "read") return payload;
    // The wall's own windows have no line that would be spared.
    if (shellOrigins.includes(request.headers.origin ?? "")) return payload;
    if (typeof payload !== "string" || payload.length < leastCharacters) return payload;
    if (reply.hasHeader("content-encoding")) return payload;
    reply.header("vary", "accept-encoding");
    if (!takesGzip(request.headers["accept-encoding"])) return payload;
    const packed = payload.length <= mostAtOnce ? gzipSync(payload, { level }) : await packBeside(payload, { level });
    reply.header("content-encoding", "gzip").removeHeader("content-length");
    return packed;
  });
}

/** Of a header as RFC 9110 writes it; what is weighted with zero is not taken. */
const taken = (coding: "gzip" | "br") => {
  const named = new RegExp(`(?:^|,)\\s*${coding}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[\\d.]+\\s*)?(?:,|$)`, "i");
  return (header: string | string[] | undefined): boolean => named.test(String(header ?? ""));
};
export const takesGzip = taken("gzip");
export const takesBrotli = taken("br");
