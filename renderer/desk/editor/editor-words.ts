import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";

/** Words of the editor that are chosen by what a panel calls its kind and its settings. */
export function useEditorWords() {
  const { i18n } = useTranslation("editor");
  return useMemo(() => {
    const word = (key: string, otherwise: string, lng?: string): string =>
      i18n.exists(`editor:${key}`)
        ? String(i18n.t(`editor:${key}` as never, lng === undefined ? {} : { lng }))
        : otherwise;
    const panelName = (kind: string): Words => ({
      vi: word(`panel.${kind}`, kind, "vi"),
      en: word(`panel.${kind}`, kind, "en"),
    });
    /** What people call it too, in both languages. */
    const panelAlso = (kind: string): readonly string[] =>
      ["vi", "en"].flatMap((language) => word(`also.${kind}`, "", language).split(", ")).filter(Boolean);
    return { word, panelName, panelAlso };
  }, [i18n]);
}
