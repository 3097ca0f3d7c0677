import type { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { Failure } from "#contract/http.ts";
import { asError, type Running } from "./running.ts";

type Call = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** A Blob is sent as its bytes, with its type where it has one; anything else as JSON. */
  body?: unknown;
  withinMs?: number;
};

const answerWithinMs = 30_000;
const blobType = "application/octet-stream";

/** @throws CodedError wall.not-answering, wall.answer-late, or what the core answered */
async function call(
  running: Running,
  path: string,
  { method = "GET", body, withinMs = answerWithinMs }: Call,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${running.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${running.adminToken}`,
        ...(body === undefined
          ? {}
          : { "content-type": body instanceof Blob ? body.type || blobType : "application/json" }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(withinMs),
    });
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw new CodedError("wall.answer-late", { origin: running.origin, seconds: Math.round(withinMs / 1_000) });
    throw notAnswering(running, error);
  }
  if (response.ok) return response;
  const failure = Failure.safeParse(await response.json().catch(() => undefined));
  throw failure.success ? asError(failure.data) : notAnswering(running, `HTTP ${response.status}`);
}

/** The parsed answer. @throws CodedError as `call` */
export async function ask<T extends z.ZodType>(
  running: Running,
  path: string,
  schema: T,
  options: Call = {},
): Promise<z.output<T>> {
  const response = await call(running, path, options);
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw notAnswering(running, parsed.error.issues[0]?.path.join(".") ?? "?");
}

/** Where there is nothing to answer but that it was done. @throws CodedError as `call` */
export async function tell(running: Running, path: string, options: Call): Promise<void> {
  await call(running, path, options);
}

/** @throws CodedError as `call` */
export async function fetchBytes(running: Running, path: string, options: Call = {}): Promise<Buffer> {
  const response = await call(running, path, options);
  return Buffer.from(await response.arrayBuffer());
}

/** The address that asks for the past; the same where there is no moment. @param atMs epoch ms */
export const asOf = (route: string, atMs: number | undefined): string =>
  atMs === undefined ? route : `${route}${route.includes("?") ? "&" : "?"}asOfMs=${atMs}`;

function notAnswering({ origin }: Running, error: unknown): CodedError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.message) : String(cause);
  return new CodedError("wall.not-answering", { origin, detail }, { cause: error });
}
