import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { FastifyRequest } from "fastify";
import { takesGzip } from "./packed.ts";

/** A plain name with a hash of the file's content in it, so that what is kept by it can never be another. */
const lasting = /^[\w.-]+-[\w-]{8}\.(js|css)$/;
/** As the library that sends files names them. */
const types: Readonly<Record<string, string>> = {
  js: "application/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};
const mostBytes = 4 * 1024 * 1024;
const largestBytes = 128 * 1024;
/** Among them those that are too large, of which only that is kept. */
const mostFiles = 1_000;

export type KeptFile = { body: Buffer; headers: Readonly<Record<string, string>> };

/**
 * Keeps the scripts and styles that pages load in memory: of five looks at the disk for each of a phone's dozens one is left, the first time.
 * The oldest go where they are more than 4 MB.
 * @param folder where they lie, with what is compressed beside them as NAME.gz
 * @returns a file; undefined for one that is not there, is too large, may change, or is asked for in part or if it has changed
 */
export function keepFiles(folder: string): (name: string, request: FastifyRequest) => Promise<KeptFile | undefined> {
  const kept = new Map<string, KeptFile | "too-large">();
  let bytes = 0;

  const read = async (name: string, type: string, isPacked: boolean): Promise<KeptFile | "too-large" | undefined> => {
    const file = path.join(folder, isPacked ? `${name}.gz` : name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) return isPacked ? read(name, type, false) : undefined;
    if (found.size > largestBytes) return "too-large";
    const body = await readFile(file);
    const encoded = isPacked ? { "content-encoding": "gzip" } : {};
    const headers = { "content-type": type, "cache-control": "private, max-age=31536000, immutable" };
    return { body, headers: { ...headers, ...encoded, vary: "accept-encoding" } };
  };
  const sizeOf = (one: KeptFile | "too-large" | undefined): number =>
    one === undefined || one === "too-large" ? 0 : one.body.length;

  return async (name, { headers }) => {
    const type = types[lasting.exec(name)?.[1] ?? ""];
    if (type === undefined || headers.range !== undefined) return undefined;
    if (headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined) return undefined;
    const isPacked = takesGzip(headers["accept-encoding"]);
    const key = `${name} ${isPacked}`;
    let found = kept.get(key);
    if (found === undefined) {
      found = await read(name, type, isPacked).catch(() => undefined);
      if (found === undefined) return undefined;
      bytes += sizeOf(found) - sizeOf(kept.get(key));
      kept.set(key, found);
      for (const [oldest, one] of kept) {
        if (bytes <= mostBytes && kept.size <= mostFiles) break;
        bytes -= sizeOf(one);
        kept.delete(oldest);
      }
    }
    return found === "too-large" ? undefined : found;
  };
}
