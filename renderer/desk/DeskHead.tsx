import { useTranslation } from "react-i18next";
import { formatMoment } from "../figures/format.ts";
import { useCameras } from "../state/cameras.ts";
import { useNow } from "../state/clock.ts";
import { useConnection } from "../state/connection.ts";
import { displays } from "../state/displays.ts";
import { useTimeZone } from "../state/site.ts";
import { useSources } from "../state/sources.ts";
import { useStoreValue } from "../state/store.ts";
import { Mark } from "../ui/Mark.tsx";
import { displayState } from "./status/item.ts";
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
      <Clock />
      <button type="button" className="button-quiet" onClick={onKeys}>
        {t("keys.hint")}
      </button>
    </header>
  );
}

function Chips({ onStatus }: { onStatus: () => void }) {
  const { t } = useTranslation("desk");
  const monitors = [...useStoreValue(displays.store).values()];
  const sources = [...useSources().values()];
  const cameras = [...useCameras().values()];
  const wrongMonitors = monitors.filter((one) => displayState(one) !== "ok").length;
  const wrongSources = sources.filter(({ state }) => state !== "ok").length;
  const wrongCameras = cameras.filter(({ state }) => state !== "ok" && state !== "idle").length;
  const chips = [
    monitors.length === 0
      ? { isWrong: false, text: t("chip.noDisplays") }
      : wrongMonitors > 0
        ? { isWrong: true, text: t("chip.displaysWrong", { count: wrongMonitors }) }
        : { isWrong: false, text: t("chip.displays", { count: monitors.length }) },
    wrongSources > 0
      ? { isWrong: true, text: t("chip.sourcesWrong", { count: wrongSources }) }
      : { isWrong: false, text: t("chip.sources", { count: sources.length }) },
    wrongCameras > 0
      ? { isWrong: true, text: t("chip.camerasWrong", { count: wrongCameras }) }
      : { isWrong: false, text: t("chip.cameras", { count: cameras.length }) },
  ];
  chips.sort((a, b) => Number(b.isWrong) - Number(a.isWrong));
  return (
    <div className="desk-chips">
      {chips.map(({ isWrong, text }) => (
        <button key={text} type="button" className={isWrong ? "chip chip-wrong" : "chip"} onClick={onStatus}>
          {isWrong && <Mark shape="up" />}
          {text}
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
