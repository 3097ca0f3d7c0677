import { useTranslation } from "react-i18next";
import type { CodedMessage } from "#contract/errors.ts";
import type { Refusal } from "../../live/refusal.ts";
import { useLater } from "./later.ts";

/** The catalogue of all that can go wrong is large, and a page has nothing of it to say where all is well. */
const load = () => import("#contract/errors.ts").then(({ sentence }) => sentence);

/** What a coded message says in the page's language; "" until the catalogue is there. */
export function useSentence(): (message: CodedMessage) => string {
  const { i18n } = useTranslation();
  const sentence = useLater(load);
  return (message) => sentence?.(message, i18n.language === "en" ? "en" : "vi") ?? "";
}

/** Why a question to the core has no answer, and what to do: as `useReason` says it on the other pages. */
export function useReasonLater(): (refusal: Pick<Refusal, "why" | "coded" | "next" | "waitedMs">) => string {
  const { t } = useTranslation("asking");
  const sentence = useSentence();
  return ({ why, coded, next, waitedMs }) => {
    if (coded !== null) return sentence(coded);
    if (why === "said" || why === "unreadable") return t("unreadable");
    return `${t(why, { seconds: Math.round(waitedMs / 1_000) })} ${t(next)}`;
  };
}
