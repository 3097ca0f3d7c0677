import { createInstance, type i18n as I18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language, Words } from "#contract/entities/text.ts";
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

type Bundle = Readonly<Record<Language, object>>;
const brought = new Map<string, Bundle>();
const made: I18n[] = [];

/** Words that a feature brings itself, under a namespace of its own, for the page that has it; its type stands beside them. */
export function addWords(namespace: string, words: Bundle): void {
  brought.set(namespace, words);
  for (const one of made) addTo(one, namespace, words);
}

function addTo(instance: I18n, namespace: string, words: Bundle): void {
  for (const language of ["vi", "en"] as const) instance.addResourceBundle(language, namespace, words[language]);
}

/** The words of a page in one language. Ready when it returns: all words are in the bundle. */
export function createWords(language: Language): I18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: language,
    fallbackLng: "vi",
    defaultNS: "wall",
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  for (const [namespace, bundle] of brought) addTo(instance, namespace, bundle);
  made.push(instance);
  return instance;
}

/** Of a text that the profile gives in both languages, the one that is read. */
export const inLanguage = (words: Words, language: string): string => (language === "en" ? words.en : words.vi);
