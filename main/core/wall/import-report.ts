import { Surfaces, surfaceMistake, surfacesInOrder } from "#contract/entities/surface.ts";
import type { WallPlan } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { SceneImport } from "#contract/wall/http.ts";
import type { Automations } from "./automation/automations.ts";

const mostMistakes = 500;

/** The surfaces of a file against those that people have said here (null: none have). `changed`: what they are to be now. */
type ReadSurfaces = { changed: Surfaces | undefined; isSame: boolean; mistake: CodedMessage | undefined };

/** @param given what stands in the file; undefined: nothing */
export function readSurfaces(given: unknown, plan: WallPlan, present: Surfaces | null): ReadSurfaces {
  if (given === undefined) return { changed: undefined, isSame: false, mistake: undefined };
  const read = Surfaces.safeParse(given);
  const mistake: CodedMessage | undefined = read.success
    ? surfaceMistake(plan, read.data)
    : { code: "wall.surface-unreadable", params: {} };
  if (!read.success || mistake !== undefined) return { changed: undefined, isSame: false, mistake };
  const surfaces = surfacesInOrder(read.data);
  const isSame = JSON.stringify(surfaces) === JSON.stringify(present);
  return { changed: isSame ? undefined : surfaces, isSame, mistake };
}

/** What became of a file: of its scenes, of what runs by itself, of its surfaces. */
export function importReport(
  report: Omit<SceneImport, "savedAutomations">,
  { changed, unchanged, mistakes }: ReturnType<Automations["compare"]>,
  surfaces: ReadSurfaces,
): SceneImport {
  const others = mistakes.map(({ id, reason }) => ({ scene: null, automation: id ?? "?", tile: null, reason }));
  const wrong =
    surfaces.mistake === undefined
      ? []
      : [{ scene: null, automation: "surfaces", tile: null, reason: surfaces.mistake }];
  return {
    ...report,
    savedAutomations: [...changed.map(({ id }) => id), ...(surfaces.changed === undefined ? [] : ["surfaces"])],
    unchanged: report.unchanged + unchanged + (surfaces.isSame ? 1 : 0),
    mistakes: [...report.mistakes, ...others, ...wrong].slice(0, mostMistakes),
  };
}
