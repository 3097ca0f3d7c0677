import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { Readings } from "#contract/readings/http.ts";
import { routes } from "#contract/routes.ts";
import { figureState } from "../../../figures/figure.ts";
import { formatValue } from "../../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../../figures/tone.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { search } from "../../../i18n/search.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { askCore, useAsked } from "../../../state/asking.ts";
import { useNow } from "../../../state/clock.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Go } from "../../app/Go.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { useWho } from "../../app/who.ts";
import { useAppZone } from "../../app/zone.ts";
import { figurePath, unitBeside } from "../figure-words.ts";
import { useIsPartial } from "../own-part.ts";
import "../page-words.ts";

const everyMs = 30_000;
/** A longer list is narrowed by typing, not by scrolling. */
const mostShown = 200;

/**
 * Every figure of the site as a whole, with its value; narrowed by a few letters. Who is told of a unit's or a commune's alone has those, at the
 * place that they are of.
 */
export function Page() {
  const { t } = useTranslation("leaderPages");
  const zone = useAppZone();
  const reason = useReasonLater();
  const site = useNamedSite();
  const [typed, setTyped] = useState("");
  const minute = useNow((nowMs) => nowMs - (nowMs % 60_000));
  const home = site?.place;
  const isPartial = useIsPartial();
  const who = useWho();
  const scopes = who.phase === "known" ? who.person?.scopes : undefined;
  const { value, failure } = useAsked(
    `figures ${home ?? ""} ${isPartial}`,
    async (signal) => {
      if (home === undefined) return undefined;
      // Of a part all places are told: they are few.
      const query = isPartial ? "" : `?${new URLSearchParams({ place: home })}`;
      return askCore(`${routes.readings}${query}`, Readings, { signal });
    },
    everyMs,
  );
  const rows = useMemo(() => {
    const readings = new Map<string, Reading>();
    for (const one of value?.readings ?? [])
      if (one.place === home || !readings.has(one.indicator)) readings.set(one.indicator, one);
    const ownUnits = new Set(scopes?.flatMap((scope) => (scope.kind === "unit" ? [scope.unit] : [])));
    const isTold = ({ code, owner }: IndicatorView) => !isPartial || readings.has(code) || ownUnits.has(owner ?? "");
    const all = site?.indicators.filter((one) => one.isRetired !== true && isTold(one)) ?? [];
    const found =
      typed.trim() === ""
        ? [...all].sort((one, other) =>
            inLanguage(one.name, zone.language).localeCompare(inLanguage(other.name, zone.language), zone.language),
          )
        : search(all, typed, mostShown + 1);
    return found.map((indicator) => ({ indicator, reading: readings.get(indicator.code) }));
  }, [site, value, typed, zone.language, home, isPartial, scopes]);
  const nameOfPlace = (id: string) => inLanguage(site?.placeOf.get(id)?.name ?? { vi: id, en: id }, zone.language);
  return (
    <>
      <PageHead title={t("figures.title")} />
      <input
        type="search"
        className="app-input"
        aria-label={t("search.label")}
        placeholder={t("search.hint")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {isPartial && <p className="app-second">{t("figures.partial")}</p>}
      {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      {site === null || (isPartial && value === undefined && failure === undefined) ? (
        <p className="app-waiting">{t("figures.loading")}</p>
      ) : (
        <ul className="app-card leader-pairs">
          {rows.length === 0 && (
            <li className="today-calm">{t(typed === "" ? "figures.none" : "search.none", { text: typed })}</li>
          )}
          {rows.slice(0, mostShown).map(({ indicator, reading }) => {
            const isLost = figureState(reading, indicator, minute) === "lost";
            const tone = isLost ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
            return (
              <li key={indicator.code}>
                <Go to={figurePath(indicator.code, reading?.place ?? site.place, site.place)}>
                  <span>
                    {inLanguage(indicator.name, zone.language)}
                    {reading !== undefined && reading.place !== site.place && (
                      <small className="app-quiet"> · {nameOfPlace(reading.place)}</small>
                    )}
                  </span>
                  <span className={`tone-${tone}`}>
                    {/* Before they are told nobody knows of which there are any. */}
                    {reading === undefined && value !== undefined && (
                      <small className="app-quiet">{isPartial ? "—" : t("figure.byPlace")}</small>
                    )}
                    <Mark shape={markOf(tone)} />
                    {reading !== undefined && !isLost && (
                      <>
                        {formatValue(reading.value, indicator, zone.language)}{" "}
                        <small className="app-quiet">{unitBeside(reading, indicator, zone.language)}</small>
                      </>
                    )}
                  </span>
                </Go>
              </li>
            );
          })}
        </ul>
      )}
      {rows.length > mostShown && <p className="app-quiet">{t("search.more")}</p>}
    </>
  );
}
