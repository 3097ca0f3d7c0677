import type { TFunction } from "i18next";
import type { Freshness } from "#contract/entities/freshness.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { formatMoment, formatSince } from "./format.ts";

export type FigureWords = TFunction<"figure">;
type Zone = { language: string; timeZone: string };

/** A span in one unit, as people say it: "45 giây", "26 phút", "3 giờ", "2 ngày". Rounded down: never older than it is. */
export function spanWords(spanMs: number, t: FigureWords): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  if (seconds < 60) return t("span.seconds", { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t("span.minutes", { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t("span.hours", { count: hours });
  return t("span.days", { count: Math.floor(hours / 24) });
}

/**
 * Figures of a whole month or quarter are told by it, of a day, a year or a part by the day they reach to; others by the moment and how
 * long ago that is.
 */
export function asOfWords(
  reading: Pick<Reading, "asOfMs">,
  period: IndicatorView["period"],
  nowMs: number,
  t: FigureWords,
  zone: Zone,
): string {
  const whole = period === "year" ? undefined : wholePeriodWords(reading, period, t, zone);
  if (whole !== undefined) return period === "month" ? t("asOf.month", { month: whole }) : whole;
  if (period !== "minute" && period !== "hour")
    return t("asOf.day", { date: formatMoment(reading.asOfMs, "date", zone) });
  const ageMs = nowMs - reading.asOfMs;
  const ago = ageMs < 60_000 ? t("ago.now") : t("ago.past", { span: spanWords(ageMs, t) });
  return t("asOf.moment", { time: formatSince(reading.asOfMs, nowMs, zone), ago });
}

/** The same where there is little room: the moment or the day alone. */
export function asOfShortWords(
  reading: Pick<Reading, "asOfMs">,
  period: IndicatorView["period"],
  nowMs: number,
  zone: Zone,
): string {
  if (period !== "minute" && period !== "hour") return formatMoment(reading.asOfMs, "date", zone);
  return formatSince(reading.asOfMs, nowMs, zone);
}

/** The period that a figure is of, as offices write it: "14:21", "24/11/2026", "10/2026", "quý 3/2026", "2025". */
export function periodWords(
  reading: Pick<Reading, "asOfMs">,
  period: IndicatorView["period"],
  nowMs: number,
  t: FigureWords,
  zone: Zone,
): string {
  const [, month = "", year = ""] = formatMoment(reading.asOfMs, "date", zone).split("/");
  if (period === "month") return `${month}/${year}`;
  if (period === "quarter") return t("asOf.quarter", { number: Math.ceil(Number(month) / 3), year });
  if (period === "year") return year;
  return asOfShortWords(reading, period, nowMs, zone);
}

const dayMs = 86_400_000;

/** A month's estimate is out by its 29th, and dated with its 28th, as no figure may lie ahead: that is of the whole of it too. */
const estimateDay = "28";

/**
 * The period alone, "2025" or "10/2026", of a figure that reaches to its last day, or that statistics date with the 28th of its last
 * month; undefined of any other, which is told by the day it reaches to.
 */
export function wholePeriodWords(
  reading: Pick<Reading, "asOfMs">,
  period: IndicatorView["period"],
  t: FigureWords,
  zone: Zone,
): string | undefined {
  if (period !== "month" && period !== "quarter" && period !== "year") return undefined;
  const told = periodWords(reading, period, reading.asOfMs, t, zone);
  const isIn = (days: number) =>
    periodWords({ asOfMs: reading.asOfMs + days * dayMs }, period, reading.asOfMs, t, zone) === told;
  const isEstimateDay = period !== "year" && formatMoment(reading.asOfMs, "date", zone).startsWith(estimateDay);
  return isIn(1) && !(isEstimateDay && !isIn(4)) ? undefined : told;
}

/**
 * What is said of a figure that is not fresh; undefined for a fresh one, of which nothing need be said.
 * @param plannedUntilMs until when its source is planned to be down: said in the place of "lost"; a late or stale figure keeps its age
 * @param length "short" where a column is narrow: "mất từ 13:57" instead of "mất số liệu từ 13:57"
 */
export function freshnessWords(
  freshness: Freshness,
  asOfMs: number,
  nowMs: number,
  t: FigureWords,
  zone: Zone,
  length: "long" | "short" = "long",
  plannedUntilMs?: number,
): string | undefined {
  if (freshness === "fresh") return undefined;
  if (freshness === "lost" && plannedUntilMs !== undefined)
    return t("freshness.planned", { until: formatSince(plannedUntilMs, nowMs, zone) });
  const span = spanWords(nowMs - asOfMs, t);
  const time = formatSince(asOfMs, nowMs, zone);
  return length === "short"
    ? t(`freshness.short.${freshness}`, { span, time })
    : t(`freshness.${freshness}`, { span, time });
}
