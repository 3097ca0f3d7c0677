import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlaceKind } from "#contract/entities/place.ts";
import { formatMoment, formatNumber, formatSince } from "../../figures/format.ts";
import { PlacesFoot } from "../../figures/PlacesFoot.tsx";
import { usePlaceFigures } from "../../figures/place-figures.ts";
import { markOf } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import "../../i18n/services-words.ts";
import { nowStore } from "../../state/clock.ts";
import { useDossiersOverview } from "../../state/dossiers.ts";
import { useHomePlace, useIndicator, useSite, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { type DueCounts, type DueRow, dueRows, type Limits, pressing, toneOfLate } from "./due-table.ts";
import type { DossiersDueSettings } from "./settings.ts";
import "./dossiers-due.css";

const nothing: readonly string[] = [];
/** All places are named, so that no kind is looked for. */
const anyKind: PlaceKind = "office";

export function DossiersDue({ settings, size, report }: PanelProps<DossiersDueSettings>) {
  const { t, i18n } = useTranslation("services");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const home = useHomePlace();
  const zone = { language, timeZone: useTimeZone() };
  const { kinds, places: named } = settings;
  const places = useMemo(() => {
    const units =
      named ?? site?.places.filter(({ kind, to }) => kinds.includes(kind) && to === undefined).map(({ id }) => id);
    return [home, ...(units ?? nothing)];
  }, [site, home, kinds, named]);
  const choice = { places, kind: anyKind };
  const indicator = useIndicator(settings.late);
  const late = usePlaceFigures(settings.late, choice);
  const soon = usePlaceFigures(settings.soon, choice);
  const near = usePlaceFigures(settings.near, choice);
  const open = usePlaceFigures(settings.open ?? settings.late, choice);
  const { overview } = useDossiersOverview(undefined);
  useTileState(report, indicator === undefined ? "error" : worstFigure(late.slice(0, 1).map(({ state }) => state)));
  const [whole, ...units] = dueRows({ late, soon, near, open });
  const rows = pressing(units);
  const linePx = scale.source * 1.4;
  const headPx = scale.source * 1.4;
  const wholePx = scale.label * 1.6;
  const aroundPx = scale.label * 1.4 + headPx + wholePx + scale.source * 1.6;
  const isMoved = (overview?.moved.total ?? 0) > 0;
  // A sentence that does not fit a line of a phone has three.
  const movedPx = isMoved ? linePx * (size.width >= 30 * scale.source ? 1 : 3) : 0;
  useWantedHeight(aroundPx + Math.max(1, rows.length) * linePx + movedPx);
  if (indicator === undefined)
    return <p className="due-note">{figureWords("unknownIndicator", { code: settings.late })}</p>;

  const columns: (keyof DueCounts)[] = [
    "late",
    "soon",
    "near",
    ...(settings.open === undefined ? [] : (["open"] as const)),
  ];
  const isWide = size.width >= 22 * scale.source + columns.length * columnEm * scale.source - 8 * scale.source;
  const shownColumns = isWide ? columns : columns.slice(0, 3);
  const moved = overview?.moved;
  const example = moved?.dossiers[0];
  const movedWords =
    moved === undefined || moved.atMs === null || example === undefined
      ? ""
      : t("moved", {
          count: moved.total,
          time: formatSince(moved.atMs, nowStore.getState(), zone),
          from: formatMoment(example.fromMs, "dayMonth", zone),
          to: formatMoment(example.toMs, "dayMonth", zone),
        });
  const restPx = size.height - aroundPx - movedPx;
  const room = Math.max(1, Math.floor(restPx / linePx));
  const shown = rows.length <= room ? rows : rows.slice(0, Math.max(1, room - 1));
  const rowPx = Math.floor(
    Math.min(restPx / Math.max(1, shown.length + (shown.length < rows.length ? 1 : 0)), linePx * 1.4),
  );
  const title = inLanguage(settings.title, language);
  const hasAside =
    textWidthPx(title, scale.label) + textWidthPx(t("workingDays"), scale.source) + 2 * scale.source < size.width;
  return (
    <article className={isWide ? "due" : "due is-narrow"}>
      <header>
        <h2 className="one-line">{title}</h2>
        {hasAside && <p>{t("workingDays")}</p>}
      </header>
      <table>
        <thead>
          <tr style={{ height: headPx }}>
            <th scope="col">{t("unit")}</th>
            {shownColumns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {whole !== undefined && (
            <Row
              row={whole}
              columns={shownColumns}
              rowPx={wholePx}
              name={t("allUnits")}
              isWhole
              language={language}
              limits={settings}
            />
          )}
          {shown.map((row) => (
            <Row
              key={row.place.id}
              {...{ row, rowPx, language }}
              limits={settings}
              columns={shownColumns}
              name={inLanguage(row.place.name, language)}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && (
        <p className="due-note">{whole?.late === null || whole === undefined ? t("noCounts") : t("noneDue")}</p>
      )}
      {shown.length < rows.length && (
        <p className="due-more one-line">{t("moreUnits", { count: rows.length - shown.length })}</p>
      )}
      {movedWords !== "" && (
        <p className={movedPx > linePx ? "due-moved" : "due-moved one-line"}>
          <Mark shape="late" />
          {movedWords}
        </p>
      )}
      <PlacesFoot figures={late} indicator={indicator} widthPx={size.width} />
    </article>
  );
}

const columnEm = 5.6;

type RowProps = {
  row: DueRow;
  columns: readonly (keyof DueCounts)[];
  rowPx: number;
  name: string;
  language: string;
  limits: Limits;
  isWhole?: boolean;
};

function Row({ row, columns, rowPx, name, language, limits, isWhole = false }: RowProps) {
  return (
    <tr className={isWhole ? "due-whole" : ""} style={{ height: rowPx }}>
      <th scope="row" className="one-line">
        {name}
      </th>
      {columns.map((column) => {
        const value = row[column];
        const tone = column === "late" && !isWhole ? toneOfLate(value, limits) : "normal";
        return (
          <td key={column} className={`tone-${tone} ${value === 0 ? "due-none" : ""}`}>
            <Mark shape={markOf(tone)} />
            {value === null ? "—" : formatNumber(value, language, 0)}
          </td>
        );
      })}
    </tr>
  );
}
