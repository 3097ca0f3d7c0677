import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { FastifyRequest } from "fastify";
import { takesBrotli, takesGzip } from "./packed.ts";

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

/** How a file may be packed, the smallest first, and what is packed least is not. */
const ways = [
  { ending: ".br", encoding: "br", isTaken: takesBrotli },
  { ending: ".gz", encoding: "gzip", isTaken: takesGzip },
  { ending: "", encoding: undefined, isTaken: () => true },
] as const;
type Way = (typeof ways)[number];

export type KeptFile = { body: Buffer; headers: Readonly<Record<string, string>> };

/**
 * Keeps the scripts and styles that pages load in memory: of five looks at the disk for each of a phone's dozens one is left, the first time.
 * The oldest go where they are more than 4 MB.
 * @param folder where they lie, with what is compressed beside them as NAME.br and NAME.gz
 * @returns a file; undefined for one that is not there, is too large, may change, or is asked for in part or if it has changed
 */
export function keepFiles(folder: string): (name: string, request: FastifyRequest) => Promise<KeptFile | undefined> {
  const kept = new Map<string, KeptFile | "too-large">();
  let bytes = 0;

  const read = async (
    name: string,
    type: string,
    [{ ending, encoding }, ...others]: readonly [Way, ...Way[]],
  ): Promise<KeptFile | "too-large" | undefined> => {
    const file = path.join(folder, `${name}${ending}`);
    const found = await stat(file).catch(() => undefined);
    const [next, ...rest] = others;
    if (found?.isFile() !== true) return next === undefined ? undefined : read(name, type, [next, ...rest]);
    if (found.size > largestBytes) return "too-large";
    const body = await readFile(file);
    const encoded = encoding === undefined ? {} : { "content-encoding": encoding };
    const headers = { "content-type": type, "cache-control": "private, max-age=31536000, immutable" };
    return { body, headers: { ...headers, ...encoded, vary: "accept-encoding" } };
  };
  const sizeOf = (one: KeptFile | "too-large" | undefined): number =>
    one === undefined || one === "too-large" ? 0 : one.body.length;

  return async (name, { headers }) => {
    const type = types[lasting.exec(name)?.[1] ?? ""];
    if (type === undefined || headers.range !== undefined) return undefined;
    if (headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined) return undefined;
    const [first, ...others] = ways.filter(({ isTaken }) => isTaken(headers["accept-encoding"]));
    if (first === undefined) return undefined;
    const key = `${name} ${first.encoding} ${others.length}`;
    let found = kept.get(key);
    if (found === undefined) {
      found = await read(name, type, [first, ...others]).catch(() => undefined);
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
