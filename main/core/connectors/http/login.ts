import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { RestSource } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import type { ConnectorContext } from "../connector.ts";
import { basic } from "./exchange.ts";

type Resolve = Pick<ConnectorContext, "resolve" | "conceal">;
export type Login = Pick<RestSource, "headers" | "bearer" | "basic" | "ca">;

/** The headers a source is asked with, references filled in. Rejects with `secret.missing`. */
export async function headersOf(login: Login, context: Resolve): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(login.headers)) headers[name.toLowerCase()] = await context.resolve(value);
  if (login.bearer !== undefined) headers.authorization = `Bearer ${await context.resolve(login.bearer)}`;
  if (login.basic !== undefined) {
    const authorization = basic(login.basic.username, await context.resolve(login.basic.password));
    context.conceal(authorization.slice("Basic ".length));
    headers.authorization = authorization;
  }
  return headers;
}

/** The text of a PEM file that the profile names. Rejects with `source.certificate-file`. */
export async function pemOf(file: string | undefined, context: Pick<Resolve, "resolve">): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const path = await context.resolve(file);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? "?";
    throw new CodedError("source.certificate-file", { file: basename(path), detail }, { cause: error });
  }
}
