import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { Mark } from "../ui/Mark.tsx";
import type { Refusal } from "./core.ts";

/** That something is being asked for, or why it could not be had; nothing where it is there. */
export function AskedNote({ failure, isLoading }: { failure: Refusal | undefined; isLoading: boolean }) {
  const { t, i18n } = useTranslation("desk");
  if (failure !== undefined) {
    const language = i18n.language === "en" ? "en" : "vi";
    const reason = failure.coded === null ? t("ask.unreachable") : sentence(failure.coded, language);
    return (
      <p className="asked-note tone-attention" role="alert">
        <Mark shape="up" />
        {t("ask.failed", { reason })}
      </p>
    );
  }
  return isLoading ? <p className="asked-note">{t("ask.loading")}</p> : null;
}
