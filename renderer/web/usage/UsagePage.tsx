import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UsageKind } from "#contract/usage/http.ts";
import { useReasonLater } from "../../i18n/sentence-later.ts";
import { type UsageFilter, useUsage } from "../../usage/asked.ts";
import { UsageReport } from "../../usage/UsageReport.tsx";
import { PageHead } from "../app/PageHead.tsx";

/** Kinds of tiles and tiles are the words of those who arrange scenes. */
const kinds = ["scene", "indicator", "camera", "page"] as const satisfies readonly UsageKind[];

/** Whether the wall is used, in a browser or a hand. */
export function Page() {
  const { t } = useTranslation("usage");
  const reasonOf = useReasonLater();
  const [filter, setFilter] = useState<UsageFilter>({ span: 30, unit: undefined, role: undefined });
  const [kind, setKind] = useState<UsageKind>("scene");
  const told = useUsage(filter);
  return (
    <>
      <PageHead title={t("title")} backTo="/app/more" />
      <UsageReport
        usage={told.value}
        filter={filter}
        kind={kind}
        kinds={kinds}
        onFilter={setFilter}
        onKind={setKind}
        note={
          told.failure !== undefined && (
            <p className="tone-attention" role="alert">
              {reasonOf(told.failure)}
            </p>
          )
        }
      />
    </>
  );
}
