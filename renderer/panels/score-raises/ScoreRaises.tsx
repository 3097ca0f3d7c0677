import { useTranslation } from "react-i18next";
import type { DossiersOverview, Raise } from "#contract/dossiers/http.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { formatMoment, formatNumber, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import "../../i18n/services-words.ts";
import { nowStore } from "../../state/clock.ts";
import { useDossiersOverview } from "../../state/dossiers.ts";
import { usePlace, useSite, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { ScoreRaisesSettings } from "./settings.ts";
import "./score-raises.css";

/** Told where height is free. */
const mostInHand = 12;

type Zone = { language: string; timeZone: string };

export function ScoreRaises({ settings, size, report }: PanelProps<ScoreRaisesSettings>) {
  const { t, i18n } = useTranslation("services");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { overview, isFailing } = useDossiersOverview(settings.place);
  const place = usePlace(settings.place ?? "");
  const isHeard = overview?.heardAtMs != null;
  useTileState(report, overview === null ? "connecting" : isFailing ? "stale" : isHeard ? "fresh" : "empty");
  const title = inLanguage(settings.title, language);
  const named = place === undefined ? title : `${title} · ${inLanguage(place.name, language)}`;
  const note =
    overview === null ? t("notYet") : !isHeard ? t("unheard") : overview.raises.length === 0 ? t("noRaises") : "";
  const late = overview !== null && overview.alreadyLate > 0 ? t("alreadyLate", { count: overview.alreadyLate }) : "";
  const linePx = scale.source * 1.35;
  const isWide = size.width >= 34 * scale.source;
  // What does not fit one line of a narrow tile has two.
  const sentencePx = isWide ? linePx : 2 * linePx;
  const room = size.height - scale.label * 1.4 - sentencePx - (late === "" ? 0 : sentencePx) - scale.source * 1.6;
  const itemPx = isWide ? linePx * 2 : linePx * 3.8;
  const all = overview?.raises ?? [];
  // On a phone: as many as somebody does in a week, not all there are.
  useWantedHeight(size.height - room + Math.min(mostInHand, Math.max(1, all.length)) * itemPx + linePx);
  const fits = Math.max(1, Math.floor(room / itemPx));
  const shown = all.slice(
    0,
    all.length > fits || (overview?.more ?? 0) > 0 ? Math.max(1, Math.floor((room - linePx) / itemPx)) : fits,
  );
  const more = all.length - shown.length + (overview?.more ?? 0);
  const heightPx = Math.floor(Math.min(itemPx * 1.25, (room - (more > 0 ? linePx : 0)) / Math.max(1, shown.length)));
  const time = overview === null ? "" : formatSince(overview.asOfMs, nowStore.getState(), zone);
  return (
    <article className="raises">
      <header>
        <h2 className="one-line">{named}</h2>
        {isWide &&
          textWidthPx(named, scale.label) + textWidthPx(t("recomputed"), scale.source) + 2 * scale.source <
            size.width && <p>{t("recomputed")}</p>}
      </header>
      {overview !== null && isHeard && (
        <Outlook overview={overview} unit={settings.place} zone={zone} isWide={isWide} />
      )}
      {note !== "" && <p className="raises-note">{note}</p>}
      <ol>
        {shown.map((raise, at) => (
          <Item
            key={raise.code ?? at}
            {...{ raise, zone, isWide }}
            heightPx={heightPx}
            ofUnit={settings.place !== undefined}
          />
        ))}
      </ol>
      {more > 0 && <p className="raises-more">{t("moreRaises", { count: more })}</p>}
      {late !== "" && (
        <p className={isWide ? "raises-late one-line" : "raises-late"}>
          <Mark shape="up" />
          {late}
        </p>
      )}
      <FigureFoot
        status={overview?.isSimulated ? { kind: "simulated", word: figureWords("status.simulated") } : undefined}
        ages={isFailing ? [t("failing", { time })] : [time]}
        isOld={isFailing}
        source=""
        widthPx={size.width}
      />
    </article>
  );
}

type OutlookProps = { overview: DossiersOverview; unit: string | undefined; zone: Zone; isWide: boolean };

/** Where the score stands, where it goes if nothing is done, and where if all is. */
function Outlook({ overview, unit, zone, isWide }: OutlookProps) {
  const { t } = useTranslation("services");
  const site = useSite();
  const { language } = zone;
  const told = unit === undefined ? overview.home : (overview.units.find((one) => one.unit === unit) ?? overview.home);
  const score = (value: number | null) => (value === null ? "—" : formatNumber(value, language, 2));
  if (told.now === null) {
    const names = told.missing.map((code) =>
      inLanguage(site?.indicatorOf.get(code)?.name ?? { vi: code, en: code }, language),
    );
    return (
      <p className={isWide ? "raises-outlook one-line" : "raises-outlook"}>
        {t("outlookMissing", { what: names.join(", ") || "—" })}
      </p>
    );
  }
  const until = formatMoment(overview.untilMs, "dayMonth", zone);
  return (
    <p className={isWide ? "raises-outlook one-line" : "raises-outlook"}>
      {t("outlook", { now: score(told.now), until, nothing: score(told.ifNothing), all: score(told.ifAll) })}
    </p>
  );
}

type ItemProps = { raise: Raise; zone: Zone; heightPx: number; isWide: boolean; ofUnit: boolean };

function Item({ raise, zone, heightPx, isWide, ofUnit }: ItemProps) {
  const { t } = useTranslation("services");
  const unit = usePlace(raise.unit);
  const { language } = zone;
  const due = raise.dueMs === null ? "" : t("due", { day: formatMoment(raise.dueMs, "dayMonth", zone) });
  const deeds = raise.deeds.map(({ deed }) => t(`deed.${deed}`)).join(", ");
  const unitName = unit === undefined ? raise.unit : inLanguage(unit.name, language);
  const procedure = raise.procedureName ?? raise.procedure;
  const home =
    ofUnit || raise.homePoints === null
      ? ""
      : t("atHome", { points: formatNumber(raise.homePoints, language, 3, true) });
  return (
    <li style={{ height: heightPx }}>
      <strong>{formatNumber(raise.points, language, 2, true)}</strong>
      <div>
        <div className="raises-first">
          <p className="one-line">
            <b>{ofUnit ? procedure : unitName}</b>
            {due}
            {isWide && <span>{ofUnit ? raise.code : procedure}</span>}
          </p>
          {isWide && home !== "" && <small>{home}</small>}
        </div>
        {!isWide && <p className="raises-about one-line">{ofUnit ? raise.code : procedure}</p>}
        <p className={isWide ? "raises-deeds one-line" : "raises-deeds"}>{deeds}</p>
      </div>
    </li>
  );
}
