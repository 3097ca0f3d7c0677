import type { Role } from "#contract/live.ts";
import type { Right } from "#contract/right.ts";

export type { Right } from "#contract/right.ts";

/** Roles that tokens are made for, and the two that exist only for the length of a run. */
export type AnyRole = Role | "wall" | "shell";

/** Who may do what. Whatever is not in the list of a role is forbidden to it. */
const rights: Record<AnyRole, ReadonlySet<Right>> = {
  admin: new Set([
    "read",
    "capture",
    "manage-tokens",
    "see-audit",
    "manage-secrets",
    "manage-catalogue",
    "manage-cameras",
    "manage-map",
    "manage-machines",
    "try-sources",
    "see-camera-events",
    "see-citizen-reports",
    "see-dossiers",
    "operate",
    "drive-wall",
    "steer-cameras",
    "search-cameras",
    "acknowledge",
    "plan-maintenance",
    "see-contacts",
    "ingest",
    "mirror",
  ]),
  operator: new Set([
    "read",
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
  ]),
  viewer: new Set(["read"]),
  // Hands readings in and never needs to see any.
  ingest: new Set(["ingest"]),
  mirror: new Set(["read", "mirror", "deliver"]),
  machine: new Set(["read", "see-dossiers", "mirror", "deliver", "join", "hear"]),
  wall: new Set(["read", "see-dossiers", "report-window", "use-mapbox", "hear"]),
  // A shell owns windows and shows nothing itself.
  shell: new Set(["report-displays"]),
};

export const hasRight = (role: AnyRole, right: Right): boolean => rights[role].has(right);

/** Everything that somebody of a role may do. */
export const rightsOf = (role: AnyRole): Right[] => [...rights[role]];
