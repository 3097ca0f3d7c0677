import { useTranslation } from "react-i18next";
import type { UsedThing } from "#contract/usage/http.ts";
import { inLanguage } from "../i18n/bundles.ts";
import { isKnownPage } from "./words.ts";

type Named = Pick<UsedThing, "kind" | "name" | "title">;

/** @returns how a thing is called by people; by its code where it is not there any more */
export function useThingNames(panelName: (kind: string) => string): (thing: Named) => string {
  const { t, i18n } = useTranslation("usage");
  return ({ kind, name, title }) => {
    if (name === "") return t("rest");
    if (kind === "panel") return panelName(name);
    if (kind === "page") return isKnownPage(name) ? t(`pages.${name}`) : name;
    const called = title === null ? undefined : inLanguage(title, i18n.language);
    if (kind !== "tile") return called ?? name;
    const [scene = "", id = ""] = name.split("/");
    return `${called ?? scene} › ${id}`;
  };
}
