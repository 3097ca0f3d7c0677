import type { LocalMoment } from "../tables/printed-workbook.ts";

const hourMs = 3_600_000;

/** Moments as a clock in a time zone shows them. @returns for epoch ms; the offset of each hour is looked up once, so it is for one table */
export function localClock(timeZone: string): (atMs: number) => LocalMoment {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offsets = new Map<number, number>();
  return (atMs) => {
    const hour = Math.floor(atMs / hourMs);
    let offsetMs = offsets.get(hour);
    if (offsetMs === undefined) {
      const name = format.formatToParts(hour * hourMs).find((part) => part.type === "timeZoneName")?.value;
      const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
      offsetMs = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
      offsets.set(hour, offsetMs);
    }
    return { localMs: atMs + offsetMs };
  };
}
