import { hourOfDay, localMidnightMs, sway } from "../curves.ts";
import type { AirStation, River } from "./script.ts";

/** Made-up days as pure functions of time: a restart goes on where it was. */
export const hourMs = 3_600_000;
export const lastHour = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** How far a flood is, 0 … 1: up smoothly within so many hours, then down by half in each so many. */
function flood({ periodH, shiftH, riseH, fallH }: River, atMs: number): number {
  const sinceH = (((atMs / hourMs + shiftH) % periodH) + periodH) % periodH;
  if (sinceH < riseH) {
    const part = sinceH / riseH;
    return part * part * (3 - 2 * part);
  }
  return 0.5 ** ((sinceH - riseH) / fallH);
}

/** Metres of the station's own datum, at a full hour. */
export const levelAt = (river: River, atMs: number): number =>
  rounded(river.base + river.crest * flood(river, atMs) + 0.04 * sway(`level ${river.id}`, atMs), 2);

/** Millimetres in the hour up to a moment: it rains before the water rises, and now and then besides. */
export function rainAt(river: River, atMs: number): number {
  const rise = flood(river, atMs + 5 * hourMs) - flood(river, atMs + 4 * hourMs);
  const shower = Math.max(0, sway(`shower ${river.id}`, atMs) - 0.55) * 9;
  return rounded(Math.max(0, rise) * 130 + shower, 1);
}

/** Hours since the flood of a river began that a moment lies in, and when it began. */
export function floodOf({ periodH, shiftH }: River, atMs: number): { beganMs: number; number: number } {
  const number = Math.floor((atMs / hourMs + shiftH) / periodH);
  return { number, beganMs: (number * periodH - shiftH) * hourMs };
}

const bell = (hour: number, peak: number, width: number): number => {
  const distance = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
  return Math.exp(-((distance / width) ** 2));
};

export type AirHour = Record<"pm25" | "pm10" | "o3" | "no2" | "so2" | "co", number | null>;

/** Means of the hour up to a moment, µg/m³: mornings of inversion, some days worse than others, rain washes the air. */
export function airAt(station: AirStation, atMs: number, rainMm: number): AirHour {
  const hour = hourOfDay(atMs - hourMs / 2);
  const day = 1 + 0.45 * sway(`air ${station.id}`, localMidnightMs(atMs));
  const washed = 1 / (1 + rainMm / 8);
  const inversion = 1 + station.inversion * bell(hour, 7, 2.6) + 0.5 * station.inversion * bell(hour, 20.5, 2.4);
  const noise = 1 + 0.12 * sway(`hour ${station.id}`, atMs);
  const pm25 = station.pm25 * day * washed * inversion * noise;
  const isMissing = station.missingEvery > 0 && Math.floor(atMs / hourMs) % station.missingEvery === 0;
  return {
    pm25: isMissing ? null : rounded(pm25, 1),
    pm10: isMissing ? null : rounded(pm25 * 1.45 + 6, 1),
    o3: rounded(35 + 70 * bell(hour, 14.5, 3.5) * (1 + 0.2 * sway(`o3 ${station.id}`, atMs)), 1),
    no2: rounded(station.no2 * (0.7 + 0.7 * bell(hour, 8, 2) + 0.6 * bell(hour, 18, 2)), 1),
    so2: rounded(station.so2 * (1 + 0.3 * sway(`so2 ${station.id}`, atMs)), 1),
    co: rounded(500 + 12 * pm25, 0),
  };
}
