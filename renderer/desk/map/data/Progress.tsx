import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { Mark } from "../../../ui/Mark.tsx";
import type { Sending } from "./use-sending.ts";

/** How far a file is, or why it was not taken. */
export function Progress({ sending }: { sending: Pick<Sending<unknown>, "sent" | "file" | "refusal" | "drop"> }) {
  const { t, i18n } = useTranslation("deskMap");
  const reasonOf = useReason();
  const { sent, file, refusal, drop } = sending;
  const name = file?.name ?? "";
  if (refusal !== undefined) {
    return (
      <p className="tone-attention" role="alert">
        <Mark shape="up" />
        {refusal.coded === null ? t("data.unsent", { name, reason: reasonOf(refusal) }) : reasonOf(refusal)}
      </p>
    );
  }
  if (sent === undefined) return null;
  return (
    <p role="status">
      {sent < 1
        ? t("data.sending", { name, percent: formatNumber(sent * 100, i18n.language, 0) })
        : t("data.looking", { name })}{" "}
      <button type="button" className="button" onClick={drop}>
        {t("data.stop")}
      </button>
    </p>
  );
}
