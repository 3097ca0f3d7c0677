import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outage } from "#contract/entities/outage.ts";
import { OutageList, routes } from "#contract/http.ts";
import { AskedNote } from "../AskedNote.tsx";
import { askCore, Refusal, useAsked } from "../core.ts";
import { OutageReport } from "./OutageReport.tsx";
import "./outages.css";

const askEveryMs = 15_000;

/** What was missed and what was caught up, the newest first; an operator says that it was read. */
export function OutagesView() {
  const { t } = useTranslation("desk");
  const told = useAsked("outages", (signal) => askCore(routes.outages, OutageList, { signal }), askEveryMs);
  const [refusal, setRefusal] = useState<Refusal>();
  const outages = told.value?.outages;
  const unread = outages?.filter(({ acknowledgement }) => acknowledgement === null).length ?? 0;

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
