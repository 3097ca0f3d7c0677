import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { EpochMs } from "../entities/time.ts";

export const CertificateView = z.strictObject({
  by: z.enum(["files", "own-ca"]),
  /** What it is good for, at most as many as are shown. */
  names: z.array(z.string().max(300)).max(100),
  notAfterMs: EpochMs,
  /** SHA-256, as browsers show it. */
  fingerprint: z.string().max(100),
});
export type CertificateView = z.infer<typeof CertificateView>;

/** One listener. inner: this machine's own, and everybody's where there is no TLS · public: with TLS · outside: for those outside of the room. */
export const DoorView = z.strictObject({
  name: z.enum(["inner", "public", "outside"]),
  /** Where it listens; people's own address is another behind a proxy. */
  origin: z.string().max(300),
  publicUrl: z.string().max(300).optional(),
  /** Absent: no TLS of its own, or none that can be used, which `notes` say. */
  certificate: CertificateView.optional(),
});
export type DoorView = z.infer<typeof DoorView>;

/** A fault wants somebody; the rest is to be known. */
export const DoorNote = z.strictObject({ reason: CodedMessage, isFault: z.boolean() });
export type DoorNote = z.infer<typeof DoorNote>;

export const DoorsView = z.strictObject({ doors: z.array(DoorView).max(3), notes: z.array(DoorNote).max(20) });
export type DoorsView = z.infer<typeof DoorsView>;
