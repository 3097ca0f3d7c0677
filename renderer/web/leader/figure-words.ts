import type { TFunction } from "i18next";
import type { Since } from "#contract/entities/crossing.ts";
import type { Threshold } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Earlier } from "#contract/today/http.ts";
import { formatMoment, formatNumber, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";

export type LeaderWords = TFunction<"leader">;
export type Zone = { language: string; timeZone: string };

/** "Xe chờ · Hữu Nghị"; of the site as a whole the name alone. */
export const figureName = (
  { indicator, place, isHome }: { indicator: { name: Words }; place: { name: Words }; isHome: boolean },
  language: string,
): string => {
  const name = inLanguage(indicator.name, language);
  return isHome ? name : `${name} · ${inLanguage(place.name, language)}`;
};

/** What stands beside a value; a word has no unit. */
export const unitBeside = (
  reading: Pick<Reading, "value"> | undefined,
  indicator: { unit: Words },
  language: string,
) => (typeof reading?.value === "string" ? "" : inLanguage(indicator.unit, language));

/** Where a figure's page is. */
export const figurePath = (indicator: string, place: string, home: string): string =>
  `/app/figure/${encodeURIComponent(indicator)}${place === home ? "" : `/${encodeURIComponent(place)}`}`;

/** "vượt Báo động 2 (254,00 m) từ 13:20". */
export function crossedWords(
  threshold: Threshold,
  indicator: { decimals: number; unit: Words; period: string },
  since: Since | null,
  nowMs: number,
  t: LeaderWords,
  zone: Zone,
): string {
  const bound = threshold.above ?? threshold.below ?? 0;
  const limit = formatNumber(bound, zone.language, Number.isInteger(bound) ? 0 : indicator.decimals);
  const name = inLanguage(threshold.name, zone.language);
  const unit = inLanguage(indicator.unit, zone.language);
  const what = t(threshold.below === undefined ? "crossed.above" : "crossed.below", {
    // Many a limit has its value in its name.
    what: name.includes(limit) ? name : t("crossed.limit", { name, limit, unit }),
  });
  if (since === null) return what;
  const time =
    indicator.period === "day" ? formatMoment(since.atMs, "dayMonth", zone) : formatSince(since.atMs, nowMs, zone);
  return `${what} ${t(since.isBefore ? "crossed.before" : "crossed.since", { time })}`;
}

/** "so với hôm qua". */
export const thanWords = (than: Earlier["than"], t: LeaderWords): string => t(`than.${than}`);
