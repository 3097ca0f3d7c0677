import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { panelKinds } from "../../panels/rules.ts";
import type { Site } from "../../state/site.ts";
import type { PanelWords } from "../search/panel-candidates.ts";
import { type Candidate, candidatesOf } from "../search/search.ts";
import type { NewTile } from "./edits.ts";
import { settingsAtFirst } from "./form/field.ts";
import { formOfKind } from "./form/kind-forms.ts";

/** What can be put on a scene by typing its name: every kind of panel, and each camera and figure there is. */
export function newTileCandidates(
  all: {
    cameras: Iterable<CameraView>;
    readings: readonly Reading[];
    site: Site;
  } & PanelWords,
): Candidate[] {
  const kinds = panelKinds.map((panel): Candidate => {
    const name = all.panelName(panel);
    const settings = settingsAtFirst(formOfKind(panel), name);
    return { key: `panel/${panel}`, kind: "panel", name, panel, settings, also: all.panelAlso(panel) };
  });
  return [...kinds, ...candidatesOf({ ...all, scenes: [] })];
}

/** In 24ths of a monitor, where a kind wants another size than a quarter of it. */
const usualSize: Record<string, { width: number; height: number }> = {
  heading: { width: 24, height: 3 },
  map: { width: 24, height: 24 },
  trend: { width: 24, height: 12 },
  gates: { width: 24, height: 24 },
  "figure-table": { width: 24, height: 24 },
  "plan-outlook": { width: 24, height: 12 },
  comparison: { width: 24, height: 24 },
  ranking: { width: 12, height: 24 },
  "documents-state": { width: 24, height: 24 },
  "source-scores": { width: 24, height: 24 },
  text: { width: 24, height: 6 },
  news: { width: 24, height: 3 },
  "status-board": { width: 12, height: 24 },
  "camera-grid": { width: 24, height: 24 },
  forecast: { width: 12, height: 12 },
  records: { width: 12, height: 12 },
  "air-quality": { width: 8, height: 24 },
  river: { width: 24, height: 24 },
  warnings: { width: 24, height: 16 },
};

export function newTileOf(candidate: Candidate): NewTile | undefined {
  if (!("panel" in candidate)) return undefined;
  const { panel, settings } = candidate;
  return { panel, settings, ...(usualSize[panel] ?? { width: 12, height: 12 }) };
}
