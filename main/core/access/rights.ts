import type { AccountRole, TokenRole } from "#contract/access/role.ts";
import type { Scope, ScopeKind } from "#contract/access/scope.ts";
import type { Right } from "#contract/right.ts";

export type { Right } from "#contract/right.ts";

/** Roles of people and of tokens, and the two that exist only for the length of a run. */
export type AnyRole = AccountRole | TokenRole | "wall" | "shell";

/** A role and how far it reaches. */
export type HeldGrant = { role: AnyRole; scope: Scope };

/** What a leader of the whole province is told; one of a unit or commune is told the same of what belongs to it. */
const told = ["read", "own-account", "see-dossiers", "see-contacts"] as const satisfies Right[];
const entering = ["read", "own-account", "see-contacts", "enter-figures"] as const satisfies Right[];

const ofOperator = [
  "read",
  "own-account",
  "capture",
  "try-sources",
  "see-camera-events",
  "see-citizen-reports",
  "see-dossiers",
  "operate",
  "drive-wall",
  "steer-cameras",
  "acknowledge",
  "plan-maintenance",
  "see-contacts",
] as const satisfies Right[];

/**
 * The one table of who may do what: role × scope × right. Whatever is not in it is forbidden. A role that has no list for a scope cannot be
 * given for it; rights of a unit or a commune hold for what belongs to it alone (`reach.ts`).
 */
const table: Record<AnyRole, Partial<Record<ScopeKind, readonly Right[]>>> = {
  admin: {
    province: [
      ...ofOperator,
      "manage-tokens",
      "manage-accounts",
      "see-audit",
      "see-usage",
      "manage-secrets",
      "manage-catalogue",
      "manage-cameras",
      "manage-map",
      "manage-machines",
      "change-profile",
      "search-cameras",
      "enter-figures",
      "ingest",
      "mirror",
    ],
  },
  operator: { province: ofOperator },
  leader: { province: [...told, "see-usage"], unit: told, commune: told },
  officer: { province: entering, unit: entering, commune: entering },
  viewer: { province: ["read", "own-account"], unit: ["read", "own-account"], commune: ["read", "own-account"] },
  // Hands readings in and never needs to see any.
  ingest: { province: ["ingest"] },
  mirror: { province: ["read", "mirror", "deliver"] },
  machine: { province: ["read", "see-dossiers", "mirror", "deliver", "join", "hear"] },
  wall: { province: ["read", "see-dossiers", "report-window", "use-mapbox", "hear"] },
  // A shell owns windows and shows nothing itself.
  shell: { province: ["report-displays"] },
};

const sets = new Map(
  Object.entries(table).flatMap(([role, scopes]) =>
    Object.entries(scopes).map(([scope, rights]) => [`${role} ${scope}`, new Set<Right>(rights)] as const),
  ),
);

/** Whether a role has a right for the whole province. */
export const hasRight = (role: AnyRole, right: Right): boolean => sets.get(`${role} province`)?.has(right) ?? false;

/** Whether a grant gives a right, as far as it reaches. */
export const mayAnywhere = ({ role, scope }: HeldGrant, right: Right): boolean =>
  sets.get(`${role} ${scope.kind}`)?.has(right) ?? false;

/** Everything that somebody may do with some grants. */
export const rightsOf = (grants: readonly HeldGrant[]): Right[] => [
  ...new Set(grants.flatMap(({ role, scope }) => [...(sets.get(`${role} ${scope.kind}`) ?? [])])),
];

/** The scopes that a role can be given for; for whoever walks the table. */
export const scopesOf = (role: AnyRole): ScopeKind[] => Object.keys(table[role]) as ScopeKind[];
export const allRoles = Object.keys(table) as AnyRole[];
