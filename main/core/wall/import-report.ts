import type { SceneImport } from "#contract/http.ts";
import type { Automations } from "./automation/automations.ts";

const mostMistakes = 500;

/** What became of a file, of its scenes and of the rest. */
export function importReport(
  report: Omit<SceneImport, "savedAutomations">,
  { changed, unchanged, mistakes }: ReturnType<Automations["compare"]>,
): SceneImport {
  const others = mistakes.map(({ id, reason }) => ({ scene: null, automation: id ?? "?", tile: null, reason }));
  return {
    ...report,
    savedAutomations: changed.map(({ id }) => id),
    unchanged: report.unchanged + unchanged,
    mistakes: [...report.mistakes, ...others].slice(0, mostMistakes),
  };
}
