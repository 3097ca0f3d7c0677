import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";

/** A word of the desk with its namespace, such as "desk:view.wall"; a test looks each up in both languages. */
export type WordKey = `${string}:${string}`;

/** Words that are named in a table, in the page's language. */
export function useWord(): (key: WordKey, params?: Record<string, unknown>) => string {
  const { i18n } = useTranslation();
  return useCallback((key, params) => String(i18n.t(key as never, params as never)), [i18n]);
}

/** The same in both languages, for what is searched. */
export function useWordsOf(): (key: WordKey) => Words {
  const { i18n } = useTranslation();
  return useCallback(
    (key) => ({ vi: String(i18n.t(key as never, { lng: "vi" })), en: String(i18n.t(key as never, { lng: "en" })) }),
    [i18n],
  );
}
