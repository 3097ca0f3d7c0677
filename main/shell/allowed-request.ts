import type { AllowedPage } from "#contract/entities/web-page.ts";
import { parsedUrl } from "./compat.ts";

/** Whether two addresses are one, however they are written. */
export const isSameAddress = (one: string, other: string): boolean => {
  const href = parsedUrl(one)?.href;
  return href !== undefined && href === parsedUrl(other)?.href;
};

/** @param address of a request. Data that is in the page already leaves the machine no more than the page did */
export function isAllowed(page: Pick<AllowedPage, "origins"> | undefined, address: string): boolean {
  const url = parsedUrl(address);
  if (page === undefined || url === undefined) return false;
  if (url.protocol === "data:" || url.protocol === "blob:") return true;
  const scheme = { "http:": "http:", "https:": "https:", "ws:": "http:", "wss:": "https:" }[url.protocol];
  return scheme !== undefined && page.origins.includes(`${scheme}//${url.host}`);
}
