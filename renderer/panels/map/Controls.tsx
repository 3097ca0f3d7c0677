import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { nowStore } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import type { Switchable } from "./settings.ts";

/** Buttons that switch layers; only where somebody can press them. */
export function LayerSwitches({
  layers,
  hidden,
  onSwitch,
}: {
  layers: readonly Switchable[];
  hidden: ReadonlySet<Switchable>;
  onSwitch: (layer: Switchable) => void;
}) {
  const { t } = useTranslation("map");
  return (
    <fieldset className="map-switches">
      <legend>{t("switches")}</legend>
      {layers.map((layer) => (
        <button key={layer} type="button" aria-pressed={!hidden.has(layer)} onClick={() => onSwitch(layer)}>
          {t(`layer.${layer}`)}
        </button>
      ))}
    </fieldset>
  );
}

const stepMs = 3_600_000;
const steps = 14 * 24;

/** Takes the communes back up to two weeks, by the hour. @param atMs null: now */
export function TimeSlider({ atMs, onChange }: { atMs: number | null; onChange: (atMs: number | null) => void }) {
  const { t, i18n } = useTranslation("map");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const nowMs = nowStore.getState();
  const lastHourMs = nowMs - (nowMs % stepMs);
  const back = atMs === null ? 0 : Math.round((lastHourMs - atMs) / stepMs) + 1;
  return (
    <label className="map-time">
      {atMs === null ? t("time.now") : t("time.then", { time: formatSince(atMs, nowMs, zone) })}
      <input
        type="range"
        min={-steps}
        max={0}
        value={-back}
        onChange={({ target }) => {
          const hours = -Number(target.value);
          onChange(hours === 0 ? null : lastHourMs - (hours - 1) * stepMs);
        }}
      />
    </label>
  );
}
