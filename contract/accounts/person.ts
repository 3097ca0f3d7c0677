import { z } from "zod";
import { Scope } from "../access/scope.ts";

export const AccountId = z.uuid();
/** By which somebody signs in: as in an official mail address before the @; told apart whatever its case. */
export const AccountName = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

/** A part of `GET routes.ownRights` for people. */
export const OwnPerson = z.strictObject({
  id: AccountId,
  name: AccountName,
  fullName: z.string(),
  unit: z.string().optional(),
  scopes: z.array(Scope),
});
