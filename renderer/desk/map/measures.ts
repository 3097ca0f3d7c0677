import { formatNumber } from "../../figures/format.ts";

/** A distance as people say it: "840 m", "12,35 km". */
export function distanceWords(km: number, language: string): string {
  if (km < 1) return `${formatNumber(km * 1_000, language, 0)} m`;
  return `${formatNumber(km, language, km < 100 ? 2 : 1)} km`;
}

/** An area as people say it: "45,2 ha", "12,35 km²". */
export function areaWords(km2: number, language: string): string {
  if (km2 < 1) return `${formatNumber(km2 * 100, language, 1)} ha`;
  return `${formatNumber(km2, language, km2 < 100 ? 2 : 1)} km²`;
}

/** A part of a whole in per cent; what is there is never told as nothing. */
export function shareWords(share: number, language: string): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `< ${formatNumber(0.1, language, 1)} %`;
  return `${formatNumber(percent, language, percent < 99.95 ? 1 : 0)} %`;
}
