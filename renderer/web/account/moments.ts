import { formatMoment, formatSince } from "../../figures/format.ts";
import { nowStore } from "../../state/clock.ts";
import { useAppZone } from "../app/zone.ts";

/** How an account's page tells when something was: the hour today, with the day on others. */
export function useAccountMoments() {
  const zone = useAppZone();
  const nowMs = () => nowStore.getState();
  return {
    date: (ms: number) => formatMoment(ms, "date", zone),
    since: (ms: number) => {
      const isOfThisYear = new Date(ms).getFullYear() === new Date(nowMs()).getFullYear();
      return isOfThisYear
        ? formatSince(ms, nowMs(), zone)
        : `${formatMoment(ms, "time", zone)} ${formatMoment(ms, "date", zone)}`;
    },
    /** A day as the core writes it, "2026-11-27". */
    day: (day: string) => {
      const [year, month, date] = day.split("-");
      return zone.language === "en"
        ? new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
            Date.UTC(Number(year), Number(month) - 1, Number(date)),
          )
        : `${date}/${month}/${year}`;
    },
  };
}
