import type { z } from "zod";
import { Failure } from "#contract/answers.ts";
import { CodedError } from "#contract/errors.ts";
import { JoinedSite, type JoinRequest } from "#contract/joining.ts";
import { liveProtocol } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";

const withinMs = 15_000;
/** How OpenSSL says that a certificate is not one to be trusted, or not for this name. */
const untrusted = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_)/;
/** What is asked for again before long anyway. */
const toldWithinMs = 10_000;

/** The first machine as a joined one asks it. */
export type FirstMachine = { first: URL; token(): Promise<string | undefined> };

/** @throws CodedError join.bad-address */
export function firstMachineOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain =
    url !== undefined &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.pathname === "/" &&
    url.search + url.hash + url.username + url.password === "";
  // What stands behind a wrong address may be a token.
  if (!isPlain) throw new CodedError("join.bad-address", { address: url?.host || address.slice(0, 40) });
  return url;
}

/**
 * Asks the first machine to be taken into its wall.
 * @throws CodedError join.refused, join.other-version, join.unreachable, join.not-a-wall, join.no-room, join.not-yet
 */
export async function askToJoin(
  first: URL,
  token: string,
  machine: Omit<JoinRequest, "protocol">,
): Promise<JoinedSite> {
  const { host } = first;
  const body: JoinRequest = { ...machine, protocol: liveProtocol };
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(new URL(routes.machines, first), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      // A redirect might lead our token to another host.
      redirect: "error",
      signal: AbortSignal.timeout(withinMs),
    });
    text = await answer.text();
  } catch (error) {
    throw unreachable(host, error);
  }
  const json = parseJson(text);
  if (!answer.ok) throw refusal(host, answer.status, json);
  return understood(host, JoinedSite, json);
}

/**
 * What the first machine tells one that has joined.
 * @param where path and query
 * @throws CodedError join.cut while it cannot be heard; join.refused or join.not-a-wall where it answers something else
 */
export async function askFirst<Answer>(
  { first, token }: FirstMachine,
  where: string,
  schema: z.ZodType<Answer>,
  ending?: AbortSignal,
): Promise<Answer> {
  const { host } = first;
  const late = AbortSignal.timeout(toldWithinMs);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(new URL(where, first), {
      headers: { authorization: `Bearer ${(await token()) ?? ""}` },
      redirect: "error",
      signal: ending ? AbortSignal.any([ending, late]) : late,
    });
    text = await answer.text();
  } catch (error) {
    throw new CodedError("join.cut", { host }, { cause: error });
  }
  // It has no answer for now, or what stands before it cannot hear it either.
  if (answer.status === 429 || answer.status >= 500) throw new CodedError("join.cut", { host });
  const json = parseJson(text);
  if (!answer.ok) throw refusal(host, answer.status, json);
  return understood(host, schema, json);
}

/** Why the first machine did not do what it was asked, by the answer it gave. */
function refusal(host: string, status: number, json: unknown): CodedError {
  if (status === 401 || status === 403) return new CodedError("join.refused", { host });
  const { code, params = {} }: Partial<z.infer<typeof Failure>> = Failure.safeParse(json).data ?? {};
  switch (code) {
    case "join.other-version":
      return new CodedError("join.other-version", { own: liveProtocol, theirs: params.theirs ?? "?" });
    case "join.no-room":
    case "join.not-yet":
    case "join.itself":
      return new CodedError(code, params);
    default:
      return new CodedError("join.not-a-wall", { host, detail: code || `HTTP ${status}` });
  }
}

/** @throws CodedError join.not-a-wall */
function understood<Answer>(host: string, schema: z.ZodType<Answer>, json: unknown): Answer {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CodedError("join.not-a-wall", { host, detail: parsed.error.issues[0]?.path.join(".") || "JSON" });
}

/** Only the system's code of an error: messages of libraries may hold more than is to be told. */
export function unreachable(host: string, error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const { cause = error } = error as { cause?: unknown };
  const { code, name } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code !== undefined && untrusted.test(code))
    return new CodedError("join.untrusted", { host, detail: code }, { cause: error });
  return new CodedError("join.unreachable", { host, detail: code ?? name ?? "?" }, { cause: error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
