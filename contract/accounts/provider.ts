import { z } from "zod";
import { Address } from "../entities/address.ts";
import { Id } from "../entities/text.ts";

export const mostProviders = 8;

/**
 * Where people sign in once for several programs, by OpenID Connect: `accounts.providers` of the profile. Asked with the authorization code
 * and PKCE (RFC 7636). Nobody gets an account by it: it is known to whom of the accounts here somebody there belongs, or he is refused.
 */
export const SignOnProvider = z.strictObject({
  id: Id,
  /** As the button calls it. */
  name: z.string().min(1).max(100),
  /** The issuer: its description is asked for at /.well-known/openid-configuration behind it. */
  issuer: Address.regex(/^https?:\/\//),
  client: z.string().min(1).max(200),
  /** Of the client; a reference to a secret. Absent: a public client. */
  secret: Address.regex(/^\$\{secret\.[^}]+\}$/).optional(),
  /** PEM of the only authorities to trust, as for sources; absent: those of the system. */
  ca: Address.optional(),
  scope: z.string().min(1).max(500).default("openid profile"),
  claims: z
    .strictObject({
      /** A citizen's number, kept as a keyed hash alone, by which administrators may say whose an account is. */
      identityNumber: z.string().min(1).max(100).optional(),
    })
    .prefault({}),
  /** What it asks of people is two factors: none is asked for here besides. */
  hasSecondFactor: z.boolean().default(false),
});
export type SignOnProvider = z.infer<typeof SignOnProvider>;

/** A citizen's number, of 12 figures (Luật Căn cước 26/2023/QH15). */
export const IdentityNumber = z.string().regex(/^[0-9]{12}$/);
/** `PUT routes.accountIdentity(ID)`, by administrators: whose number it is. Answered by nothing, and told by nobody again. */
export const GivenIdentityNumber = z.strictObject({ number: IdentityNumber });
