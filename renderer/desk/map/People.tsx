import { useTranslation } from "react-i18next";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { formatMoment, formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { allReadings } from "../../state/readings.ts";
import { useSite } from "../../state/site.ts";
import { useSources } from "../../state/sources.ts";
import { Tag } from "../../ui/Tag.tsx";
import { populationIndicator } from "./population.ts";
import { peopleIn, roundedPeople, type Touched } from "./questions.ts";

/** A new number of people is seen within this. */
const lookEveryMs = 10_000;

/** How many people live in an area, as an estimate from those of its communes; or why that is not known. */
export function People({ touched, hasAreas }: { touched: readonly Touched[]; hasAreas: boolean }) {
  const { t, i18n } = useTranslation("deskMap");
  const { t: figure } = useTranslation("figure");
  const { language } = i18n;
  const site = useSite();
  const sources = useSources();
  useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const indicator = site === null ? undefined : populationIndicator(site.indicators);
  if (site === null || indicator === undefined) return <p className="quiet">{t("in.noPopulation")}</p>;
  if (!hasAreas) return <p className="quiet">{t("in.noAreasForPeople")}</p>;
  const used = new Map<string, Reading>();
  for (const reading of allReadings())
    if (
      reading.indicator === indicator.code &&
      typeof reading.value === "number" &&
      // What is lost is not counted with, here as everywhere.
      freshnessOf(indicator.freshness, reading.asOfMs, nowStore.getState()) !== "lost"
    )
      used.set(reading.place, reading);
  const peopleOf = (place: string) => {
    const value = used.get(place)?.value;
    return typeof value === "number" ? value : undefined;
  };
  const { count, unknown } = peopleIn(touched, peopleOf);
  const counted = touched.flatMap(({ commune }) => used.get(commune.place ?? "") ?? []);
  const oldestMs = Math.min(...counted.map(({ asOfMs }) => asOfMs));
  const names = [...new Set(counted.map(({ source }) => sources.get(source)))].flatMap((source) =>
    source === undefined ? [] : inLanguage(source.name, language),
  );
  const zone = { language, timeZone: site.timeZone };
  const isSimulated = counted.some(({ status }) => status === "simulated");
  return (
    <>
      {count === null ? (
        <p className="quiet">{t("in.peopleUnknown", { indicator: inLanguage(indicator.name, language) })}</p>
      ) : (
        <>
          <p className="desk-map-measure">
            {t("in.peopleAbout", { people: formatNumber(roundedPeople(count), language, 0) })}{" "}
            <Tag kind="estimated" word={figure("status.estimated")} />
            {isSimulated && <Tag kind="simulated" word={figure("status.simulated")} />}
          </p>
          <p className="quiet">
            {t("in.peopleHow", {
              indicator: inLanguage(indicator.name, language),
              date: formatMoment(oldestMs, "date", zone),
              source: names.join(", "),
            })}
          </p>
        </>
      )}
      {count !== null && unknown.length > 0 && (
        <p className="tone-attention">
          {t("in.peopleMissing", {
            count: unknown.length,
            list: unknown
              .slice(0, 5)
              .map(({ name }) => inLanguage(name, language))
              .join(", "),
          })}
        </p>
      )}
    </>
  );
}
