import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Readings } from "#contract/readings/http.ts";
import { routes } from "#contract/routes.ts";
import { figureState } from "../../../figures/figure.ts";
import { formatValue } from "../../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../../figures/tone.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { askCore, useAsked } from "../../../state/asking.ts";
import { useNow } from "../../../state/clock.ts";
import { Mark } from "../../../ui/Mark.tsx";
import type { PageProps } from "../../app/app-page.ts";
import { Go } from "../../app/Go.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { FigureNote } from "../FigureNote.tsx";
import { figurePath, unitBeside } from "../figure-words.ts";
import { useIsPartial } from "../own-part.ts";
import { ShareKey } from "../ShareKey.tsx";
import "../page-words.ts";

const everyMs = 30_000;

/** All that is known of one place. */
export function Page({ params: { place = "" } }: PageProps) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const reason = useReasonLater();
  const site = useNamedSite();
  const [said, setSaid] = useState("");
  // Whose the figures are, by name.
  useEffect(() => want({ sources: "all" }), []);
  const { value, failure } = useAsked(
    place,
    (signal) => askCore(`${routes.readings}?${new URLSearchParams({ place })}`, Readings, { signal }),
    everyMs,
  );
  const isPartial = useIsPartial();
  const minute = useNow((nowMs) => nowMs - (nowMs % 60_000));
  const known = site?.placeOf.get(place);
  const name = known === undefined ? place : inLanguage(known.name, language);
  return (
    <>
      <PageHead title={name} backTo="/app/search">
        <ShareKey title={name} onSaid={setSaid} />
      </PageHead>
      <p role="status" className="leader-said">
        {said}
      </p>
      {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      {value !== undefined && site !== null && (
        <ul className="app-card app-list">
          {value.readings.length === 0 && (
            <li className="today-calm">{t(isPartial ? "place.noneYours" : "place.none", { place: name })}</li>
          )}
          {value.readings.map((reading) => {
            const indicator = site.indicatorOf.get(reading.indicator);
            if (indicator === undefined) return null;
            const state = figureState(reading, indicator, minute);
            const isLost = state === "lost";
            const tone = isLost ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
            return (
              <li key={reading.indicator}>
                <Go className="leader-row" to={figurePath(reading.indicator, place, site.place)}>
                  <span className="leader-told">
                    <span>
                      {inLanguage(indicator.name, language)}{" "}
                      <strong className={`tone-${tone}`}>
                        <Mark shape={markOf(tone)} />
                        {isLost ? "—" : formatValue(reading.value, indicator, language)}{" "}
                        {unitBeside(reading, indicator, language)}
                      </strong>
                    </span>
                    <FigureNote
                      reading={reading}
                      indicator={indicator}
                      isOld={state !== "fresh"}
                      sourceName={undefined}
                    />
                  </span>
                </Go>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
