import { convertedSource, derivedSource } from "#contract/entities/derived-source.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { inLanguage } from "../i18n/bundles.ts";
import type { NamedSource } from "../state/sources.ts";
import type { FigureWords } from "./age.ts";
import { formatMoment } from "./format.ts";

type Given = Pick<Reading, "status" | "source" | "origin">;

/** The word of a figure's tag. What was converted from former places says so there: the tag stands in the smallest tile too. */
export function statusWords({ status, source }: Given, t: FigureWords): string {
  const word = t(`status.${status}`);
  return source === convertedSource ? `${word} · ${t("status.converted")}` : word;
}

/**
 * Where a figure comes from: its source, or that it was computed here; what came through a centre says which source it had
 * there; of one that the site has no more, that nothing further comes from it. "" without a figure.
 */
export function sourceWords(
  reading: Given | undefined,
  source: NamedSource | undefined,
  t: FigureWords,
  language: string,
): string {
  if (reading?.source === convertedSource) return t("source.converted");
  if (reading?.source === derivedSource) return t("source.derived");
  if (source === undefined) return reading === undefined ? "" : t("source.gone");
  const centre = inLanguage(source.name, language);
  if (reading?.origin === undefined) return centre;
  const { source: from } = reading.origin;
  if (from === derivedSource) return t("source.through", { source: t("source.derived"), centre });
  const origin = source.origins.find((one) => one.id === from);
  // The centre has not told yet, or has that source no more: its id is still who it was.
  return t("source.through", { source: origin === undefined ? from : inLanguage(origin.name, language), centre });
}

/**
 * Since when a figure of a day or longer stands as it does, where it once was another: "sửa 29/11", with the year where that is another
 * than the figure's own; "" where it never was. What is
 * computed here changes with its parts, which say so themselves.
 */
export function revisedWords(
  reading: Pick<Reading, "revision" | "issuedAtMs" | "receivedAtMs" | "asOfMs" | "source"> | undefined,
  period: IndicatorView["period"],
  t: FigureWords,
  zone: { language: string; timeZone: string },
): string {
  if (reading === undefined || reading.revision === 0 || period === "minute" || period === "hour") return "";
  if (reading.source === derivedSource || reading.source === convertedSource) return "";
  const [date, of] = [reading.issuedAtMs ?? reading.receivedAtMs, reading.asOfMs].map((ms) =>
    formatMoment(ms, "date", zone),
  ) as [string, string];
  return t("asOf.revised", { date: date.slice(-4) === of.slice(-4) ? date.slice(0, 5) : date });
}
