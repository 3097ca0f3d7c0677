import type { i18n as I18n } from "i18next";
import en from "../i18n/en/desk.json";
import enMap from "../i18n/en/desk-map.json";
import enEditor from "../i18n/en/editor.json";
import enEvents from "../i18n/en/events.json";
import enWizards from "../i18n/en/wizards.json";
import { createWords } from "../i18n/index.ts";
import vi from "../i18n/vi/desk.json";
import viMap from "../i18n/vi/desk-map.json";
import viEditor from "../i18n/vi/editor.json";
import viEvents from "../i18n/vi/events.json";
import viWizards from "../i18n/vi/wizards.json";
import "../takeaway/words.ts";

/** The desk's own words, which no other page loads. */
export const deskWords = { vi, en } as const;
export const editorWords = { vi: viEditor, en: enEditor } as const;
export const deskMapWords = { vi: viMap, en: enMap } as const;
export const eventWords = { vi: viEvents, en: enEvents } as const;
export const wizardWords = { vi: viWizards, en: enWizards } as const;

declare module "i18next" {
  interface ResourceNamespaceMap {
    desk: (typeof deskWords)["vi"];
    editor: (typeof editorWords)["vi"];
    deskMap: (typeof deskMapWords)["vi"];
    events: (typeof eventWords)["vi"];
    wizards: (typeof wizardWords)["vi"];
  }
}

export function createDeskWords(language: "vi" | "en"): I18n {
  const words = createWords(language);
  for (const one of ["vi", "en"] as const) {
    words.addResourceBundle(one, "desk", deskWords[one]);
    words.addResourceBundle(one, "editor", editorWords[one]);
    words.addResourceBundle(one, "deskMap", deskMapWords[one]);
    words.addResourceBundle(one, "events", eventWords[one]);
    words.addResourceBundle(one, "wizards", wizardWords[one]);
  }
  return words;
}
