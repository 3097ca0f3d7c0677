import { z } from "zod";
import { wanted } from "../mistake-params.ts";

/** A text people read: Vietnamese is always there, English is complete where the second language is offered. */
export const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }).meta(wanted("words"));
export type Words = z.infer<typeof Words>;

export const Language = z.enum(["vi", "en"]);
export type Language = z.infer<typeof Language>;

/** Ids are typed by people, stand in addresses and file names, and never change: lower case, digits, dots, hyphens. */
export const Id = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
  .meta(wanted("id"));
