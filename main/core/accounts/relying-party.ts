import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { doorOf } from "../door/door.ts";
import { isSecure } from "../door/origin.ts";

/** By which name passkeys of this site are made, and the origins of the pages that may ask for them. */
export type RelyingParty = { id: string; origins: readonly string[] };

/** How a page has come to this core. */
type Way = {
  /** Under which the site is known where something with TLS stands before this door; absent: nothing does. */
  publicUrl: string | undefined;
  /** By which the page calls the core. */
  host: string | undefined;
  /** With TLS all the way. */
  isSecure: boolean;
};

/**
 * Browsers make passkeys for a name, over TLS, or for localhost itself: never for an address such as 10.0.0.5, and never over plain HTTP
 * (W3C Web Authentication level 3, section 5.1.3). A passkey is good at the name it was made for alone.
 * @returns undefined where passkeys are not possible
 */
export function relyingPartyOf({ publicUrl, host, isSecure }: Way): RelyingParty | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const { hostname } = new URL(`http://${host}`);
  if (hostname === "localhost") return { id: hostname, origins: [`http://${host}`, `https://${host}`] };
  if (!isSecure || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) return undefined;
  const isPublic = publicUrl !== undefined && URL.canParse(publicUrl) && new URL(publicUrl).hostname === hostname;
  return { id: hostname, origins: [isPublic ? new URL(publicUrl).origin : `https://${host}`] };
}

export const siteOf = ({ raw }: FastifyRequest): RelyingParty | undefined =>
  relyingPartyOf({ publicUrl: doorOf(raw).publicUrl?.href, host: raw.headers.host, isSecure: isSecure(raw) });
