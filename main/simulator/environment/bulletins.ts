import { localMidnightMs } from "../curves.ts";
import { lastHour, levelAt } from "./days.ts";
import type { River, Script } from "./script.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const told = 3;

const timeMs = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * minuteMs;
};

/** How many of its levels a river stands above. */
function stageAt(river: River, { levels }: Script["bulletins"], atMs: number): number {
  const level = levelAt(river, lastHour(atMs));
  return (levels[river.id] ?? []).filter((one) => level >= one).length;
}

/** When bulletins of some days are due, the earliest first: by the stage that the water has then. */
function dueTimes(river: River, script: Script["bulletins"], fromMs: number, toMs: number): number[] {
  const due: number[] = [];
  for (let day = localMidnightMs(fromMs); day <= toMs; day += dayMs)
    for (let at = day; at < day + dayMs; at += 30 * minuteMs) {
      const times = script.times[Math.min(stageAt(river, script, at), script.times.length - 1)] ?? [];
      if (times.some((one) => timeMs(one) === at - day)) due.push(at);
    }
  return due.filter((at) => at >= fromMs && at <= toMs);
}

const clock = (atMs: number): string => new Date(atMs + 7 * 3_600_000).toISOString().slice(11, 16);

/** The last bulletins of each river. Each names the time of the next; one of several comes late, so that one is overdue. */
export function bulletinAnswer({ rivers, bulletins }: Script, nowMs: number) {
  const { lateEvery, lateMin } = bulletins;
  return {
    ban_tin: rivers.flatMap((river) => {
      const due = dueTimes(river, bulletins, nowMs - 4 * dayMs, nowMs + 2 * dayMs);
      const isLate = (atMs: number) => lateEvery > 0 && Math.floor(atMs / (30 * minuteMs)) % lateEvery === 0;
      const issuedAt = (atMs: number) => atMs + (isLate(atMs) ? lateMin * minuteMs : 0);
      return due
        .map((atMs, at) => ({ atMs, nextMs: due[at + 1] }))
        .filter(({ atMs }) => issuedAt(atMs) <= nowMs)
        .slice(-told)
        .map(({ atMs, nextMs }) => {
          const level = levelAt(river, lastHour(atMs));
          const rise = Math.round((level - levelAt(river, lastHour(atMs) - 3 * 3_600_000)) * 100);
          const moves = rise > 2 ? `đang lên, ${rise} cm trong 3 giờ` : rise < -2 ? "đang xuống" : "ít thay đổi";
          return {
            tram: river.id,
            phat_luc: new Date(issuedAt(atMs)).toISOString(),
            ban_tin_sau: nextMs === undefined ? null : new Date(nextMs).toISOString(),
            noi_dung: `Mực nước ${river.name} lúc ${clock(lastHour(atMs))} là ${level.toFixed(2).replace(".", ",")} m, ${moves}.`,
          };
        });
    }),
  };
}
