import { useTranslation } from "react-i18next";
import { machineState } from "#contract/entities/machine.ts";
import { formatMoment } from "../figures/format.ts";
import { useCameras } from "../state/cameras.ts";
import { nowStore, useNow } from "../state/clock.ts";
import { useConnection } from "../state/connection.ts";
import { useCoreStatus } from "../state/core-status.ts";
import { displays } from "../state/displays.ts";
import { useTimeZone } from "../state/site.ts";
import { useSources } from "../state/sources.ts";
import { useStoreValue } from "../state/store.ts";
import { Mark } from "../ui/Mark.tsx";
import { SoundControl } from "./sound/SoundControl.tsx";
import { displayState, storeState } from "./status/item.ts";
import { type View, viewKeys } from "./view.ts";

type Props = { view: View; onView: (view: View) => void; onKeys: () => void };

/** The views, how everything is at a glance, and the core's clock. */
export function DeskHead({ view, onView, onKeys }: Props) {
  const { t } = useTranslation("desk");
  return (
    <header className="desk-head">
      <h1>{t("title")}</h1>
      <nav>
        {viewKeys.map(({ view: one, key }) => (
          <button
            key={one}
            type="button"
            className="desk-tab"
            aria-current={one === view ? "page" : undefined}
            onClick={() => onView(one)}
          >
            {t(`view.${one}`)} <kbd>{key}</kbd>
          </button>
        ))}
      </nav>
      <Chips onStatus={() => onView("status")} />
      <SoundControl />
      <Clock />
      <button type="button" className="button-quiet" onClick={onKeys}>
        {t("keys.hint")}
      </button>
    </header>
  );
}

/** What is wrong, or in one quiet word that nothing is: a row of things that are well hides the one that is not. */
function Chips({ onStatus }: { onStatus: () => void }) {
  const { t } = useTranslation("desk");
  const monitors = [...useStoreValue(displays.store).values()];
  const sources = [...useSources().values()];
  const cameras = [...useCameras().values()];
  const status = useCoreStatus();
  // Without the core nobody knows whether all is well.
  const isUp = useConnection().phase === "up";
  const wrong = {
    machinesWrong: status?.machines.filter((one) => machineState(one) !== "ok").length ?? 0,
    storeWrong: status !== undefined && storeState(status, nowStore.getState()) !== "ok" ? 1 : 0,
    displaysWrong: monitors.filter((one) => displayState(one) !== "ok").length,
    sourcesWrong: sources.filter(({ state }) => state !== "ok").length,
    camerasWrong: cameras.filter(({ state }) => state !== "ok" && state !== "idle").length,
  };
  const kinds = (Object.keys(wrong) as (keyof typeof wrong)[]).filter((kind) => wrong[kind] > 0);
  const there = [
    monitors.length === 0 ? t("chip.noDisplays") : t("chip.displays", { count: monitors.length }),
    t("chip.sources", { count: sources.length }),
    t("chip.cameras", { count: cameras.length }),
  ];
  return (
    <div className="desk-chips">
      {kinds.length === 0 && isUp && (
        <button type="button" className="chip" onClick={onStatus}>
          <Mark shape="live" />
          <span className="chip-words">{t("chip.allWell", { what: there.join(" · ") })}</span>
        </button>
      )}
      {kinds.map((kind) => (
        <button key={kind} type="button" className="chip chip-wrong" onClick={onStatus}>
          <Mark shape="up" />
          {t(`chip.${kind}`, { count: wrong[kind] })}
        </button>
      ))}
    </div>
  );
}

function Clock() {
  const { t, i18n } = useTranslation("wall");
  const connection = useConnection();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const time = useNow((nowMs) => `${formatMoment(nowMs, "seconds", zone)} · ${formatMoment(nowMs, "date", zone)}`);
  if (connection.phase === "lost")
    return (
      <p className="desk-clock tone-late" role="alert">
        <Mark shape="late" />
        {t("connection.lostShort", { time: formatMoment(connection.sinceMs, "seconds", zone) })}
      </p>
    );
  return <p className="desk-clock">{connection.phase === "up" ? time : ""}</p>;
}
