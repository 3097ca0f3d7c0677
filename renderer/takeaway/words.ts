import type { i18n as I18n } from "i18next";
import en from "../i18n/en/takeaway.json";
import vi from "../i18n/vi/takeaway.json";

/** Words of what is taken away, which a wall's window does not load. */
export const takeawayWords = { vi, en } as const;

declare module "i18next" {
  interface ResourceNamespaceMap {
    takeaway: (typeof takeawayWords)["vi"];
  }
}

/** @returns the same words, with these added */
export function withTakeawayWords(words: I18n): I18n {
  for (const one of ["vi", "en"] as const) words.addResourceBundle(one, "takeaway", takeawayWords[one]);
  return words;
}
