import type { OnlineTiles } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { connectionError, hostOf } from "../../outbound/network-failure.ts";

/** No tile of a map is larger. */
const mostBytes = 4 * 1_048_576;
const answerWithinMs = 10_000;

export type Fetched = { bytes: Uint8Array | null; etag: string | null } | "unchanged";

/**
 * Asks the net for one tile. Only the profile's host is ever reached: a redirect to another is a failure.
 * Rejects with CodedError `source.*`.
 */
export async function fetchTile(
  { tiles }: Pick<OnlineTiles, "tiles">,
  headers: Record<string, string>,
  at: { z: number; x: number; y: number },
  etag: string | null,
  stop: AbortSignal,
): Promise<Fetched> {
  const address = tiles.replace("{z}", String(at.z)).replace("{x}", String(at.x)).replace("{y}", String(at.y));
  const host = hostOf(address);
  try {
    const answer = await fetch(address, {
      headers: { ...headers, ...(etag === null ? {} : { "if-none-match": etag }) },
      redirect: "error",
      signal: AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs)]),
    });
    if (answer.status === 304 && etag !== null) return "unchanged";
    if (answer.status === 204 || answer.status === 404) return { bytes: null, etag: null };
    if (answer.status === 401 || answer.status === 403) throw new CodedError("source.refused", { host });
    if (!answer.ok || answer.body === null) throw new CodedError("source.unreachable", { host, detail: answer.status });
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > mostBytes) throw new CodedError("source.unreachable", { host, detail: "> 4 MB" });
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks), etag: answer.headers.get("etag") };
  } catch (error) {
    throw connectionError(host, error);
  }
}
