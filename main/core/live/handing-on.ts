import { canGo, goneMember, type Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { Delta, Snapshot } from "#contract/live.ts";
import type { CollectionName, GoingName, KindName } from "#contract/told.ts";
import type { Hub } from "./hub.ts";

/**
 * Tells the screens of a machine that has joined a wall what the first one tells of the kinds that are handed on, as it tells it. What stood
 * there stays while the line is cut: the wall says since when it is.
 */
export const createHandingOn =
  (hub: Pick<Hub, "publish" | "remove" | "all">) =>
  (message: Snapshot | Delta): void => {
    const members = message as Record<string, unknown>;
    for (const kind of kinds as readonly Kind[]) {
      if (kind.isHandedOn !== true) continue;
      const name = kind.name as KindName;
      const isAll = message.type === "snapshot";
      const told = members[name] ?? (isAll && kind.form === "collection" ? [] : undefined);
      if (canGo(kind)) hub.remove(name as GoingName, isAll ? missing(hub, kind, told) : goneIn(members, name));
      if (told !== undefined) hub.publish(name, told as never);
    }
  };

const goneIn = (members: Record<string, unknown>, name: string): readonly string[] =>
  (members[goneMember(name)] ?? []) as readonly string[];

function missing(
  hub: Pick<Hub, "all">,
  { name, keyOf }: Extract<Kind, { form: "collection" }>,
  told: unknown,
): string[] {
  const key = keyOf as (item: unknown) => string;
  const there = new Set((told as readonly unknown[]).map(key));
  return hub
    .all(name as CollectionName)
    .map(key)
    .filter((one) => !there.has(one));
}
