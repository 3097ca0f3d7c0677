import type { AutomationList, StoredProgramme, StoredRule } from "#contract/entities/automation.ts";
import type { RuleView, WallState } from "#contract/entities/wall-state.ts";

/** A programme or a rule as the page lists it. */
export type Item =
  | { kind: "programme"; key: string; stored: StoredProgramme; isRunning: boolean }
  | { kind: "rule"; key: string; stored: StoredRule; holds: RuleView | undefined };

/** Programmes, the one that runs first; then rules: what is on the wall, then by priority. */
export function itemsOf(list: AutomationList | undefined, wall: WallState | null): Item[] {
  const programmes = (list?.programmes ?? []).map(
    (stored): Item => ({
      kind: "programme",
      key: `programme/${stored.id}`,
      stored,
      isRunning: wall?.programme?.id === stored.id,
    }),
  );
  const rules = (list?.rules ?? []).map(
    (stored): Item => ({
      kind: "rule",
      key: `rule/${stored.id}`,
      stored,
      holds: wall?.rules.find(({ id }) => id === stored.id),
    }),
  );
  const rank = (item: Item): number => {
    if (item.kind === "programme") return item.isRunning ? 0 : 1;
    const { holds, stored } = item;
    if (holds !== undefined) return holds.behind === null ? 2 : 3;
    if (stored.content === null) return 30;
    return stored.content.isEnabled ? 10 - stored.content.priority + 4 : 20;
  };
  return [...programmes, ...rules].sort((a, b) => rank(a) - rank(b));
}

/** An id made of a name, as ids are written, that nothing else has. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  const base = plain || "moi";
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
