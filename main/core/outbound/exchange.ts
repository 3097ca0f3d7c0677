import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import zlib from "node:zlib";
import { CodedError } from "#contract/errors.ts";
import { guardedLookup, refuseForbidden } from "./forbidden-address.ts";
import { connectionError, hostOf } from "./network-failure.ts";

export type HttpRequest = {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string | undefined;
  /** PEM of the only authorities to trust; absent: those the system trusts. */
  ca?: string | undefined;
  /** A 400, 401 or 403 is an answer too: its body says why (OAuth 2.0). */
  isRefusalGiven?: boolean;
  /** Ends the exchange at any point of it. */
  signal: AbortSignal;
};

export type HttpAnswer = {
  /** 2xx, 304 when the request was conditional, or a refusal that was asked for. */
  status: number;
  headers: IncomingHttpHeaders;
  /** Unpacked; destroying it ends the connection. */
  body: Readable;
  /** Where the answer came from in the end. */
  url: URL;
};

const maxRedirects = 3;
/** A platform that says 429 and not for how long. */
const busyForS = 30;

/**
 * Asks a platform and gives its answer as soon as the head of it is there.
 *
 * @throws CodedError source.unreachable, source.tls, source.refused (401, 403, 407), source.busy (429, or 503 with
 *   Retry-After), source.http-status, source.redirected (to another host: our password would go there),
 *   source.forbidden-address
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const host = hostOf(request.url);
  let { url, headers } = withoutAccount(new URL(request.url), request.headers);
  refuseForbidden(url);
  for (let redirects = 0; ; redirects++) {
    let response: IncomingMessage;
    try {
      response = await send(url, { ...request, headers });
    } catch (error) {
      throw connectionError(host, error);
    }
    const status = response.statusCode ?? 0;
    const isAsked =
      (status === 304 && "if-none-match" in headers) ||
      (request.isRefusalGiven === true && [400, 401, 403].includes(status));
    if ((status >= 200 && status < 300) || isAsked)
      return { status, headers: response.headers, body: unpacked(response), url };
    // The rest of it says nothing that we would tell.
    response.on("error", () => {}).destroy();
    const { location } = response.headers;
    const isRedirect = status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url.href);
    if (!isRedirect || redirects >= maxRedirects) throw statusError(host, status, response.headers["retry-after"]);
    const to = new URL(location, url);
    if (to.host !== url.host || to.protocol !== url.protocol)
      throw new CodedError("source.redirected", { host, to: to.host });
    url = to;
  }
}

/** An answer by which a platform does not give what it was asked for. */
export function statusError(host: string, status: number, retryAfter: string | undefined): CodedError {
  if (status === 401 || status === 403 || status === 407) return new CodedError("source.refused", { host, status });
  if (status === 429 || (status === 503 && retryAfter !== undefined))
    return new CodedError("source.busy", { host, status, seconds: secondsOf(retryAfter) });
  return new CodedError("source.http-status", { host, status });
}

function send(url: URL, request: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers, body, ca, signal } = request;
    const options = {
      method,
      headers: { accept: "application/json", "accept-encoding": "gzip, deflate, br", ...headers },
      signal,
      lookup: guardedLookup,
      // A connection for each question: a kept one that the other side has just closed would look like a failure.
      agent: false as const,
    };
    const outgoing =
      url.protocol === "https:"
        ? https.request(url, { ...options, ...(ca === undefined ? {} : { ca }) })
        : http.request(url, options);
    outgoing.once("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function unpacked(response: IncomingMessage): Readable {
  const unpack = { gzip: zlib.createGunzip, deflate: zlib.createInflate, br: zlib.createBrotliDecompress }[
    response.headers["content-encoding"]?.toLowerCase() ?? ""
  ];
  if (unpack === undefined) return response;
  const plain = unpack();
  response.on("error", (error) => plain.destroy(error));
  plain.once("close", () => response.destroy());
  return response.pipe(plain);
}

/** Retry-After is a number of seconds or a date. */
function secondsOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return busyForS;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const untilMs = Date.parse(retryAfter);
  return Number.isNaN(untilMs) ? busyForS : Math.max(1, Math.ceil((untilMs - Date.now()) / 1_000));
}

/** An account in the address goes into the header it stands for. */
function withoutAccount(url: URL, given: Record<string, string>): { url: URL; headers: Record<string, string> } {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  if (url.username === "" && url.password === "") return { url, headers };
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  const authorization = basic(decodeURIComponent(url.username), decodeURIComponent(url.password));
  return { url: plain, headers: { authorization, ...headers } };
}

export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/**
 * The whole body, if it is not larger than the limit; of a larger one no more is ever held, and the connection is ended.
 * @throws CodedError source.too-large, source.unreachable when it breaks off
 */
export async function readBounded(answer: HttpAnswer, host: string, limitBytes: number): Promise<Buffer> {
  const tooLarge = () => new CodedError("source.too-large", { host, limitMb: limitBytes / 1e6 });
  const { body } = answer;
  if (Number(answer.headers["content-length"] ?? 0) > limitBytes) {
    body.on("error", () => {}).destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Leaving the loop by a throw destroys the stream and with it the connection.
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw connectionError(host, error);
  }
  return Buffer.concat(chunks, bytes);
}
