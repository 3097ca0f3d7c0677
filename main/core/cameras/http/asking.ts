import { readFile } from "node:fs/promises";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import { isReadOnTheWay } from "../../outbound/clear-text.ts";
import { exchange, type HttpAnswer, readBounded } from "../../outbound/exchange.ts";
import type { Account } from "../account-mask.ts";
import { authorizationFor, offeredIn } from "../digest.ts";

/** What is asked over HTTP for pictures. */
export type HttpPeer = {
  /** Without an account. */
  address: string;
  account: Account | null;
  /** Path of a PEM file with the only authorities to trust; null: those the system trusts. */
  caFile: string | null;
  /** Basic is answered over a line that others can read, too. */
  mayBasicInClear?: boolean;
};

/** A machine that takes longer to begin its answer is taken for gone. */
const headWithinMs = 5_000;

/**
 * Asks, with the account only where it is asked for, and only on the host that the profile names: a redirect elsewhere is refused.
 * Throws CodedError camera.unreachable, camera.untrusted, camera.wrong-password, camera.basic-in-clear, camera.redirected, camera.not-found,
 * camera.failing.
 * @param address another address on the same host than the peer's own
 */
export async function askOverHttp(
  peer: HttpPeer,
  accept: string,
  signal: AbortSignal,
  address = peer.address,
): Promise<HttpAnswer> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), headWithinMs);
  try {
    const ca = peer.caFile === null ? undefined : await readFile(peer.caFile, "utf8");
    const question = {
      method: "GET" as const,
      ca,
      isRefusalGiven: true,
      signal: AbortSignal.any([signal, ending.signal]),
    };
    const headers = { accept, "accept-encoding": "identity", "user-agent": "ioc-wall" };
    const first = await exchange({ ...question, url: address, headers });
    if (first.status !== 401 || peer.account === null) return taken(first);
    end(first);
    const header = first.headers["www-authenticate"] ?? "";
    const authorization = authorizationFor([header], "GET", first.url.pathname + first.url.search, peer.account);
    if (authorization === null) throw new CodedError("camera.login-unknown", { offered: offeredIn([header]) });
    if (authorization.startsWith("Basic ") && !peer.mayBasicInClear && isReadOnTheWay(first.url.href))
      throw new CodedError("camera.basic-in-clear");
    // Of the address that asked for it: after a redirect on the same host the digest would be that of another path.
    return taken(await exchange({ ...question, url: first.url.href, headers: { ...headers, authorization } }));
  } catch (error) {
    throw ofCamera(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The whole of a small answer. Throws as `askOverHttp` does, and camera.not-found where it is larger than the limit. */
export async function bytesOf(
  peer: HttpPeer,
  accept: string,
  signal: AbortSignal,
  limits: { bytes: number; withinMs: number },
  address = peer.address,
): Promise<{ bytes: Buffer; answer: HttpAnswer }> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(limits.withinMs)]);
  const answer = await askOverHttp(peer, accept, within, address);
  try {
    return { bytes: await readBounded(answer, answer.url.host, limits.bytes), answer };
  } catch (error) {
    throw ofCamera(error);
  }
}

/** Ends the connection of an answer that is not read any further. */
export function end({ body }: HttpAnswer): void {
  body.on("error", () => undefined).destroy();
}

/** Another address that an answer names, if it is on the host of that answer. Throws CodedError camera.redirected. */
export function sameHost(named: string, base: URL): string {
  if (!URL.canParse(named, base.href)) throw new CodedError("camera.not-found");
  const to = new URL(named, base);
  if (to.host !== base.host || to.protocol !== base.protocol) throw new CodedError("camera.redirected");
  return to.href;
}

function taken(answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  end(answer);
  throw new CodedError(answer.status === 400 ? "camera.failing" : "camera.wrong-password");
}

const codes: Partial<Record<ErrorCode, ErrorCode>> = {
  "source.redirected": "camera.redirected",
  "source.tls": "camera.untrusted",
  "source.refused": "camera.wrong-password",
  "source.busy": "camera.failing",
  "source.too-large": "camera.not-found",
};

function ofCamera(error: unknown): CodedError {
  if (!(error instanceof CodedError)) return new CodedError("camera.unreachable", {}, { cause: error });
  if (error.code.startsWith("camera.")) return error;
  const status = Number(error.params.status);
  if (error.code === "source.http-status")
    return new CodedError(status === 404 || status === 410 ? "camera.not-found" : "camera.failing");
  return new CodedError(codes[error.code] ?? "camera.unreachable", {}, { cause: error });
}
