import type { Who } from "#contract/entities/wall-state.ts";
import type { Access, Identity } from "../access/access.ts";

/** How somebody who does something is written down: by role and his name, or the label of the token, which says who was given it. */
export async function whoOf(access: Pick<Access, "list">, identity: Identity | undefined): Promise<Who> {
  const role = identity?.role ?? "";
  if (identity?.account !== undefined) return { role, name: identity.account.fullName };
  const id = identity?.tokenId ?? null;
  if (id === null) return { role, name: "" };
  return { role, name: (await access.list()).find((token) => token.id === id)?.label ?? "" };
}
