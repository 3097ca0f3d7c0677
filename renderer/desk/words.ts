import type { i18n as I18n } from "i18next";
import en from "../i18n/en/desk.json";
import { createWords } from "../i18n/index.ts";
import vi from "../i18n/vi/desk.json";

/** The desk's own words, which no other page loads. */
export const deskWords = { vi, en } as const;

declare module "i18next" {
  interface ResourceNamespaceMap {
    desk: (typeof deskWords)["vi"];
  }
}

export function createDeskWords(language: "vi" | "en"): I18n {
  const words = createWords(language);
  for (const one of ["vi", "en"] as const) words.addResourceBundle(one, "desk", deskWords[one]);
  return words;
}
