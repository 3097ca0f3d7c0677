import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { DisplayStatus, ShownScene, WallPlan } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import type { UsageKind } from "#contract/usage/http.ts";

export type Thing = { kind: UsageKind; name: string };

/** Deeper than settings of panels are. */
const deepest = 6;

/** The indicators that a tile's settings name, whatever panel it is: values that are codes of the site. */
export function indicatorsIn(settings: unknown, isIndicator: (code: string) => boolean, depth = 0): string[] {
  if (typeof settings === "string") return isIndicator(settings) ? [settings] : [];
  if (typeof settings !== "object" || settings === null || depth > deepest) return [];
  return Object.values(settings).flatMap((one) => indicatorsIn(one, isIndicator, depth + 1));
}

/**
 * What is on the monitors at this moment: tiles of which at least a corner lies on a monitor that shows pictures and is not blanked.
 * @param displays as machines report them; none: nothing is shown
 */
export function thingsShown(options: {
  state: Pick<WallState, "scene" | "blanked">;
  displays: readonly Pick<DisplayStatus, "number" | "state" | "window">[];
  plan: Pick<WallPlan, "columns" | "rows">;
  isIndicator: (code: string) => boolean;
}): Thing[] {
  const { state, displays, plan, isIndicator } = options;
  const lit = new Set(
    displays
      .filter(
        ({ number, state: how, window }) => how === "ok" && window?.state === "ok" && !state.blanked.includes(number),
      )
      .map(({ number }) => number),
  );
  const tiles = state.scene.tiles.filter((tile) => monitorsOf(tile, plan).some((number) => lit.has(number)));
  if (tiles.length === 0) return [];
  const things: Thing[] = [{ kind: "scene", name: state.scene.id }];
  for (const { id, panel, settings } of tiles) {
    things.push({ kind: "panel", name: panel }, { kind: "tile", name: `${state.scene.id}/${id}` });
    for (const code of indicatorsIn(settings, isIndicator)) things.push({ kind: "indicator", name: code });
  }
  return [...new Map(things.map((thing) => [`${thing.kind} ${thing.name}`, thing])).values()];
}

/** The numbers of the monitors that a tile lies on and is not covered on. */
function monitorsOf(
  { x, y, width, height, except = [] }: ShownScene["tiles"][number],
  { columns, rows }: Pick<WallPlan, "columns" | "rows">,
): number[] {
  const numbers: number[] = [];
  const last = (from: number, size: number, most: number) => Math.min(most, Math.ceil((from + size) / unitsPerDisplay));
  for (let row = Math.floor(y / unitsPerDisplay); row < last(y, height, rows); row += 1)
    for (let column = Math.floor(x / unitsPerDisplay); column < last(x, width, columns); column += 1)
      if (!except.some((one) => one.column === column && one.row === row)) numbers.push(row * columns + column + 1);
  return numbers;
}
