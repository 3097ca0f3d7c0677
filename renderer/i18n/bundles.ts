import { createInstance, type i18n as I18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language, Words } from "#contract/entities/text.ts";

/*
 * How words come to a page, free of the words themselves: the web app's first screen is to be small, and takes its own alone.
 */

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

/**
 * The words of a page in one language, with those that features have brought and will. Ready when it returns.
 * @param resources by language and namespace; `defaultNS` is the one that is meant where none is named
 */
export function makeWords(
  language: Language,
  defaultNS: string,
  resources: Readonly<Record<Language, Readonly<Record<string, object>>>>,
): I18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: language,
    fallbackLng: "vi",
    defaultNS,
    resources: resources as Record<string, Record<string, Record<string, string>>>,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  for (const [namespace, bundle] of brought) addTo(instance, namespace, bundle);
  made.push(instance);
  return instance;
}

/** Of a text that the profile gives in both languages, the one that is read. */
export const inLanguage = (words: Words, language: string): string => (language === "en" ? words.en : words.vi);
