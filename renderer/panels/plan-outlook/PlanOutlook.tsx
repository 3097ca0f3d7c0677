import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { seriesKey } from "#contract/entities/series-key.ts";
import { periodWords } from "../../figures/age.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { figureState } from "../../figures/figure.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { seriesStore } from "../../state/readings.ts";
import { useHomePlace, useSite, useTimeZone } from "../../state/site.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { OutlookRow } from "./OutlookRow.tsx";
import { axisEnd, planRows } from "./outlook.ts";
import type { PlanOutlookSettings } from "./settings.ts";
import "./plan-outlook.css";

/** The panel looks at its figures once a second and is drawn again when something about it as a whole has changed. */
export function PlanOutlook({ settings, size, report }: PanelProps<PlanOutlookSettings>) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const home = useHomePlace();
  const zone = { language, timeZone: useTimeZone() };
  const rows = useMemo(
    () =>
      settings.rows.map((row) => {
        const storeOf = (code: string) => seriesStore(seriesKey(code, row.place ?? home));
        return {
          indicator: site?.indicatorOf.get(row.reached),
          stores: { reached: storeOf(row.reached), expected: storeOf(row.expected), high: storeOf(row.high) },
        };
      }),
    [settings.rows, site, home],
  );
  const state = useNow((nowMs) =>
    worstFigure(rows.map(({ indicator, stores }) => figureState(stores.reached.getState(), indicator, nowMs))),
  );
  useTileState(report, rows.every(({ indicator }) => indicator === undefined) ? "error" : state);

  const readings = () => rows.flatMap(({ stores }) => stores.expected.getState() ?? stores.reached.getState() ?? []);
  const statuses = useNow(() => [...new Set(readings().map((one) => statusWords(one, t)))].join("\n"));
  const isMixed = statuses.includes("\n");
  const periods = useNow((nowMs) => {
    const told = rows.flatMap(({ indicator, stores }) => {
      const reading = stores.reached.getState();
      return indicator === undefined || reading === undefined
        ? []
        : periodWords(reading, indicator.period, nowMs, t, zone);
    });
    return [...new Set(told)].sort().join(", ");
  });
  const end = useNow(() =>
    axisEnd(
      rows.flatMap(({ stores }) =>
        Object.values(stores).flatMap((store) => {
          const value = store.getState()?.value;
          return typeof value === "number" ? [value] : [];
        }),
      ),
    ),
  );
  const first = readings()[0];
  const form = planRows(size, scale.source, scale.label, settings.rows.length);
  useWantedHeight(form.wantedPx);
  const hidden = settings.rows.length - form.rows;
  const title = inLanguage(settings.title, language);
  const legend = [t("outlook.legend.reached"), t("outlook.legend.expected"), t("outlook.legend.plan")];
  const legendPx = textWidthPx(legend.join(""), scale.source) + 8 * scale.source;
  const hasLegend = hidden === 0 && textWidthPx(title, scale.label) + legendPx < size.width;
  return (
    <article className="outlook">
      <header>
        <h2 className="one-line">{title}</h2>
        {hidden > 0 && <p>{t("table.more", { count: hidden })}</p>}
        {hasLegend && (
          <p className="outlook-legend" aria-hidden="true">
            {(["solid", "band", "plan"] as const).map((kind, at) => (
              <span key={kind}>
                <i className={`outlook-key outlook-${kind}`} />
                {legend[at]}
              </span>
            ))}
          </p>
        )}
      </header>
      <ol>
        {settings.rows.slice(0, form.rows).map((row) => (
          <OutlookRow
            key={seriesKey(row.expected, row.place ?? home)}
            {...{ row, form }}
            axisEnd={end}
            hasStatus={isMixed}
          />
        ))}
      </ol>
      <FigureFoot
        status={isMixed || first === undefined ? undefined : { kind: first.status, word: statuses }}
        ages={periods === "" ? [t("asOf.none")] : [t("outlook.upTo", { period: periods }), periods]}
        isOld={false}
        source={sourceWords(first, undefined, t, language)}
        widthPx={size.width}
      />
    </article>
  );
}
