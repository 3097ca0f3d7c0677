import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../../i18n/index.ts";
import { useWord } from "../../registry/word-key.ts";
import type { Sayer } from "./wizard.ts";

/** Words of the page's language for what is not a component. */
export function useSayer(): Sayer {
  const { i18n } = useTranslation();
  const word = useWord();
  const { language } = i18n;
  return useMemo(() => ({ word, language, named: (words) => inLanguage(words, language) }), [word, language]);
}
