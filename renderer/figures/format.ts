const locales = { vi: "vi-VN", en: "en-GB" } as const;
const localeOf = (language: string): string => (language === "en" ? locales.en : locales.vi);

/** Intl's formatters are dear to make and cheap to use: one for each way of writing, as many as there are ways. */
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(language: string, decimals: number, showsSign: boolean): Intl.NumberFormat {
  const key = `${language}/${decimals}/${showsSign}`;
  let format = numbers.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeOf(language), {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: showsSign ? "exceptZero" : "negative",
    });
    numbers.set(key, format);
  }
  return format;
}

/** A number as people write it: "18.063,8", "+8,06", with a true minus. */
export function formatNumber(value: number, language: string, decimals: number, showsSign = false): string {
  return numberFormat(language, decimals, showsSign).format(value).replace("-", "−");
}

/** A reading's value: a number in the indicator's decimals, a word as it is, a dash for none. */
export function formatValue(
  value: number | string | null,
  indicator: { decimals: number; showsSign: boolean },
  language: string,
): string {
  if (value === null) return "—";
  return typeof value === "string" ? value : formatNumber(value, language, indicator.decimals, indicator.showsSign);
}

const dateParts = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  date: { day: "2-digit", month: "2-digit", year: "numeric" },
  dayMonth: { day: "2-digit", month: "2-digit" },
  weekday: { weekday: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment in the site's zone: time 14:21 · seconds 14:21:07 · date 24/11/2026 · dayMonth 24/11 · weekday. */
export function formatMoment(
  ms: number,
  part: keyof typeof dateParts,
  zone: { language: string; timeZone: string },
): string {
  const key = `${zone.language}/${zone.timeZone}/${part}`;
  let format = dates.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(localeOf(zone.language), { ...dateParts[part], timeZone: zone.timeZone });
    dates.set(key, format);
  }
  // Vietnamese Intl writes days and months as 24-11 in some versions; offices write 24/11.
  return part === "dayMonth" ? format.format(ms).replace("-", "/") : format.format(ms);
}

/** "14:21" today, "14:21 23/11" on any other day. */
export function formatSince(ms: number, nowMs: number, zone: { language: string; timeZone: string }): string {
  const time = formatMoment(ms, "time", zone);
  const isToday = formatMoment(ms, "date", zone) === formatMoment(nowMs, "date", zone);
  return isToday ? time : `${time} ${formatMoment(ms, "dayMonth", zone)}`;
}

/** "14:21:07" today, "14:21:07 23/11" on any other day. */
export function formatSinceSeconds(ms: number, nowMs: number, zone: { language: string; timeZone: string }): string {
  const time = formatMoment(ms, "seconds", zone);
  const isToday = formatMoment(ms, "date", zone) === formatMoment(nowMs, "date", zone);
  return isToday ? time : `${time} ${formatMoment(ms, "dayMonth", zone)}`;
}
