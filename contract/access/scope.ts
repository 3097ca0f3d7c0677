import { z } from "zod";
import { Id } from "../entities/text.ts";
import { AccountRole } from "./role.ts";

/** How far a role reaches: the whole province, what a unit answers for (`units` of the profile), or one commune (a place of it). */
export const Scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("province") }),
  z.strictObject({ kind: z.literal("unit"), unit: Id }),
  z.strictObject({ kind: z.literal("commune"), place: Id }),
]);
export type Scope = z.infer<typeof Scope>;
export type ScopeKind = Scope["kind"];

export const wholeProvince: Scope = { kind: "province" };

/** A role and how far it reaches. */
export const Grant = z.strictObject({ role: AccountRole, scope: Scope });
export type Grant = z.infer<typeof Grant>;
export const mostGrants = 8;
