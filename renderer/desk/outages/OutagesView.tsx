import { useTranslation } from "react-i18next";
import { OutageList, routes } from "#contract/http.ts";
import { spanWords } from "../../figures/age.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useSources } from "../../state/sources.ts";
import { AskedNote } from "../AskedNote.tsx";
import { askCore, useAsked } from "../core.ts";
import { useMoments } from "../moments.ts";
import "./outages.css";

const askEveryMs = 10_000;

/** What was missed and what was caught up, source by source. */
export function OutagesView() {
  const { t, i18n } = useTranslation("desk");
  const { t: figureWords } = useTranslation("figure");
  const moments = useMoments();
  const sources = useSources();
  const told = useAsked("outages", (signal) => askCore(routes.outages, OutageList, { signal }), askEveryMs);
  const outages = told.value?.outages;
  return (
    <div className="outages">
      <h2>{t("outages.title")}</h2>
      <AskedNote failure={told.failure} isLoading={outages === undefined} />
      {outages?.length === 0 && <p className="quiet">{t("outages.none")}</p>}
      {outages !== undefined && outages.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>{t("outages.source")}</th>
              <th>{t("outages.from")}</th>
              <th>{t("outages.to")}</th>
              <th>{t("outages.length")}</th>
              <th>{t("outages.caughtUp")}</th>
            </tr>
          </thead>
          <tbody>
            {outages.map(({ source, fromMs, toMs, caughtUp }) => (
              <tr key={`${source}/${fromMs}`}>
                <td>{inLanguage(sources.get(source)?.name ?? { vi: source, en: source }, i18n.language)}</td>
                <td>{moments.seconds(fromMs)}</td>
                <td>{moments.seconds(toMs)}</td>
                <td>{spanWords(toMs - fromMs, figureWords)}</td>
                <td>
                  {caughtUp === 0
                    ? t("outages.nothing")
                    : t("outages.readings", { readings: formatNumber(caughtUp, i18n.language, 0) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
