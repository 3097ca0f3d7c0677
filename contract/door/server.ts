import { z } from "zod";
import { Address } from "../entities/address.ts";
import { breaks, wanted } from "../mistake-params.ts";

/** 0: a free one. */
const Port = z.int().min(0).max(65_535);

/** A name or an address by which a certificate is good. */
const CertifiedName = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|[0-9a-f:]+:[0-9a-f:.]*)$/)
  .meta(wanted("certified-name"));

/** HTTPS by the core itself: from two files, or from an authority of the site that it makes. */
const tlsForm = {
  /** PEM, with the chain below it. ${profile}, ${data} and ${credentials} (systemd's folder) stand for folders. */
  certificate: Address.optional(),
  /** PEM, without a passphrase. */
  key: Address.optional(),
  ownCa: z.literal(true).optional(),
  /** Of the authority's certificate: what people write into the address bar. Absent: the machine's own names and addresses. */
  names: z.array(CertifiedName).max(20).optional(),
};
type TlsForm = { certificate?: unknown; key?: unknown; ownCa?: unknown; names?: unknown };
const isOneOfBoth = ({ certificate, key, ownCa, names }: TlsForm): boolean =>
  ownCa === undefined
    ? certificate !== undefined && key !== undefined && names === undefined
    : certificate === undefined && key === undefined;
const oneOfBoth = breaks("mistake.tls-files-or-ca");

const Tls = z.strictObject(tlsForm).refine(isOneOfBoth, oneOfBoth);
export type Tls = z.infer<typeof Tls>;

/** "https://tuong.example.vn": what people write into the address bar where something with TLS stands before the core. */
const PublicUrl = z
  .string()
  .max(300)
  .regex(/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?$/)
  .meta(wanted("https-origin"));

/** Addresses, or networks such as 10.1.0.0/16. */
const Network = z
  .string()
  .max(50)
  .regex(/^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)(?:\/[0-9]{1,3})?$/)
  .meta(wanted("network"));

export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/**
 * A second listener, for people outside of the room: with fewer routes (main/core/door/outside-routes.ts), the same rights, and no
 * administration whatever the rights are.
 */
const Outside = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: Port,
    tls: Tls.optional(),
    publicUrl: PublicUrl.optional(),
    plainHttp: z.literal(true).optional(),
    /** What machines and platforms may do from outside too; each with its token, as ever. */
    also: z
      .array(z.enum(["ingest", "mirror", "machines"]))
      .max(3)
      .default([]),
  })
  .refine(
    ({ host, tls, publicUrl, plainHttp }) =>
      tls !== undefined || plainHttp === true || (publicUrl !== undefined && isLoopback(host)),
    breaks("mistake.outside-plain"),
  );

/** RFC 9116: whom those tell who have found a hole. */
const Security = z.strictObject({
  contact: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^(?:mailto:\S+@\S+|https:\/\/\S+|tel:\+?[0-9-]+)$/)
        .meta(wanted("contact-url")),
    )
    .min(1)
    .max(5),
  /** Absent: a little less than a year from the moment it is asked for. */
  expires: z.iso.date().meta(wanted("day")).optional(),
  policy: z
    .string()
    .max(300)
    .regex(/^https:\/\/\S+$/)
    .meta(wanted("https-url"))
    .optional(),
});

export const defaultTlsPort = 7_443;

/** Where the core listens, and for whom. */
export const ServerConfig = z.strictObject({
  /** With `tls` the door's alone: this machine's own programs go on over plain HTTP on its loopback. */
  host: z.string().min(1),
  tls: z
    .strictObject({ ...tlsForm, port: Port.default(defaultTlsPort) })
    .refine(isOneOfBoth, oneOfBoth)
    .optional(),
  publicUrl: PublicUrl.optional(),
  /** Those whose X-Forwarded-For and X-Forwarded-Proto are believed. Without them nobody's are. */
  trustedProxies: z.array(Network).max(20).default([]),
  /** In as many words: beyond this machine without TLS. Anybody on the way reads and changes what passes. */
  plainHttp: z.literal(true).optional(),
  outside: Outside.optional(),
  security: Security.optional(),
});
export type ServerConfig = z.infer<typeof ServerConfig>;
