import { CodedError } from "#contract/errors.ts";
import { hostOf, unreachable } from "../network-failure.ts";

export type JsonRequest = {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | undefined;
  /** For the whole exchange, from connecting to the last byte. */
  timeoutMs: number;
  signal: AbortSignal;
};

const maxAnswerBytes = 16_000_000;
const maxRedirects = 3;

/**
 * One exchange with a platform.
 * @returns the parsed answer
 * @throws CodedError source.unreachable, source.timeout, source.refused (401, 403, 407), source.http-status,
 *   source.redirected (to another host: our password would go there), source.too-large, source.not-json
 */
export async function requestJson(request: JsonRequest): Promise<unknown> {
  const host = hostOf(request.url);
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = AbortSignal.any([timeout, request.signal]);
  try {
    const response = await follow(request, signal);
    const text = await readText(response, host);
    try {
      return JSON.parse(text);
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
      throw new CodedError("source.not-json", { host, detail });
    }
  } catch (error) {
    if (timeout.aborted)
      throw new CodedError("source.timeout", { host, seconds: request.timeoutMs / 1_000 }, { cause: error });
    if (error instanceof CodedError) throw error;
    const { params } = unreachable(host, error);
    throw new CodedError("source.unreachable", params);
  }
}

async function follow(request: JsonRequest, signal: AbortSignal): Promise<Response> {
  const host = hostOf(request.url);
  let { url, headers } = withoutAccount(new URL(request.url), request.headers);
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, {
      method: request.method,
      headers: { accept: "application/json", ...headers },
      redirect: "manual",
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    if (response.ok) return response;
    await response.body?.cancel();
    const { status } = response;
    if (status === 401 || status === 403 || status === 407) throw new CodedError("source.refused", { host });
    const location = response.headers.get("location");
    if (status < 300 || status >= 400 || location === null || redirects >= maxRedirects)
      throw new CodedError("source.http-status", { host, status });
    const to = new URL(location, url);
    if (to.host !== url.host || to.protocol !== url.protocol)
      throw new CodedError("source.redirected", { host, to: to.host });
    url = to;
  }
}

/** fetch refuses addresses with an account in them; it goes into the header it stands for. */
function withoutAccount(url: URL, given: Record<string, string>): { url: URL; headers: Record<string, string> } {
  if (url.username === "" && url.password === "") return { url, headers: given };
  const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return { url: plain, headers: { authorization: `Basic ${Buffer.from(account).toString("base64")}`, ...given } };
}

async function readText(response: Response, host: string): Promise<string> {
  const tooLarge = () => new CodedError("source.too-large", { host, limitMb: maxAnswerBytes / 1e6 });
  if (Number(response.headers.get("content-length") ?? 0) > maxAnswerBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let bytes = 0;
  // Leaving the loop by a throw cancels the body, so no more than the limit is ever held.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
