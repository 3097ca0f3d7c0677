import { useTranslation } from "react-i18next";
import { formatNumber, formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { allReadings } from "../../../state/readings.ts";
import { useSite } from "../../../state/site.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useMoments } from "../../moments.ts";
import { type IndicatorDraft, numberOf } from "./draft.ts";

const shownPlaces = 8;

/** What the wall says of the newest figures with these words and limits. */
export function IndicatorPreview({ draft }: { draft: IndicatorDraft; step: string }) {
  const { t, i18n } = useTranslation("wizards");
  const site = useSite();
  const moments = useMoments();
  const own = draft.known === null ? [] : allReadings().filter(({ indicator }) => indicator === draft.known?.id);
  const decimals = numberOf(draft.decimals) ?? 0;
  const words = (one: { vi: string; en: string }) => inLanguage({ vi: one.vi, en: one.en || one.vi }, i18n.language);
  /** The worst limit that a value is beyond. */
  const passed = (value: number) =>
    draft.thresholds
      .flatMap((one) => {
        const at = numberOf(one.value);
        const isBeyond = at !== undefined && (one.side === "above" ? value > at : value < at);
        return isBeyond ? [one] : [];
      })
      .sort((a, b) => Number(b.level === "alarm") - Number(a.level === "alarm"))[0];
  return (
    <>
      <h2>{t("preview.wall")}</h2>
      {own.length === 0 && (
        <figure className="wizard-tile">
          <figcaption>{words(draft.name) || t("preview.unnamed")}</figcaption>
          <p className="wizard-tile-value">
            — <small>{words(draft.unit)}</small>
          </p>
          <p className="quiet">{t("preview.noFigures")}</p>
        </figure>
      )}
      {own.slice(0, shownPlaces).map((reading) => {
        const limit = typeof reading.value === "number" ? passed(reading.value) : undefined;
        const place = site?.placeOf.get(reading.place);
        return (
          <figure key={reading.place} className="wizard-tile wizard-tile-small">
            <figcaption>
              {words(draft.name)} · {place === undefined ? reading.place : inLanguage(place.name, i18n.language)}
            </figcaption>
            <p className={`wizard-tile-value${limit === undefined ? "" : ` tone-${limit.level}`}`}>
              {formatValue(reading.value, { decimals, showsSign: false }, i18n.language)}{" "}
              <small>{words(draft.unit)}</small>
            </p>
            {limit !== undefined && (
              <p className={`tone-${limit.level}`}>
                <Mark shape={limit.level === "alarm" ? "alarm" : "up"} />
                {words(limit.name) || t(`limits.levelOf.${limit.level}`)} {t(`limits.sideOf.${limit.side}`)}{" "}
                {formatNumber(numberOf(limit.value) ?? 0, i18n.language, decimals)}
              </p>
            )}
            <p className="quiet">{moments.since(reading.asOfMs)}</p>
          </figure>
        );
      })}
    </>
  );
}
