import { z } from "zod";
import { OwnPerson } from "../accounts/person.ts";

/** `GET routes.ownRights`: what whoever asks may do, by the names of contract/right.ts; one that a page does not know is none of its own. */
export const OwnRights = z.strictObject({
  role: z.string().max(20),
  rights: z.array(z.string().max(40)).max(100),
  /** Absent: a token, no person. */
  person: OwnPerson.optional(),
});
