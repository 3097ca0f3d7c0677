import type { CodedMessage } from "#contract/errors.ts";

/** Chromium's net errors: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const aborted = -3;
const blockedByClient = -20;
const timedOut = new Set([-7, -118]);
const isCertificate = (code: number) => code <= -200 && code > -300;

/**
 * Why a page was not loaded, for people.
 * @param address what was being loaded
 * @param host the page's own, where the address says nothing
 * @returns undefined where it has only gone on to something else
 */
export function failureOf(code: number, detail: string, address: string, host: string): CodedMessage | undefined {
  if (code === aborted) return undefined;
  const there = hostOf(address) || host;
  if (code === blockedByClient) return { code: "web-page.forbidden", params: { host: there } };
  if (isCertificate(code)) return { code: "web-page.certificate", params: { host: there, detail } };
  return { code: "web-page.unreachable", params: { host: there, detail: timedOut.has(code) ? "time-out" : detail } };
}

/** Why a load ended without a word. @param target what it had been led to @param host the page's own */
export function stoppedAt(target: string, host: string): CodedMessage {
  const there = hostOf(target) || host;
  return there === host
    ? { code: "web-page.unreachable", params: { host, detail: "ERR_ABORTED" } }
    : { code: "web-page.forbidden", params: { host: there } };
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
