import { isIP } from "node:net";

/** By which name passkeys of this site are made, and the origins of the pages that may ask for them. */
export type RelyingParty = { id: string; origins: readonly string[] };

/**
 * Browsers make passkeys for a name, over TLS, or for localhost itself: never for an address such as 10.0.0.5, and never over plain HTTP
 * (W3C Web Authentication level 3, section 5.1.3).
 * @param publicUrl under which the site is known outside; absent: it has no name
 * @param host of the request: whoever came by another name than the site's has a page that a passkey of the site cannot be asked from
 * @returns undefined where passkeys are not possible
 */
export function relyingPartyOf(publicUrl: string | undefined, host: string | undefined): RelyingParty | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const asked = new URL(`http://${host}`);
  if (asked.hostname === "localhost") return { id: "localhost", origins: [`http://${host}`, `https://${host}`] };
  if (publicUrl === undefined || !URL.canParse(publicUrl)) return undefined;
  const site = new URL(publicUrl);
  if (site.protocol !== "https:" || isIP(site.hostname.replace(/^\[|\]$/g, "")) !== 0) return undefined;
  return asked.hostname === site.hostname ? { id: site.hostname, origins: [site.origin] } : undefined;
}
