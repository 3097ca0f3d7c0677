import type { IndicatorView } from "#contract/entities/profile.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import type { Site } from "../../state/site.ts";
import { type FigureWords, spanWords } from "../age.ts";
import { gapDecimals } from "../comparator.ts";
import { formatMoment, formatNumber, formatSince } from "../format.ts";
import type { Calm, Clause } from "./clauses.ts";
import type { Since } from "./since.ts";

const dayMs = 86_400_000;
/** From then on the day alone is said: minutes do not matter then. */
const minutesForMs = 2 * dayMs;

export type HeadlineWords = {
  t: FigureWords;
  language: string;
  timeZone: string;
  nowMs: number;
  site: Pick<Site, "indicatorOf" | "placeOf">;
  /** A source as people call it. */
  sourceName(id: string): string;
};

/** "13:20", "13:20 26/11", and of longer ago "24/11"; of another year's day "31/12/2025". */
function momentWords(ms: number, isByDay: boolean, words: HeadlineWords): string {
  if (isByDay) {
    const date = formatMoment(ms, "date", words);
    const isThisYear = date.slice(-4) === formatMoment(words.nowMs, "date", words).slice(-4);
    return isThisYear ? formatMoment(ms, "dayMonth", words) : date;
  }
  return words.nowMs - ms < minutesForMs ? formatSince(ms, words.nowMs, words) : formatMoment(ms, "dayMonth", words);
}

const nameOf = (code: string, { site, language }: HeadlineWords): string => {
  const name = site.indicatorOf.get(code)?.name;
  return name === undefined ? code : inLanguage(name, language);
};
const placeName = (id: string, { site, language }: HeadlineWords): string => {
  const name = site.placeOf.get(id)?.name;
  return name === undefined ? id : inLanguage(name, language);
};

/** "Hữu Nghị", "Hữu Nghị và Tân Thanh", "Hữu Nghị và 3 nơi nữa"; "" for the site as a whole. */
function placesWords(places: readonly (string | null)[], words: HeadlineWords): string {
  const [one, other, ...rest] = places.filter((place) => place !== null).map((place) => placeName(place, words));
  if (one === undefined) return "";
  if (other === undefined) return one;
  if (rest.length === 0) return words.t("headline.and", { one, other });
  return words.t("headline.andMore", { one, count: rest.length + 1 });
}

const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");

/** A clause in the wordings from the longest to the shortest; each is whole. @param since of a passed limit; undefined: not known */
export function clauseWords(clause: Clause, since: Since | undefined, words: HeadlineWords): string[] {
  const { t, language, site } = words;
  switch (clause.kind) {
    case "crossed":
      return crossedWords(clause, since, words);
    case "lost": {
      const of =
        "source" in clause.of
          ? words.sourceName(clause.of.source)
          : join(lowered(nameOf(clause.of.indicator, words)), placesWords(clause.of.places, words));
      return [t(`headline.${clause.state}`, { of, time: momentWords(clause.sinceMs, clause.isByDay, words) })];
    }
    case "planned": {
      const time = formatSince(clause.untilMs, words.nowMs, words);
      return [t("headline.planned", { of: words.sourceName(clause.source), time })];
    }
    case "plan": {
      const indicator = site.indicatorOf.get(clause.indicator);
      const name = join(nameOf(clause.indicator, words), placesWords([clause.place], words));
      if (indicator === undefined) return [name];
      const gap = formatNumber(clause.gap, language, gapDecimals(clause.gap, indicator.decimals));
      const unit = inLanguage(indicator.unit, language);
      const how = indicator.good === "down" ? "planOver" : unit.startsWith("%") ? "planPoints" : "planUnder";
      return [t(`headline.${how}`, { name, gap, unit })];
    }
    case "change": {
      const { against, percent } = clause;
      const than =
        "spanMs" in against
          ? t("headline.earlier", { span: spanWords(against.spanMs, t) })
          : inLanguage(against, language);
      const name = join(nameOf(clause.indicator, words), placesWords([clause.place], words));
      const size = formatNumber(Math.abs(percent), language, 1);
      return [t(percent > 0 ? "headline.up" : "headline.down", { name, size, than })];
    }
  }
}

function crossedWords(
  clause: Extract<Clause, { kind: "crossed" }>,
  since: Since | undefined,
  words: HeadlineWords,
): string[] {
  const { t, language, site } = words;
  const indicator: IndicatorView | undefined = site.indicatorOf.get(clause.indicator);
  const { threshold } = clause;
  // Since when is asked of one place: the first is named with it, the others are counted.
  const place = placesWords(clause.places.slice(0, 1), words);
  const limit = inLanguage(threshold.name, language);
  const name = join(nameOf(clause.indicator, words), place);
  const says = threshold.says === undefined || place === "" ? undefined : inLanguage(threshold.says, language);
  const passed = t(threshold.below === undefined ? "headline.above" : "headline.below", { name, limit });
  const what = says === undefined ? passed : join(place, says);
  const from =
    since === undefined
      ? ""
      : t(since.isBefore ? "headline.before" : "headline.since", {
          time: momentWords(since.atMs, indicator?.period === "day", words),
        });
  const of = clause.isLate ? t("headline.of", { time: momentWords(clause.asOfMs, false, words) }) : "";
  const short = join(what, from, of);
  // Since when gives way before a word of what it is, or of how old it is, is cut.
  const shortest = from === "" ? [] : [join(what, of)];
  if (clause.places.length > 1)
    return [short, ...shortest].map((said) => t("headline.others", { what: said, count: clause.places.length - 1 }));
  if (indicator === undefined) return [short, ...shortest];
  const value = formatNumber(clause.value, language, indicator.decimals);
  const amount = join(value, inLanguage(indicator.unit, language));
  const because = says === undefined ? amount : t("headline.amount", { amount, limit });
  return [t("headline.with", { what: short, because }), short, ...shortest];
}

/** What is said where nothing matters, in its wordings from the longest; none where there is no figure to speak of. */
export function calmWords(calm: Calm, words: HeadlineWords): string[] {
  const { t } = words;
  if (calm.newestMs === null) return [];
  const time = momentWords(calm.newestMs, calm.isByDay, words);
  const missing = calm.missing > 0 ? t("headline.missing", { count: calm.missing }) : "";
  const said = calm.hasLimits
    ? [t("headline.calm", { time }), t("headline.calmShort", { time })]
    : [t("headline.unlimited", { time }), t("headline.unlimitedShort", { time })];
  // What is not known is never left out for room.
  if (missing === "") return said;
  const short = `${said.at(-1)}; ${t("headline.missingShort", { count: calm.missing })}`;
  return [...said.map((text) => `${text}; ${missing}`), short];
}

/** As it goes on after a semicolon: a common name begins small, one in capitals stays. */
export const lowered = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What a clause begins with is a place's or a source's name, which keeps its capital. */
export const beginsWithName = (clause: Clause): boolean =>
  clause.kind === "planned" ||
  (clause.kind === "crossed" && clause.threshold.says !== undefined && clause.places[0] !== null);

/** `isCount`: not a clause, but how many are left out. */
export type Said = { text: string; isSimulated: boolean; isCount?: boolean };

/**
 * One sentence of at most two clauses, in the longest wording that fits; where two do not fit, the first alone, with how many are
 * left out. In a room for nothing the shortest wording of the first is given.
 * @param all every clause in its wordings, the longest first; the first two are said @param fits of the parts as they stand
 */
export function sentenceOf(
  all: readonly { wordings: readonly string[]; isSimulated: boolean; hasName: boolean }[],
  more: (count: number) => string,
  fits: (parts: readonly Said[]) => boolean,
): Said[] {
  const [first, second] = all;
  if (first === undefined) return [];
  const tail = (count: number): Said[] => (count > 0 ? [{ text: more(count), isSimulated: false, isCount: true }] : []);
  const tries: Said[][] = [];
  const one = first.wordings.map((text) => ({ text, isSimulated: first.isSimulated }));
  if (second !== undefined) {
    const other = second.wordings.map((text) => ({
      text: second.hasName ? text : lowered(text),
      isSimulated: second.isSimulated,
    }));
    for (const [begin, then] of [0, 1].flatMap((by) => other.map((then) => [one[by], then] as const)))
      if (begin !== undefined) tries.push([begin, then, ...tail(all.length - 2)]);
    const [begin, then] = [one.at(-1), other.at(-1)];
    if (begin !== undefined && then !== undefined) tries.push([begin, then]);
  }
  for (const begin of one) tries.push([begin, ...tail(all.length - 1)]);
  for (const begin of one) tries.push([begin]);
  return tries.find(fits) ?? tries.at(-1) ?? [];
}
