import type { i18n as I18n } from "i18next";
import type { Language } from "#contract/entities/text.ts";
import { makeWords } from "./bundles.ts";
import enAsking from "./en/asking.json";
import enBoard from "./en/board.json";
import enCamera from "./en/camera.json";
import enClock from "./en/clock.json";
import enDocuments from "./en/documents.json";
import enFigure from "./en/figure.json";
import enGates from "./en/gates.json";
import enMap from "./en/map.json";
import enScores from "./en/scores.json";
import enStatus from "./en/status.json";
import enWall from "./en/wall.json";
import viAsking from "./vi/asking.json";
import viBoard from "./vi/board.json";
import viCamera from "./vi/camera.json";
import viClock from "./vi/clock.json";
import viDocuments from "./vi/documents.json";
import viFigure from "./vi/figure.json";
import viGates from "./vi/gates.json";
import viMap from "./vi/map.json";
import viScores from "./vi/scores.json";
import viStatus from "./vi/status.json";
import viWall from "./vi/wall.json";

export { addWords, inLanguage } from "./bundles.ts";

/** One namespace a concern; Vietnamese is the measure, English is checked against it by a test. */
export const resources = {
  vi: {
    asking: viAsking,
    board: viBoard,
    camera: viCamera,
    clock: viClock,
    documents: viDocuments,
    figure: viFigure,
    gates: viGates,
    map: viMap,
    scores: viScores,
    status: viStatus,
    wall: viWall,
  },
  en: {
    asking: enAsking,
    board: enBoard,
    camera: enCamera,
    clock: enClock,
    documents: enDocuments,
    figure: enFigure,
    gates: enGates,
    map: enMap,
    scores: enScores,
    status: enStatus,
    wall: enWall,
  },
} as const;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "wall";
    resources: (typeof resources)["vi"];
  }
}

/** The words of a page in one language. Ready when it returns: all words are in the bundle. */
export const createWords = (language: Language): I18n => makeWords(language, "wall", resources);
