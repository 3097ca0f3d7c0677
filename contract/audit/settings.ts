import { z } from "zod";
import { Address } from "../entities/address.ts";
import { wanted } from "../mistake-params.ts";

/** A server of the site that keeps a copy of the audit trail (RFC 5424 over TLS, RFC 5425). */
export const AuditSyslog = z.strictObject({
  /** A name or an address, without a port; its certificate has to bear it. */
  host: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/)
    .meta(wanted("host-name"))
    .max(253),
  port: z.int().min(1).max(65_535).default(6514),
  /** A PEM file of the only authorities to trust; absent: those the system trusts. */
  ca: Address.optional(),
  /** PEM files by which this core says who it is, where the server asks for that; both or none. */
  certificate: Address.optional(),
  key: Address.optional(),
});
export type AuditSyslog = z.infer<typeof AuditSyslog>;

/** How long the audit trail of a site is kept, and where a copy goes. TCVN 14423:2026, level 3, asks for three months at least. */
export const AuditSettings = z.strictObject({
  keepMonths: z.int().min(3).max(120).default(12),
  /** Beyond it the oldest go before their time; some 500 bytes each. */
  mostEntries: z.int().min(10_000).max(10_000_000).default(1_000_000),
  syslog: AuditSyslog.optional(),
});
export type AuditSettings = z.infer<typeof AuditSettings>;
