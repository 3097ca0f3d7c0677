import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { nowStore } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { hoursBack, type Moment, momentBack } from "./moment.ts";
import type { Switchable } from "./settings.ts";

/**
 * Buttons that switch layers; only where somebody can press them.
 * @param isOpen whether they are seen at first: over a small map they would cover it
 */
export function LayerSwitches({
  layers,
  hidden,
  isOpen,
  topPx,
  onSwitch,
}: {
  layers: readonly Switchable[];
  isOpen: boolean;
  topPx: number;
  hidden: ReadonlySet<Switchable>;
  onSwitch: (layer: Switchable) => void;
}) {
  const { t } = useTranslation("map");
  return (
    <details className="map-switches" open={isOpen} style={{ top: topPx }}>
      <summary>{t("switches")}</summary>
      {layers.map((layer) => (
        <button key={layer} type="button" aria-pressed={!hidden.has(layer)} onClick={() => onSwitch(layer)}>
          {t(`layer.${layer}`)}
        </button>
      ))}
    </details>
  );
}

/** Whether communes stand on the map or as cells; only where somebody can press it, and both are to be had. */
export function FormChoice({ isSchematic, onChoose }: { isSchematic: boolean; onChoose: (is: boolean) => void }) {
  const { t } = useTranslation("map");
  return (
    <button type="button" className="map-form" onClick={() => onChoose(!isSchematic)}>
      {t(isSchematic ? "schematic.toMap" : "schematic.toCells")}
    </button>
  );
}

const steps = 14 * 24;

/**
 * Takes the communes back up to two weeks, by the hour, or plays what was known from there to now.
 * @param moment what is wanted
 */
export function TimeSlider({ moment }: { moment: Moment }) {
  const { t, i18n } = useTranslation("map");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const nowMs = nowStore.getState();
  const { atMs, isPlaying } = moment;
  return (
    <label className="map-time">
      <button type="button" aria-pressed={isPlaying} onClick={moment.play}>
        {t(isPlaying ? "time.stop" : "time.play")}
      </button>
      <input
        type="range"
        min={-steps}
        max={0}
        value={-hoursBack(atMs, nowMs)}
        onChange={({ target }) => moment.choose(momentBack(-Number(target.value), nowMs))}
      />
      {/* After the slider, which must not move under the hand that draws it. */}
      <span className={atMs === null ? undefined : "tone-late"}>
        {atMs === null ? t("time.now") : thenWords(atMs, nowMs, t, zone)}
      </span>
    </label>
  );
}

/** What is said of figures that are shown as they were known at a moment. */
export const thenWords = (
  atMs: number,
  nowMs: number,
  t: TFunction<"map">,
  zone: { language: string; timeZone: string },
): string => t("time.then", { time: formatSince(atMs, nowMs, zone) });
