import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outage } from "#contract/entities/outage.ts";
import { routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { AskDialog } from "../editor/AskDialog.tsx";
import { useContacts } from "../maintenance/ContactLine.tsx";
import { useCommands } from "../registry/use-commands.ts";
import { outagesCommands } from "./commands.ts";
import { OutageReport } from "./OutageReport.tsx";
import { useToldOutages } from "./use-outages.ts";
import "./outages.css";

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** What was missed and what was caught up, the newest first; an operator says that it was read, one or all, by keys alone too. */
export function OutagesView() {
  const told = useToldOutages();
  const { t } = useTranslation("desk");
  const [refusal, setRefusal] = useState<Refusal>();
  const contacts = useContacts();
  const [chosen, setChosen] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const outages = told.value?.outages ?? [];
  const unread = outages.filter(({ acknowledgement }) => acknowledgement === null);
  // Until somebody chooses: what is to be read first.
  const at = Math.max(
    0,
    outages.findIndex(({ id }) => id === (chosen ?? unread[0]?.id)),
  );
  const current = outages[at];

  /** One after the other; what is refused stays unread, and so do those after it. */
  const acknowledge = async (ids: readonly string[], note: string) => {
    setRefusal(undefined);
    try {
      for (const id of ids) await askCore(routes.outageAcknowledgement(id), Outage, { method: "POST", body: { note } });
      setChosen(undefined);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    told.again();
  };
  const elementOf = (id: string | undefined) =>
    id === undefined ? null : (list.current?.querySelector<HTMLElement>(`[data-outage="${CSS.escape(id)}"]`) ?? null);
  const step = (by: number) => {
    const next = outages[Math.max(0, Math.min(outages.length - 1, at + by))];
    if (next === undefined) return;
    setChosen(next.id);
    elementOf(next.id)?.focus();
  };
  const all = () => setAsking(true);
  useCommands("outages", outagesCommands, {
    "outages.step": (event) => step(steps[event?.key ?? ""] ?? 0),
    "outages.read": () => current?.acknowledgement === null && void acknowledge([current.id], ""),
    "outages.note": () => elementOf(current?.id)?.querySelector("input")?.focus(),
    ...(unread.length > 0 ? { "outages.readAll": all } : {}),
  });
  return (
    <div className="outages">
      <h2>
        {t("outages.title")}
        {unread.length > 0 && (
          <>
            <span className="tone-attention">{t("outages.unread", { count: unread.length })}</span>
            <button type="button" className="button" onClick={all}>
              {t("outages.acknowledgeAll")} <kbd>A</kbd>
            </button>
          </>
        )}
      </h2>
      <AskedNote failure={refusal ?? told.failure} isLoading={told.value === undefined} />
      {told.value?.outages.length === 0 && <p className="quiet">{t("outages.none")}</p>}
      <ul ref={list}>
        {outages.map((outage) => (
          <OutageReport
            key={outage.id}
            outage={outage}
            contact={outage.kind === "source" && outage.machine === null ? contacts?.sources[outage.source] : undefined}
            isChosen={outage.id === current?.id}
            onAcknowledge={(note) => acknowledge([outage.id], note)}
          />
        ))}
      </ul>
      {isAsking && (
        <AskDialog
          text={t("outages.askAll", { count: unread.length })}
          answers={[
            {
              word: t("outages.acknowledgeAll"),
              isMain: true,
              run: () =>
                void acknowledge(
                  unread.map(({ id }) => id),
                  "",
                ),
            },
          ]}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
