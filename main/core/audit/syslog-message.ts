import type { AuditEntry } from "#contract/audit/entry.ts";
import { cutDeed, type SealedEntry } from "./chain.ts";

/** Log audit (RFC 5424, 6.2.1). */
const facility = 13;
const severity = { critical: 2, warning: 4, notice: 5 } as const;
/** Servers should take so many bytes (RFC 5425, 4.3.1); of what is longer, before and after are cut. */
const mostBytes = 8_192;

type Body = Omit<AuditEntry, "number">;

function severityOf({ deed, outcome }: Body): number {
  if (deed === cutDeed) return severity.critical;
  return outcome === "done" ? severity.notice : severity.warning;
}

/**
 * An entry as a syslog message (RFC 5424): its number as sequenceId of the element `meta`, what it says as JSON with number and seal, so that
 * the server's copy can be compared with the trail.
 * @param host as this machine calls itself
 */
export function syslogMessage({ number, body, seal }: SealedEntry, host: string): Buffer {
  const entry = JSON.parse(body) as Body;
  const head = `<${facility * 8 + severityOf(entry)}>1 ${new Date(entry.atMs).toISOString()} ${nameOf(host)} ioc-wall - audit`;
  const messageOf = (told: object) =>
    Buffer.from(`${head} [meta sequenceId="${number}"] \uFEFF${JSON.stringify({ number, seal, ...told })}`);
  const whole = messageOf(entry);
  if (whole.length <= mostBytes) return whole;
  const { before, after, ...rest } = entry;
  const isShortened = true;
  // In JSON a letter has six bytes at most.
  const room = Math.floor((mostBytes - messageOf({ ...rest, before: "", after: "", isShortened }).length) / 12);
  const short = (text: string | null) => text?.slice(0, Math.max(0, room)) ?? null;
  return messageOf({ ...rest, before: short(before), after: short(after), isShortened });
}

/** Octet counting (RFC 5425, 4.3). */
export const framed = (message: Buffer): Buffer => Buffer.concat([Buffer.from(`${message.length} `), message]);

/** HOSTNAME: printable ASCII without spaces. */
const nameOf = (host: string): string => host.replace(/[^!-~]/g, "").slice(0, 255) || "-";
