import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { figureState } from "../../../figures/figure.ts";
import { formatValue } from "../../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../../figures/tone.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useNow } from "../../../state/clock.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Go } from "../../app/Go.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { useAppZone } from "../../app/zone.ts";
import { figurePath } from "../figure-words.ts";

const firstShown = 10;
type Props = {
  indicator: IndicatorView;
  home: string;
  at: string;
  readings: readonly Reading[] | undefined;
  /** Fewer places are not worth a list. */
  least: number;
};

/** The figure at all places that have it, the worst first and then by value; lost ones last, without a value. */
export function Everywhere({ indicator, home, at, readings, least }: Props) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const site = useNamedSite();
  const [isWhole, setIsWhole] = useState(false);
  const minute = useNow((nowMs) => nowMs - (nowMs % 60_000));
  const rows = useMemo(() => {
    const rankOf = (reading: Reading) => {
      if (figureState(reading, indicator, minute) === "lost" || typeof reading.value !== "number") return 3;
      const level = crossedBy(reading, indicator.thresholds)?.level;
      return level === "alarm" ? 0 : level === "attention" ? 1 : 2;
    };
    return (readings ?? [])
      .map((reading) => ({ reading, rank: rankOf(reading) }))
      .sort((one, other) => one.rank - other.rank || Number(other.reading.value) - Number(one.reading.value));
  }, [readings, indicator, minute]);
  if (rows.length < least) return null;
  const shown = isWhole ? rows : rows.slice(0, firstShown);
  return (
    <section className="app-card" aria-labelledby="figure-places">
      <h2 id="figure-places">{t("figure.byPlace")}</h2>
      <ul className="leader-pairs">
        {shown.map(({ reading, rank }) => {
          const place = site?.placeOf.get(reading.place);
          const tone = rank > 1 ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
          const name = place === undefined ? reading.place : inLanguage(place.name, language);
          return (
            <li key={reading.place}>
              <Go
                to={figurePath(indicator.code, reading.place, home)}
                replaces
                aria-current={reading.place === at ? "true" : undefined}
              >
                <span>{reading.place === home ? `${name} (${t("figure.wholeSite")})` : name}</span>
                <span className={`tone-${tone}`}>
                  <Mark shape={markOf(tone)} />
                  {rank === 3 ? "—" : formatValue(reading.value, indicator, language)}
                </span>
              </Go>
            </li>
          );
        })}
      </ul>
      {rows.length > shown.length && (
        <button type="button" className="leader-more" onClick={() => setIsWhole(true)}>
          {t("figure.morePlaces", { count: rows.length })}
        </button>
      )}
    </section>
  );
}
