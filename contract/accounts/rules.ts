import { z } from "zod";
import { AccountRole } from "../access/role.ts";
import { Span } from "../entities/time.ts";
import { mostProviders, SignOnProvider } from "./provider.ts";

/**
 * What a site asks of its people; `accounts` of the profile. As it is without a word: TCVN 14423:2026, level 3. Spans are parsed to
 * milliseconds.
 */
export const AccountRules = z.strictObject({
  /** Whoever is one of these has to have a second factor. */
  secondFactor: z.array(AccountRole).max(AccountRole.options.length).default(["admin"]),
  /** A session is locked after so long without anything being done: the shortest that holds for it. */
  lockAfter: z
    .strictObject({
      /** Of whoever is an administrator. */
      admin: Span.prefault("5m"),
      phone: Span.prefault("5m"),
      /** Of operators at a computer, whose desk is watched more than it is used. */
      operator: Span.prefault("15m"),
      other: Span.prefault("15m"),
    })
    .prefault({}),
  /** Then one signs in anew, whatever was done. At a computer: a shift and its hand-over. */
  sessionLasts: z.strictObject({ computer: Span.prefault("14h"), phone: Span.prefault("30d") }).prefault({}),
  /** Not signed in with for so long: until an administrator lets it in again. */
  unusedAfter: Span.prefault("45d"),
  /** Then it has to be another one; absent, of others than administrators: never. */
  passwordLasts: z.strictObject({ admin: Span.prefault("60d"), other: Span.optional() }).prefault({}),
  /** Single sign-on. */
  providers: z.array(SignOnProvider).max(mostProviders).default([]),
});
export type AccountRules = z.infer<typeof AccountRules>;
