import { z } from "zod";
import { Id } from "../entities/text.ts";

/** `PUT /api/secrets/NAME`. What was set never comes out again: only the names are listed. */
export const NewSecret = z.strictObject({ value: z.string().min(1).max(4_000) });
/** `POST routes.secretBinding`: who may send a secret from now on, and to which hosts. */
export const SecretBound = z.strictObject({
  name: Id,
  bound: z.array(z.strictObject({ user: z.string(), hosts: z.string() })),
});
export const SecretList = z.strictObject({ names: z.array(Id) });
