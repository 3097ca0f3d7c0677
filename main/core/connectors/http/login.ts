import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { RestSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { isReadOnTheWay } from "../../outbound/clear-text.ts";
import { basic } from "../../outbound/exchange.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import type { ConnectorContext } from "../connector.ts";
import { createTokens } from "./oauth.ts";

type LoginContext = Pick<ConnectorContext, "resolve" | "conceal" | "now">;
type LoginConfig = Pick<RestSource, "url" | "headers" | "bearer" | "basic" | "oauth" | "ca">;

export type Login = {
  /**
   * Asks with the headers that say who we are, references filled in. When the platform no longer takes an access token (401),
   * it is asked once more with a new one.
   * @throws CodedError secret.missing, source.basic-in-clear, what the token server says, and what `ask` throws
   */
  ask<T>(signal: AbortSignal, ask: (headers: Record<string, string>) => Promise<T>): Promise<T>;
};

/** How a source says who it is over HTTP. */
export function createLogin(config: LoginConfig, context: LoginContext): Login {
  const { oauth } = config;
  const ca = () => pemOf(oauth?.ca ?? config.ca, context);
  const tokens = oauth === undefined ? undefined : createTokens(oauth, ca, context);
  const headersOf = async (signal: AbortSignal): Promise<Record<string, string>> => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(config.headers))
      headers[name.toLowerCase()] = await context.resolve(value);
    if (config.bearer !== undefined) headers.authorization = `Bearer ${await context.resolve(config.bearer)}`;
    if (config.basic !== undefined) {
      const url = await context.resolve(config.url);
      if (!config.basic.overPlainHttp && isReadOnTheWay(url))
        throw new CodedError("source.basic-in-clear", { host: hostOf(url) });
      const authorization = basic(config.basic.username, await context.resolve(config.basic.password));
      context.conceal(authorization.slice("Basic ".length));
      headers.authorization = authorization;
    }
    if (tokens !== undefined) headers.authorization = `Bearer ${await tokens.current(signal)}`;
    return headers;
  };
  return {
    async ask(signal, ask) {
      try {
        return await ask(await headersOf(signal));
      } catch (error) {
        if (tokens === undefined || !isUnauthorized(error)) throw error;
        tokens.drop();
        return ask(await headersOf(signal));
      }
    },
  };
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof CodedError && error.code === "source.refused" && error.params.status === 401;

/** The text of a PEM file that the profile names. Rejects with `source.certificate-file`. */
export async function pemOf(
  file: string | undefined,
  context: Pick<ConnectorContext, "resolve">,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const path = await context.resolve(file);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? "?";
    throw new CodedError("source.certificate-file", { file: basename(path), detail }, { cause: error });
  }
}
