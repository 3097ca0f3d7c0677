import { useState } from "react";
import { useTranslation } from "react-i18next";
import { routes } from "#contract/http.ts";
import { type MaintenanceWindow, SourceMaintenance } from "#contract/maintenance/maintenance.ts";
import { askCore, type Refusal, refusalOf, useAsked } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { useMoments } from "../moments.ts";
import { useCommands } from "../registry/use-commands.ts";
import { statusCommands } from "../status/commands.ts";
import { MaintenanceDialog } from "./MaintenanceDialog.tsx";
import "./maintenance.css";

const askEveryMs = 15_000;

/** The planned downtimes of a source: those that last or wait, each with its end, and what was of late. */
export function Maintenance({ source }: { source: string }) {
  const { t } = useTranslation("desk");
  const moments = useMoments();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const path = routes.sourceMaintenance(source);
  const asked = useAsked(`maintenance/${source}`, (signal) => askCore(path, SourceMaintenance, { signal }), askEveryMs);
  useCommands("status", statusCommands, { "status.maintenance": () => setAsking(true) });
  const end = async (window: string) => {
    setRefusal(undefined);
    try {
      await askCore(`${path}?window=${window}`, SourceMaintenance, { method: "DELETE" });
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    asked.again();
  };
  const line = (one: MaintenanceWindow) => {
    const span = t("maintenance.span", { from: moments.since(one.fromMs), until: moments.since(one.untilMs) });
    const who = one.saidBy.name === "" ? t("outages.atTheMachine") : one.saidBy.name;
    const ended = one.ended && t("maintenance.ended", { time: moments.since(one.ended.atMs) });
    const said = t("maintenance.said", { who, time: moments.since(one.saidAtMs) });
    return [span, one.reason && `«${one.reason}»`, ended, said].filter(Boolean).join(" · ");
  };
  const { windows, past } = asked.value ?? { windows: [], past: [] };
  return (
    <section>
      <h3>
        {t("maintenance.title")}
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t("maintenance.say")} <kbd>B</kbd>
        </button>
      </h3>
      <AskedNote failure={refusal ?? asked.failure} isLoading={asked.value === undefined} />
      <ul className="maintenance-list">
        {windows.map((one) => (
          <li key={one.id}>
            <span>{line(one)}</span>
            <button type="button" className="button" onClick={() => void end(one.id)}>
              {t("maintenance.end")}
            </button>
          </li>
        ))}
        {past.slice(0, 3).map((one) => (
          <li key={one.id} className="quiet">
            <span>{line(one)}</span>
          </li>
        ))}
      </ul>
      {isAsking && (
        <MaintenanceDialog
          source={source}
          onSaid={asked.again}
          onClose={() => setAsking(false)}
          timeZone={asked.value?.timeZone ?? ""}
        />
      )}
    </section>
  );
}
