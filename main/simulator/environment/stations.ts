import { hourOfDay } from "../curves.ts";
import { airAt, hourMs, lastHour, levelAt, rainAt } from "./days.ts";
import type { River, Script } from "./script.ts";

/** So many hours stand in each answer: two days and what a day's index asks for. */
const hoursTold = 50;
const iso = (atMs: number): string => new Date(atMs).toISOString();
const minuteOf = (atMs: number): number => (atMs % hourMs) / 60_000;

const hoursUpTo = (atMs: number): number[] =>
  Array.from({ length: hoursTold }, (_, at) => lastHour(atMs) - (hoursTold - 1 - at) * hourMs);

/** The platform of air stations: hourly means, the newest hour once it is over. */
export function airAnswer({ air, rivers }: Script, nowMs: number) {
  const [rain] = rivers;
  return {
    thoi_diem: iso(lastHour(nowMs)),
    don_vi: "µg/m³",
    tram: air.map((station) => ({
      ma: station.id,
      gio: hoursUpTo(nowMs).map((atMs) => ({
        thoi_diem: iso(atMs),
        ...airAt(station, atMs, rain === undefined ? 0 : rainAt(rain, atMs)),
      })),
    })),
  };
}

/**
 * The platform of river stations. The newest hour comes late, is corrected a little after, and at one station stands ten times
 * too large for ten minutes now and then; at one time of day the answer is empty.
 */
export function riverAnswer({ rivers, empty }: Script, nowMs: number) {
  const minute = minuteOf(nowMs);
  const isEmpty = Math.floor(hourOfDay(nowMs)) === empty.hour && minute >= empty.fromMin && minute < empty.toMin;
  return {
    don_vi: { muc_nuoc: "m", mua: "mm" },
    tram: isEmpty ? [] : rivers.map((river) => ({ ma: river.id, so_lieu: hoursOf(river, nowMs) })),
  };
}

const slipMin = 10;
const firstMin = 20;

function hoursOf(river: River, nowMs: number) {
  const newest = lastHour(nowMs);
  const minute = minuteOf(nowMs);
  return hoursUpTo(nowMs)
    .filter((atMs) => atMs < newest || minute >= river.delayMin)
    .map((atMs) => {
      const level = levelAt(river, atMs);
      const issuedMs = atMs + river.delayMin * 60_000;
      const rain = { mua_mm: rainAt(river, atMs), thoi_diem: iso(atMs) };
      const isNew = atMs === newest;
      const hasSlipped = river.slipEvery > 0 && Math.floor(atMs / hourMs) % river.slipEvery === 0;
      if (isNew && hasSlipped && minute < river.delayMin + slipMin)
        return { ...rain, muc_nuoc_m: Number((level * 10).toFixed(1)), phat_hanh: iso(issuedMs) };
      if (isNew && minute < river.delayMin + firstMin)
        return { ...rain, muc_nuoc_m: Number((level + 0.02).toFixed(2)), phat_hanh: iso(issuedMs) };
      return { ...rain, muc_nuoc_m: level, phat_hanh: iso(issuedMs + firstMin * 60_000) };
    });
}
