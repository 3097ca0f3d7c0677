import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outage } from "#contract/entities/outage.ts";
import { type OutageList, routes } from "#contract/http.ts";
import { AskedNote } from "../AskedNote.tsx";
import { type Asked, askCore, Refusal } from "../core.ts";
import { OutageReport } from "./OutageReport.tsx";
import { unreadIn } from "./use-outages.ts";
import "./outages.css";

/** What was missed and what was caught up, the newest first; an operator says that it was read. */
export function OutagesView({ told }: { told: Asked<OutageList> }) {
  const { t } = useTranslation("desk");
  const [refusal, setRefusal] = useState<Refusal>();
  const outages = told.value?.outages;
  const unread = unreadIn(told.value);

  const acknowledge = async (id: string, note: string) => {
    setRefusal(undefined);
    try {
      await askCore(routes.outageAcknowledgement(id), Outage, { method: "POST", body: { note } });
      told.again();
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(null));
    }
  };
  return (
    <div className="outages">
      <h2>
        {t("outages.title")}
        {unread > 0 && <span className="tone-attention">{t("outages.unread", { count: unread })}</span>}
      </h2>
      <AskedNote failure={refusal ?? told.failure} isLoading={outages === undefined} />
      {outages?.length === 0 && <p className="quiet">{t("outages.none")}</p>}
      <ul>
        {outages?.map((outage) => (
          <OutageReport key={outage.id} outage={outage} onAcknowledge={(note) => acknowledge(outage.id, note)} />
        ))}
      </ul>
    </div>
  );
}
