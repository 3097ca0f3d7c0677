import type { Tile } from "#contract/entities/wall.ts";
import type { OpenedTile, OpenedTiles } from "../state/tiles.ts";
import { airQualityRule } from "./air-quality/settings.ts";
import { cameraRule } from "./camera/settings.ts";
import { cameraGridRule } from "./camera-grid/settings.ts";
import { cameraNearRule } from "./camera-near/settings.ts";
import { cameraTourRule } from "./camera-tour/settings.ts";
import { clockRule } from "./clock/settings.ts";
import { comparisonRule } from "./comparison/settings.ts";
import { countdownRule } from "./countdown/settings.ts";
import { documentRule } from "./document/settings.ts";
import { documentsStateRule } from "./documents-state/settings.ts";
import { dossiersDueRule } from "./dossiers-due/settings.ts";
import { figureTableRule } from "./figure-table/settings.ts";
import { forecastRule } from "./forecast/settings.ts";
import { gatesRule } from "./gates/settings.ts";
import { headingRule } from "./heading/settings.ts";
import { keyFigureRule } from "./key-figure/settings.ts";
import { mapRule } from "./map/settings.ts";
import type { Needs } from "./needs.ts";
import { newsRule } from "./news/settings.ts";
import { pictureRule } from "./picture/settings.ts";
import { planOutlookRule } from "./plan-outlook/settings.ts";
import { rankingRule } from "./ranking/settings.ts";
import { recordsRule } from "./records/settings.ts";
import { riverRule } from "./river/settings.ts";
import type { Rule } from "./rule.ts";
import { scoreRaisesRule } from "./score-raises/settings.ts";
import { serviceScoreRule } from "./service-score/settings.ts";
import { sourceScoresRule } from "./source-scores/settings.ts";
import { statusBoardRule } from "./status-board/settings.ts";
import { textRule } from "./text/settings.ts";
import { trendRule } from "./trend/settings.ts";
import { warningsRule } from "./warnings/settings.ts";
import { webPageRule } from "./web-page/settings.ts";

/** The rules of every kind in the registry, a line each. */
const rules: readonly Rule[] = [
  headingRule,
  keyFigureRule,
  trendRule,
  gatesRule,
  statusBoardRule,
  mapRule,
  cameraRule,
  cameraGridRule,
  cameraTourRule,
  cameraNearRule,
  figureTableRule,
  planOutlookRule,
  comparisonRule,
  rankingRule,
  documentsStateRule,
  sourceScoresRule,
  clockRule,
  textRule,
  countdownRule,
  pictureRule,
  documentRule,
  newsRule,
  webPageRule,
  forecastRule,
  recordsRule,
  airQualityRule,
  riverRule,
  warningsRule,
  serviceScoreRule,
  dossiersDueRule,
  scoreRaisesRule,
];

const byKind = new Map(rules.map((rule) => [rule.kind, rule]));

/** Every kind of panel that this version of the program knows. */
export const panelKinds: readonly string[] = rules.map(({ kind }) => kind);

export const ruleOf = (kind: string): Rule | undefined => byKind.get(kind);

/** A tile's settings, parsed; a kind that this version of the program does not know is what is wrong then. */
export const openTile = ({ panel, settings }: Pick<Tile, "panel" | "settings">): OpenedTile =>
  byKind.get(panel)?.open(settings) ?? { wrong: { code: "panel.unknown", params: { panel } } };

export const openTiles = (tiles: readonly Tile[]): OpenedTiles =>
  new Map(tiles.map((tile) => [tile.id, openTile(tile)]));

/** What a tile must be told. One of an unknown kind shows a sentence and needs nothing. */
export const needsOf = ({ panel, settings }: Pick<Tile, "panel" | "settings">): Needs =>
  byKind.get(panel)?.needs(settings) ?? {};
