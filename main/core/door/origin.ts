import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import os from "node:os";
import { doorOf } from "./door.ts";

type Raw = Pick<IncomingMessage, "headers" | "socket"> & IncomingMessage;

/** The name in a Host header, in lower case and without brackets; undefined where there is none that can be read. */
export function nameIn(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

/**
 * A page of a foreign site that points its own name at this machine (DNS rebinding) is told from ours by the name it asks for. An
 * address cannot be rebound, so those pass inside. The door to the outside is called by its public name or those of its
 * certificate, and answers to nothing else.
 * @param configured the profile's `host` of this door
 */
export function isOwnHost(request: Raw, configured: string): boolean {
  const name = nameIn(request.headers.host);
  if (name === undefined) return false;
  const door = doorOf(request);
  if (name === door.publicUrl?.hostname || door.names().some((one) => isCalled(name, one))) return true;
  if (name === configured.toLowerCase()) return true;
  const isStrict = door.name === "outside" && (door.publicUrl !== undefined || door.names().length > 0);
  if (isStrict) return false;
  return isIP(name) !== 0 || name === "localhost" || name === os.hostname().toLowerCase();
}

/** As certificates mean it: a star stands for one whole label, the first. */
export function isCalled(name: string, certified: string): boolean {
  const own = certified.toLowerCase();
  return own.startsWith("*.") ? name.split(".").slice(1).join(".") === own.slice(2) : name === own;
}

/** Whether it has come by way of what stands before this door, by the name that people use there. */
export const isByPublicUrl = (request: Raw): boolean => {
  const { publicUrl } = doorOf(request);
  return publicUrl !== undefined && nameIn(request.headers.host) === publicUrl.hostname;
};

const isEncrypted = ({ socket }: Raw): boolean => "encrypted" in socket && socket.encrypted === true;

/** Whether nobody on the way to the browser can read it: cookies are for such ways alone, then. */
export const isSecure = (request: Raw): boolean => isEncrypted(request) || isByPublicUrl(request);

/** Whether the page that asks is one of ours. Without TLS before this door it is not known which of both people see. */
export function isSameOrigin(request: Raw): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  if (isEncrypted(request) && origin === `https://${host}`) return true;
  if (isByPublicUrl(request)) return origin === doorOf(request).publicUrl?.origin;
  return !isEncrypted(request) && (origin === `http://${host}` || origin === `https://${host}`);
}

/** Where the page's own line leads, for older browsers that do not take 'self' for a WebSocket. */
export function lineOrigin(request: Raw): string {
  if (isByPublicUrl(request)) return `wss://${doorOf(request).publicUrl?.host}`;
  return `${isEncrypted(request) ? "wss" : "ws"}://${request.headers.host}`;
}

/** A year, as browsers that were here once then never try without TLS; not for names that all machines have. */
const strictTransport = "max-age=31536000";

/** The value of Strict-Transport-Security; undefined where none is to be sent. */
export function strictTransportOf(request: Raw): string | undefined {
  const name = nameIn(request.headers.host) ?? "";
  return isSecure(request) && name !== "localhost" && isIP(name) === 0 ? strictTransport : undefined;
}
