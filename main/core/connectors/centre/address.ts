import type { CentreSource } from "#contract/entities/source-config.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import type { ConnectorContext } from "../connector.ts";
import { pemOf } from "../http/login.ts";

/** How a centre is reached, with all references filled in. */
export type CentreAddress = { base: URL; host: string; token: string; ca: string | undefined };

/** Looked up for each line anew, so that a token set meanwhile is found. Rejects with secret.missing, source.certificate-file. */
export async function addressOf(
  config: Pick<CentreSource, "url" | "token" | "ca">,
  context: Pick<ConnectorContext, "resolve" | "conceal">,
): Promise<CentreAddress> {
  const url = await context.resolve(config.url);
  const token = await context.resolve(config.token);
  context.conceal(token);
  // A centre may stand behind a path of a proxy.
  const base = new URL(url.endsWith("/") ? url : `${url}/`);
  base.username = "";
  base.password = "";
  base.search = "";
  return { base, host: hostOf(url), token, ca: await pemOf(config.ca, context) };
}

/** @param route of contract/routes.ts, such as /api/feed */
export const urlOf = ({ base }: CentreAddress, route: string): URL => new URL(route.slice(1), base);
