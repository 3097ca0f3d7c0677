import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import type { Refusal } from "../live/refusal.ts";

/** Why a question to the core has no answer, and what to do, in the page's language: one place for every page. */
export function useReason(): (refusal: Pick<Refusal, "why" | "coded" | "next" | "waitedMs">) => string {
  const { t, i18n } = useTranslation("asking");
  return ({ why, coded, next, waitedMs }) => {
    if (coded !== null) return sentence(coded, i18n.language === "en" ? "en" : "vi");
    if (why === "said" || why === "unreadable") return t("unreadable");
    return `${t(why, { seconds: Math.round(waitedMs / 1_000) })} ${t(next)}`;
  };
}
