import type { Language } from "#contract/entities/text.ts";
import { makeWords } from "./bundles.ts";
import enApp from "./en/app.json";
import enAsking from "./en/asking.json";
import enFigure from "./en/figure.json";
import viApp from "./vi/app.json";
import viAsking from "./vi/asking.json";
import viFigure from "./vi/figure.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    app: typeof viApp;
  }
}

/** The words that the web app begins with, in both languages. What pages need besides they bring themselves (`addWords`). */
export const createAppWords = (language: Language) =>
  makeWords(language, "app", {
    vi: { app: viApp, asking: viAsking, figure: viFigure },
    en: { app: enApp, asking: enAsking, figure: enFigure },
  });
