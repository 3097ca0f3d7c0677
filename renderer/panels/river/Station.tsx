import { useTranslation } from "react-i18next";
import type { Reading } from "#contract/entities/reading.ts";
import { spanWords } from "../../figures/age.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesOf, type FigureState, useFigure } from "../../figures/figure.ts";
import { formatNumber, formatSince } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { zoneOffsetMs } from "../../figures/zone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useExplanation } from "../../state/explanation.ts";
import { type Point, useHistory } from "../../state/history.ts";
import { usePlace, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import type { TypeScale } from "../../ui/type-scale.ts";
import { bulletinState } from "./bulletins.ts";
import { Course } from "./Course.tsx";
import { type Level, nextLevel, romanOf, sinceOf, stationRule } from "./levels.ts";
import type { RiverSettings } from "./settings.ts";

type Props = { settings: RiverSettings; place: string; width: number; height: number };

const pastMs = 7 * 86_400_000;
const pastPoints = 400;
const linePoints = 160;
export const wideFromEm = 30;
/** What a station takes where height is free, px: its parts side by side, or one under the other. */
export const stationPx = (scale: TypeScale, isWide: boolean): number =>
  isWide ? scale.source * 7.4 : wordsPx(scale) + scale.source * courseEm;
const courseEm = 5.5;
/** Its words one under the other: name, level, stage, what is not known and the foot, then up to five lines. */
const wordsPx = ({ source, value }: TypeScale, now = 4, said = 5): number =>
  source * (now * 1.26 + 1.7 + said * 1.24 + 0.9) + value * 1.45 * 1.12;
/** The column of the level, and that of the line, in parts of the whole. */
const [nowShare, courseShare] = [0.34, 0.23];
/** What a mark before words takes. */
const markEm = 1.4;
const compactBelowEm = 6.2;
/** From here on a line that is too long may take two. */
const roomyFromEm = 8.6;
/** Slower than this the water stands, cm/h. */
const steadyCm = 0.5;
const none = "none.none";

const numberIn = (reading: Reading | undefined, state: FigureState): number | null =>
  typeof reading?.value === "number" && state !== "lost" ? reading.value : null;

/** One station: how high, above which level and since when, how fast, how far to the next, rain, bulletin, and its course. */
export function Station({ settings, place: placeId, width, height }: Props) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const em = scale.source;
  const place = usePlace(placeId);
  const timeZone = useTimeZone();
  const level = useFigure(settings.level, placeId);
  const stage = useFigure(settings.stage, placeId);
  const rise = useFigure(settings.rise ?? none, placeId);
  const toNext = useFigure(settings.toNext ?? none, placeId);
  const rain = useFigure(settings.rain ?? none, placeId);
  const rainDay = useFigure(settings.rainDay ?? none, placeId);
  const { explanation } = useExplanation(settings.stage, placeId, stage.reading);
  const past = useHistory({ indicator: settings.stage, place: placeId, spanMs: pastMs, points: pastPoints });
  const line = useHistory({ indicator: settings.level, place: placeId, spanMs: settings.span, points: linePoints });
  const source = useNamedSource(level.reading?.source);
  const { levels, bulletins } = stationRule(explanation?.edition.parameters, placeId);
  const metres = numberIn(level.reading, level.state);
  const above = numberIn(stage.reading, stage.state);
  // As of now; the words that follow from the clock are looked at every minute.
  useNow((nowMs) => Math.floor(nowMs / 60_000));
  const nowMs = nowStore.getState();
  if (place === undefined) return <p className="river-note">{t("river.unknownStation", { id: placeId })}</p>;

  const tone = above === null ? "normal" : toneOf(crossedBy(stage.reading, stage.indicator?.thresholds ?? []));
  const decimals = (value: number, digits: number) => formatNumber(value, language, digits);
  const next = metres === null ? undefined : nextLevel(levels, metres);
  // The next one is said by itself.
  const unknown = levels.filter((one) => one.value === null && one !== next).map(({ number }) => romanOf(number));
  const isWide = width > wideFromEm * em;
  const courseWidth = Math.floor(isWide ? width * courseShare : width);
  const nowWidth = isWide ? width * nowShare : width;
  const saidWidth = isWide ? width * (1 - nowShare - courseShare) - 1.2 * em : width;
  const hasHours = numberIn(toNext.reading, toNext.state) !== null;
  const saidLines = [
    numberIn(rise.reading, rise.state) !== null,
    metres !== null,
    hasHours,
    settings.bulletin !== undefined,
    rain.reading !== undefined,
  ].filter(Boolean).length;
  const courseHeight = Math.floor(
    isWide ? height - em * 0.4 : Math.max(0, height - wordsPx(scale, unknown.length > 0 ? 4 : 3, saidLines)),
  );
  const shown = metres === null ? tFigure("noValue") : decimals(metres, level.indicator?.decimals ?? 2);
  const zone = { language, timeZone };
  const since = sinceWords(above, past.points, nowMs, zone, t, tFigure);
  // What is not known of the next level stands beside it: it gives way first, then since when.
  const stageTold = [
    [stageWords(above, levels, t), since],
    [stageWords(above, levels, t, true), since],
    [stageWords(above, levels, t, true), ""],
  ].find(([stage = "", from = ""], at) => {
    const text = from === "" ? stage : `${stage} · ${from}`;
    return at === 2 || textWidthPx(text, em) + (markOf(tone) === "none" ? 0 : markEm * em) <= nowWidth;
  }) as [string, string];
  const status = level.reading && { kind: level.reading.status, word: statusWords(level.reading, tFigure) };
  // Too low for the whole: what matters stands in one line, and what it is and how old never falls off.
  if (height < em * compactBelowEm)
    return (
      <li className={`river-station is-compact river-${level.state}`} style={{ height }}>
        <h3 className="one-line">{inLanguage(place.name, language)}</h3>
        <strong>{shown} m</strong>
        <p className={`river-stage one-line tone-${tone}`}>
          <Mark shape={markOf(tone)} />
          {stageWords(above, levels, t)}
        </p>
        <FigureFoot
          status={status}
          ages={agesOf(level)}
          isOld={level.freshness !== undefined}
          source=""
          widthPx={width * 0.3}
        />
      </li>
    );
  return (
    <li
      className={`river-station river-${level.state}${isWide ? " is-wide" : ""}${height > em * roomyFromEm ? " is-roomy" : ""}`}
      style={{ height }}
    >
      <div className="river-now">
        <h3 className="one-line">{inLanguage(place.name, language)}</h3>
        <p className="river-level">
          <strong>{shown}</strong>
          <small>m</small>
        </p>
        <p className={`river-stage one-line tone-${tone}`}>
          <Mark shape={markOf(tone)} />
          {stageTold[0]}
          {stageTold[1] !== "" && <span className="river-quiet"> · {stageTold[1]}</span>}
        </p>
        {unknown.length > 0 && (
          <p className="river-quiet one-line">{t("river.unknownLevels", { list: unknown.join(", ") })}</p>
        )}
        <FigureFoot
          status={status}
          ages={agesOf(level)}
          isOld={level.freshness !== undefined}
          source={sourceWords(level.reading, source, tFigure, language)}
          widthPx={nowWidth}
        />
      </div>
      <div className="river-said">
        <Rise rise={numberIn(rise.reading, rise.state)} />
        {metres !== null && next !== undefined && (
          <p className="one-line">
            {next.value === null
              ? t("river.nextUnknown", { roman: romanOf(next.number) })
              : t(next.isVerified ? "river.left" : "river.leftUnverified", {
                  left: decimals(next.value - metres, 2),
                  roman: romanOf(next.number),
                  level: decimals(next.value, 2),
                })}
          </p>
        )}
        {metres !== null && next === undefined && <OverAll metres={metres} levels={levels} />}
        {hasHours && (
          <p className="river-quiet one-line">
            {t("river.hours", { hours: decimals(Number(toNext.reading?.value), 1) })}
          </p>
        )}
        {settings.bulletin !== undefined && (
          <Bulletin
            {...{ settings, nowMs, place: placeId, times: bulletins[above ?? 0] ?? [], em }}
            // Where there is room it may take two lines.
            widthPx={height > em * roomyFromEm ? 2 * saidWidth : saidWidth}
          />
        )}
        {rain.reading !== undefined && (
          <p className="river-quiet one-line">
            {rainWords(numberIn(rain.reading, rain.state), numberIn(rainDay.reading, rainDay.state))}
          </p>
        )}
      </div>
      <Course points={line.points} levels={levels} width={courseWidth} height={courseHeight} typePx={em} />
    </li>
  );

  function rainWords(hour: number | null, day: number | null): string {
    const told = { hour: hour === null ? tFigure("noValue") : decimals(hour, 1) };
    return day === null ? t("river.rainHour", told) : t("river.rain", { ...told, day: decimals(day, 1) });
  }
}

function stageWords(
  above: number | null,
  levels: readonly Level[],
  t: ReturnType<typeof useTranslation<"environment">>["t"],
  isShort = false,
): string {
  if (above === null) return t("river.noStage");
  const next = levels[above];
  if (above === 0) return t("river.below");
  const roman = romanOf(above);
  return !isShort && next !== undefined && next.value === null
    ? t("river.stageAtLeast", { roman, next: romanOf(next.number) })
    : t("river.stage", { roman });
}

/** Rising and falling have a form of their own: ▲ is a limit that was passed. */
function Rise({ rise }: { rise: number | null }) {
  const { t, i18n } = useTranslation("environment");
  if (rise === null) return null;
  const way = Math.abs(rise) < steadyCm ? "steady" : rise > 0 ? "rising" : "falling";
  const mark = { steady: "level", rising: "rise", falling: "fall" } as const;
  const rate = formatNumber(Math.abs(rise), i18n.language, Math.abs(rise) < 10 ? 1 : 0);
  return (
    <p className="river-rise one-line">
      <Mark shape={mark[way]} />
      {way === "steady" ? t("river.steady") : t(`river.${way}`, { rate })}
    </p>
  );
}

function OverAll({ metres, levels }: { metres: number; levels: readonly Level[] }) {
  const { t, i18n } = useTranslation("environment");
  const last = levels.at(-1);
  if (last === undefined || last.value === null) return null;
  return (
    <p>{t("river.over", { roman: romanOf(last.number), over: formatNumber(metres - last.value, i18n.language, 2) })}</p>
  );
}

function Bulletin({
  settings,
  place,
  times,
  nowMs,
  widthPx,
  em,
}: Pick<Props, "settings" | "place"> & { times: readonly string[]; nowMs: number; widthPx: number; em: number }) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const timeZone = useTimeZone();
  const zone = { language: i18n.language, timeZone };
  const bulletin = useFigure(settings.bulletin ?? none, place).reading;
  const named = useFigure(settings.nextBulletin ?? none, place).reading;
  const known = {
    issuedMs: bulletin?.asOfMs ?? null,
    // Of another bulletin it says nothing of this one.
    named: named !== undefined && named.asOfMs === bulletin?.asOfMs ? named.value : null,
    times,
    offsetMs: zoneOffsetMs(nowMs, timeZone),
  };
  const { issuedMs, nextMs, isByRule, overdueMs } = bulletinState(known, nowMs);
  if (issuedMs === null) return <p className="river-quiet one-line">{t("river.noBulletin")}</p>;
  const time = formatSince(issuedMs, nowMs, zone);
  if (nextMs === null) return <p className="river-quiet one-line">{t("river.bulletinAlone", { time })}</p>;
  const next = formatSince(nextMs, nowMs, zone);
  if (overdueMs !== null) {
    const span = spanWords(overdueMs, tFigure);
    const whole = t(isByRule ? "river.overdueByRule" : "river.overdue", { next, span });
    const isWhole = textWidthPx(whole, em) + markEm * em <= widthPx;
    return (
      <p className="tone-late one-line">
        <Mark shape="late" />
        {isWhole ? whole : t("river.overdueShort", { span })}
      </p>
    );
  }
  return (
    <p className="river-quiet one-line">{t(isByRule ? "river.bulletinByRule" : "river.bulletin", { time, next })}</p>
  );
}

/** Since when the water has stood above so many levels; "" where that is not known. */
function sinceWords(
  stage: number | null,
  points: readonly Point[],
  nowMs: number,
  zone: { language: string; timeZone: string },
  t: ReturnType<typeof useTranslation<"environment">>["t"],
  tFigure: ReturnType<typeof useTranslation<"figure">>["t"],
): string {
  const since = stage === null ? undefined : sinceOf(points, stage);
  if (since === undefined) return "";
  return "sinceMs" in since
    ? t("river.since", { time: formatSince(since.sinceMs, nowMs, zone) })
    : t("river.sinceLong", { span: spanWords(nowMs - since.fromMs, tFigure) });
}
