import { airQuality } from "./air-quality/index.ts";
import { camera } from "./camera/index.ts";
import { cameraGrid } from "./camera-grid/index.ts";
import { cameraNear } from "./camera-near/index.ts";
import { cameraTour } from "./camera-tour/index.ts";
import { clock } from "./clock/index.ts";
import { comparison } from "./comparison/index.ts";
import { countdown } from "./countdown/index.ts";
import { document } from "./document/index.ts";
import { documentsState } from "./documents-state/index.ts";
import { dossiersDue } from "./dossiers-due/index.ts";
import { figureTable } from "./figure-table/index.ts";
import { forecast } from "./forecast/index.ts";
import { gates } from "./gates/index.ts";
import { heading } from "./heading/index.ts";
import { keyFigure } from "./key-figure/index.ts";
import { map } from "./map/index.ts";
import { news } from "./news/index.ts";
import type { Panel } from "./panel.ts";
import { picture } from "./picture/index.ts";
import { planOutlook } from "./plan-outlook/index.ts";
import { ranking } from "./ranking/index.ts";
import { records } from "./records/index.ts";
import { river } from "./river/index.ts";
import { scoreRaises } from "./score-raises/index.ts";
import { serviceScore } from "./service-score/index.ts";
import { sourceScores } from "./source-scores/index.ts";
import { statusBoard } from "./status-board/index.ts";
import { text } from "./text/index.ts";
import { trend } from "./trend/index.ts";
import { warnings } from "./warnings/index.ts";
import { webPage } from "./web-page/index.ts";

/** Every kind of panel, a line each. A kind that is not here is said on the tile; the rest of the scene goes on. */
const panels: readonly Panel[] = [
  heading,
  keyFigure,
  trend,
  gates,
  statusBoard,
  map,
  camera,
  cameraGrid,
  cameraTour,
  cameraNear,
  figureTable,
  planOutlook,
  comparison,
  ranking,
  documentsState,
  sourceScores,
  clock,
  text,
  countdown,
  picture,
  document,
  news,
  webPage,
  forecast,
  records,
  airQuality,
  river,
  warnings,
  serviceScore,
  dossiersDue,
  scoreRaises,
];

const byKind = new Map(panels.map((panel) => [panel.kind, panel]));

/** The panel of a kind, or undefined where this version of the program does not know it. */
export const panelOf = (kind: string): Panel | undefined => byKind.get(kind);
