import { z } from "zod";
import { Id } from "../entities/text.ts";
import { Day, EpochMs } from "../entities/time.ts";

/**
 * How far a document is at the organisation that it was sent to, as QCVN 102:2016 numbers it: 01 arrived · 02 refused · 03 received ·
 * 04 assigned · 05 in work · 06 done · 13 recalled by its sender.
 */
export const documentStates = ["01", "02", "03", "04", "05", "06", "13"] as const;
export const DocumentState = z.enum(documentStates);
export type DocumentState = z.infer<typeof DocumentState>;

/** Nobody has anything to do with it any more. */
export const closedStates: readonly DocumentState[] = ["02", "06", "13"];
export const openStates: readonly DocumentState[] = ["01", "03", "04", "05"];

/** The code of an organisation in the exchange of e-documents: `H37.12`, in older systems `000.00.12.H37`. */
export const OrganCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);

/** Systems write the same code in small and large letters. */
export const organKey = (code: string): string => code.trim().toUpperCase();

/** By which all messages about a document know it. */
export const DocumentId = z.string().trim().min(1).max(200);

/**
 * One message about a document. Whatever else it holds (subject, content, attachments, who signed it and who deals with it) is
 * dropped where it is read and reaches nothing behind it.
 */
export const DocumentMessage = z.discriminatedUnion("kind", [
  z.object({
    /** Sent, changed by its sender, or taken back by him. */
    kind: z.enum(["sent", "recalled"]),
    id: DocumentId,
    from: OrganCode,
    to: z.array(OrganCode).min(1).max(500),
    /** Number and notation, "123/UBND-KT". */
    code: z.string().trim().max(100).nullable(),
    dueOn: Day.nullable(),
    atMs: EpochMs,
  }),
  z.object({
    /** The organisation it was sent to says how far it is. */
    kind: z.literal("state"),
    id: DocumentId,
    organ: OrganCode,
    /** Who had sent the document; null: the message does not say. */
    sender: OrganCode.nullable(),
    state: DocumentState,
    atMs: EpochMs,
  }),
]);
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** A document at one organisation that it was sent to, put together from all messages about it. */
export type DocumentAtOrgan = {
  source: string;
  id: string;
  organ: string;
  /** What the sender says; null as long as only states have come. */
  sender: string | null;
  code: string | null;
  dueOn: string | null;
  /** When the sender last said it; null: never yet. */
  saidAtMs: number | null;
  /** The earliest moment that any message has of it. */
  arrivedAtMs: number;
  state: DocumentState;
  stateAtMs: number;
};

/** Organisations of the site by their codes: what a source of documents says of itself. */
export const Organs = z.record(OrganCode, Id);
