import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { seriesKey } from "#contract/entities/series-key.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { figureState } from "../../figures/figure.ts";
import { formatValue } from "../../figures/format.ts";
import { useIsSimulationSaid } from "../../figures/simulation.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { seriesStore } from "../../state/readings.ts";
import { useHomePlace, useSite } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { FigureRow, rowName } from "./FigureRow.tsx";
import type { FigureTableSettings } from "./settings.ts";
import { leastBlockPx, nameEm, planColumns, planRows } from "./table-plan.ts";
import "./figure-table.css";

/** Two lines of a name, and a little air. */
const twoLinesEm = 2.5;

/** A property that the stylesheet reads; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/** The table looks at its figures once a second and is drawn again when something about it as a whole has changed. */
export function FigureTable({ settings, size, report }: PanelProps<FigureTableSettings>) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const home = useHomePlace();
  const series = useMemo(
    () =>
      settings.rows.map(({ indicator, place }) => ({
        indicator: site?.indicatorOf.get(indicator),
        store: seriesStore(seriesKey(indicator, place ?? home)),
      })),
    [settings.rows, site, home],
  );
  const readings = () => series.flatMap(({ store }) => store.getState() ?? []);
  const state = useNow((nowMs) =>
    worstFigure(series.map(({ indicator, store }) => figureState(store.getState(), indicator, nowMs))),
  );
  useTileState(report, series.every(({ indicator }) => indicator === undefined) ? "error" : state);

  const statuses = useNow(() => [...new Set(readings().map((one) => statusWords(one, t)))].join("\n"));
  const isMixed = statuses.includes("\n");
  const sourceId = useNow(() => {
    const ids = new Set(readings().map((one) => `${one.source}/${one.origin?.source ?? ""}`));
    return ids.size === 1 ? (readings()[0]?.source ?? "") : "";
  });
  const said = useIsSimulationSaid();
  const source = useNamedSource(sourceId);
  const valuePx = useNow(() =>
    series.reduce(
      (widest, { indicator, store }) => {
        if (indicator === undefined) return widest;
        const text = formatValue(store.getState()?.value ?? null, indicator, language);
        const markPx = crossedBy(store.getState(), indicator.thresholds) === undefined ? 0 : scale.label;
        return Math.max(widest, textWidthPx(text, scale.label) + markPx);
      },
      textWidthPx(t("table.value"), scale.source),
    ),
  );
  const unitPx = series.reduce(
    (widest, { indicator, store }) =>
      // Words have no unit.
      indicator === undefined || typeof store.getState()?.value === "string"
        ? widest
        : Math.max(widest, textWidthPx(inLanguage(indicator.unit, language), scale.source)),
    0,
  );
  const headPx = scale.source * 1.4;
  const first = readings()[0];
  // Rows of several kinds and sources say it all themselves; of one that is said for the monitor nothing is left to say.
  const isTagged = !isMixed && first !== undefined && (first.status !== "simulated" || said === "no");
  const hasFoot = isTagged || sourceId !== "";
  const aroundPx = scale.label * 1.35 + headPx + (hasFoot ? scale.source * 1.6 : 0);
  const figurePx = valuePx + unitPx + scale.source;
  const gapPx = scale.source * 1.2;
  const mostBlocks = (size.width + gapPx) / (leastBlockPx(figurePx, scale.source, isMixed) + gapPx);
  const count = settings.rows.length;
  const isStacked = size.width < leastBlockPx(figurePx, scale.source, isMixed);
  const namePx = isStacked ? scale.source * 1.3 : 0;
  const linePx = { usual: scale.label * 1.3 + namePx, least: scale.label * 1.14 + namePx };
  const { blocks } = planRows(size.height - aroundPx, linePx, count, 0, mostBlocks);
  const blockPx = (size.width - (blocks - 1) * gapPx) / blocks;
  // What a name over its figure leaves beside it is room for what that is held against.
  const roomPx = blockPx + (isStacked ? nameEm * scale.source : 0);
  const columns = planColumns(roomPx, scale.source, figurePx, isMixed, settings.columns);
  const isLong = series.some(({ indicator }, at) => {
    const row = settings.rows[at];
    if (indicator === undefined || row === undefined) return false;
    const place = row.place === undefined ? undefined : site?.placeOf.get(row.place);
    return textWidthPx(rowName(row, { indicator, place, home, language }), scale.source) > columns.namePx;
  });
  const twoLinesPx = isLong && !isStacked ? scale.source * twoLinesEm : 0;
  useWantedHeight(aroundPx + count * Math.max(linePx.usual, twoLinesPx));
  const { rows, shown, rowPx, hasTwoLines } = planRows(size.height - aroundPx, linePx, count, twoLinesPx, mostBlocks);
  const hidden = count - shown;
  const look: Variables = {
    "--value": `${Math.ceil(valuePx)}px`,
    "--unit": `${Math.ceil(unitPx)}px`,
    "--age": `${columns.ageEm}em`,
    "--old": `${columns.oldEm}em`,
  };
  return (
    <article className={isStacked ? "table table-stacked" : "table"}>
      <header>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        {hidden > 0 && <p>{t("table.more", { count: hidden })}</p>}
      </header>
      <div className="table-blocks" style={{ columnGap: gapPx }}>
        {Array.from({ length: blocks }, (_, block) =>
          settings.rows.slice(block * rows, Math.min((block + 1) * rows, shown)),
        )
          .filter((part) => part.length > 0)
          .map((part) => (
            <table
              key={part.map(({ indicator, place = home }) => seriesKey(indicator, place)).join(" ")}
              style={{ ...look, width: blockPx }}
            >
              <thead>
                <tr style={{ height: headPx }}>
                  <th scope="col" className="one-line">
                    {t("table.figure")}
                  </th>
                  <th scope="col" className="table-value">
                    {t("table.value")}
                  </th>
                  <td className="table-unit" />
                  {columns.status && <td className="table-status" />}
                  <th scope="col" className="table-age">
                    {t("table.asOf")}
                  </th>
                  {columns.against.map((one) => (
                    <th key={one} scope="col" className="table-against">
                      {t(`table.${one}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {part.map((row) => (
                  <FigureRow
                    key={seriesKey(row.indicator, row.place ?? home)}
                    row={row}
                    against={columns.against}
                    hasStatus={columns.status}
                    rowPx={rowPx}
                    hasTwoLines={hasTwoLines}
                  />
                ))}
              </tbody>
            </table>
          ))}
      </div>
      {hasFoot && (
        <FigureFoot
          status={isMixed || first === undefined ? undefined : { kind: first.status, word: statuses }}
          ages={[""]}
          isOld={false}
          source={sourceId === "" ? "" : sourceWords(first, source, t, language)}
          widthPx={size.width}
        />
      )}
    </article>
  );
}
