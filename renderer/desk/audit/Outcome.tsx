import { useTranslation } from "react-i18next";
import type { AuditEntry } from "#contract/audit/entry.ts";
import { Mark, type MarkShape } from "../../ui/Mark.tsx";

const looks: Record<AuditEntry["outcome"], { shape: MarkShape; tone: "quiet" | "attention" | "alarm" }> = {
  done: { shape: "none", tone: "quiet" },
  failed: { shape: "up", tone: "attention" },
  refused: { shape: "cross", tone: "alarm" },
};

/** How it ended, by form and word as well as by colour. */
export function Outcome({ outcome }: Pick<AuditEntry, "outcome">) {
  const { t } = useTranslation("audit");
  const { shape, tone } = looks[outcome];
  return (
    <span className={`audit-outcome tone-${tone}`}>
      <Mark shape={shape} />
      {t(`outcome.${outcome}`)}
    </span>
  );
}
