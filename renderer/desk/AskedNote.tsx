import { useTranslation } from "react-i18next";
import { useReason } from "../i18n/use-reason.ts";
import type { Refusal } from "../state/asking.ts";
import { Mark } from "../ui/Mark.tsx";

/** That something is being asked for, or why it could not be had; nothing where it is there. */
export function AskedNote({ failure, isLoading }: { failure: Refusal | undefined; isLoading: boolean }) {
  const { t } = useTranslation("desk");
  const reasonOf = useReason();
  if (failure !== undefined) {
    return (
      <p className="asked-note tone-attention" role="alert">
        <Mark shape="up" />
        {reasonOf(failure)}
      </p>
    );
  }
  return isLoading ? <p className="asked-note">{t("ask.loading")}</p> : null;
}
