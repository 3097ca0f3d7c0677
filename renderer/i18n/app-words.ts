import type { Language } from "#contract/entities/text.ts";
import { addWords, makeWords } from "./bundles.ts";
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

/** The words that the web app begins with. What pages need besides they bring themselves (`addWords`). */
export const createAppWords = (language: Language) =>
  makeWords(language, "app", {
    vi: { app: viApp, asking: viAsking, figure: viFigure },
    en: { asking: enAsking, figure: enFigure },
  });

/** The frame's own words in the second language: loaded by whoever reads it. Until they are there, the first one stands. */
export async function loadAppWords(language: Language): Promise<void> {
  if (language === "vi") return;
  const { default: en } = await import("./en/app.json");
  addWords("app", { vi: viApp, en });
}
