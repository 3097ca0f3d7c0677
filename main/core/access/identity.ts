import type { Grant } from "#contract/access/scope.ts";
import { wholeProvince } from "#contract/access/scope.ts";
import { type AnyRole, type HeldGrant, mayAnywhere, type Right } from "./rights.ts";

/** A person who has signed in. */
export type IdentityAccount = {
  id: string;
  /** By which he signs in. */
  name: string;
  fullName: string;
  /** Where he belongs, whatever he may: a unit or a place of kind commune; absent: the province's. */
  unit?: string;
};

/** Who speaks. */
export type Identity = {
  /** The one that reaches farthest, by which deeds are written down. */
  role: AnyRole;
  /** All that he is. Of tokens one, for the whole province. */
  grants: readonly HeldGrant[];
  /** null for tokens of this run, which are stored nowhere, and for accounts. */
  tokenId: number | null;
  /** Those a token of role ingest is good for. */
  sources?: readonly string[];
  account?: IdentityAccount;
  /** The account's session, so that it can be ended. */
  sessionId?: string;
};

/** Whoever holds a token of this role. */
export const identityOfRole = (role: AnyRole, tokenId: number | null, sources?: readonly string[]): Identity => ({
  ...{ role, tokenId, grants: [{ role, scope: wholeProvince }] },
  ...(sources === undefined ? {} : { sources }),
});

/** The order in which deeds are written down: the first that somebody is. */
const farthest = ["admin", "operator", "leader", "officer", "viewer"] as const;

/** The role by which the deeds of somebody with these grants are written down. */
export const roleOfGrants = (grants: readonly Grant[]): AnyRole =>
  farthest.find((one) => grants.some((grant) => grant.role === one)) ?? "viewer";

/** @param grants at least one */
export function identityOfAccount(account: IdentityAccount, sessionId: string, grants: readonly Grant[]): Identity {
  return { role: roleOfGrants(grants), grants, tokenId: null, account, sessionId };
}

/** Whether somebody may do something at all, for the whole province or for what is his own: `reach.ts` says which. */
export const may = (identity: Identity | undefined, right: Right): boolean =>
  // A token is nobody's own.
  (right !== "own-account" || identity?.account !== undefined) &&
  (identity?.grants.some((grant) => mayAnywhere(grant, right)) ?? false);

/** Whether somebody may hand in what a source would have told. */
export const mayHandIn = (identity: Identity, source: string): boolean =>
  may(identity, "ingest") && (identity.role !== "ingest" || identity.sources?.includes(source) === true);
