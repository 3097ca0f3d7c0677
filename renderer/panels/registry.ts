import { camera } from "./camera/index.ts";
import { cameraGrid } from "./camera-grid/index.ts";
import { cameraNear } from "./camera-near/index.ts";
import { cameraTour } from "./camera-tour/index.ts";
import { gates } from "./gates/index.ts";
import { heading } from "./heading/index.ts";
import { keyFigure } from "./key-figure/index.ts";
import { map } from "./map/index.ts";
import type { Panel } from "./panel.ts";
import { statusBoard } from "./status-board/index.ts";
import { trend } from "./trend/index.ts";

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
];

const byKind = new Map(panels.map((panel) => [panel.kind, panel]));

/** The panel of a kind, or undefined where this version of the program does not know it. */
export const panelOf = (kind: string): Panel | undefined => byKind.get(kind);
