import type { AccountRole } from "#contract/access/role.ts";
import { type Grant, mostGrants, type ScopeKind } from "#contract/access/scope.ts";
import { type AccountDetails, AccountName, type AccountView } from "#contract/accounts/account.ts";
import { folded } from "../search/search.ts";

/** What is written down of somebody before it is sent. */
export type Draft = AccountDetails & { name: string };

export const emptyDraft: Draft = { name: "", fullName: "", title: "", phone: "", email: "", grants: [] };

export function detailsOf({ fullName, title, unit, phone, email, grants }: AccountView | Draft): AccountDetails {
  return { fullName, title, phone, email, grants, ...(unit === undefined ? {} : { unit }) };
}

/** The name that offices give: given name, then the initials of the others: "Nguyễn Thị Lan" is "lannt". */
export function suggestedName(fullName: string): string {
  const words = folded(fullName)
    .split(/\s+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ""))
    .filter((word) => word !== "");
  const given = words.at(-1) ?? "";
  return `${given}${words
    .slice(0, -1)
    .map((word) => word.charAt(0))
    .join("")}`.slice(0, 64);
}

/** Of the core's table (main/core/access/rights.ts): who looks after the software or the wall does so for all of the province. */
export const scopesOfRole = (role: AccountRole): readonly ScopeKind[] =>
  role === "admin" || role === "operator" ? ["province"] : ["province", "unit", "commune"];

export const sameScope = (one: Grant["scope"], other: Grant["scope"]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** With a role for the scope that is likely meant: that of where somebody belongs. */
export function withRole(
  { grants, unit }: Pick<Draft, "grants" | "unit">,
  role: AccountRole,
  kind: "unit" | "commune" | undefined,
): Grant[] {
  if (grants.length >= mostGrants) return grants;
  const isNarrow = unit !== undefined && kind !== undefined && scopesOfRole(role).includes(kind);
  const scope: Grant["scope"] = !isNarrow
    ? { kind: "province" }
    : kind === "unit"
      ? { kind, unit }
      : { kind, place: unit };
  return [...grants, { role, scope }];
}

export type Missing = "fullName" | "name" | "taken" | "grants" | "email";

/** The first thing that is not right yet. @param taken names that are somebody's; absent: the name is not asked for */
export function missingOf(draft: Draft, step: "who" | "what", taken?: ReadonlySet<string>): Missing | undefined {
  if (step === "what") return draft.grants.length === 0 ? "grants" : undefined;
  if (draft.fullName.trim() === "") return "fullName";
  if (taken !== undefined && !AccountName.safeParse(draft.name).success) return "name";
  if (taken?.has(draft.name)) return "taken";
  if (draft.email !== "" && !/^[^\s@]+@[^\s@]+$/.test(draft.email)) return "email";
  return undefined;
}
