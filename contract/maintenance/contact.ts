import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { wanted } from "../mistake-params.ts";

/** Whom to call about something. A person's number: told to those who run the wall, never to the wall itself or to viewers. */
export const Contact = z.strictObject({
  name: z.string().min(1).max(100),
  /** As it is dialled. */
  phone: z
    .string()
    .regex(/^[+(]?[0-9][0-9 ().\-/]{2,29}$/)
    .meta(wanted("phone"))
    .optional(),
  note: z.string().max(200).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** An office that answers for sources, cameras or indicators. Its id stays when it is renamed. */
export const Unit = z.strictObject({
  id: Id,
  name: Words,
  contact: Contact.optional(),
  /** The place whose figures are its own: a commune, or the place of kind office that it is. */
  place: Id.optional(),
  /** The unit that it became part of: what named it belongs to that one from then on. */
  into: Id.optional(),
});
export type Unit = z.infer<typeof Unit>;

/** What sources, cameras and indicators say of it: their own contact stands before the unit's. */
export const answeredBy = { contact: Contact.optional(), unit: Id.optional() };

const Told = z.strictObject({
  /** Absent: there is a unit and nobody to call. */
  contact: Contact.optional(),
  unit: Words.optional(),
});
export type ToldContact = z.infer<typeof Told>;

/** `GET /api/contacts`: by id, of all that has a contact or a unit. */
export const Contacts = z.strictObject({
  sources: z.record(z.string(), Told),
  cameras: z.record(z.string(), Told),
  indicators: z.record(z.string(), Told),
});
export type Contacts = z.infer<typeof Contacts>;
