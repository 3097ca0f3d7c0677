import { useTranslation } from "react-i18next";
import { formatMoment, formatSince } from "../figures/format.ts";
import { nowStore } from "../state/clock.ts";
import { useTimeZone } from "../state/site.ts";

/** How moments are told on the desk, in the site's zone: "14:21:07", with the day where it is another one. */
export function useMoments() {
  const { i18n } = useTranslation("desk");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  return {
    since: (ms: number): string => formatSince(ms, nowStore.getState(), zone),
    seconds(ms: number): string {
      const isToday = formatMoment(ms, "date", zone) === formatMoment(nowStore.getState(), "date", zone);
      const time = formatMoment(ms, "seconds", zone);
      return isToday ? time : `${time} ${formatMoment(ms, "date", zone)}`;
    },
  };
}
