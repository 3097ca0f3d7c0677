import { hourOfDay, sway } from "../curves.ts";
import { airAt, hourMs, rainAt } from "./days.ts";
import type { Script } from "./script.ts";

const quarterMs = 15 * 60_000;
/** Local time without an offset, as Open-Meteo tells it. */
const local = (atMs: number, offsetMs = 7 * hourMs): string => new Date(atMs + offsetMs).toISOString().slice(0, 16);

const place = {
  ...{ latitude: 21.875, longitude: 106.75, generationtime_ms: 0.05, utc_offset_seconds: 25_200 },
  ...{ timezone: "Asia/Ho_Chi_Minh", timezone_abbreviation: "GMT+7", elevation: 259 },
};

/** `GET /v1/forecast` of Open-Meteo with `current`, made up. */
export function weatherAnswer({ rivers }: Script, nowMs: number) {
  const atMs = Math.floor(nowMs / quarterMs) * quarterMs;
  const [river] = rivers;
  const warmth = Math.sin(((hourOfDay(atMs) - 9) / 24) * 2 * Math.PI);
  return {
    ...place,
    current_units: {
      ...{ time: "iso8601", interval: "seconds", temperature_2m: "°C", precipitation: "mm", wind_speed_10m: "km/h" },
    },
    current: {
      ...{ time: local(atMs), interval: 900 },
      temperature_2m: Number((19 + 4.5 * warmth + 2 * sway("temperature", atMs)).toFixed(1)),
      precipitation: Number(((river === undefined ? 0 : rainAt(river, atMs)) / 4).toFixed(1)),
      wind_speed_10m: Number((7 + 4 * Math.abs(sway("wind", atMs))).toFixed(1)),
    },
  };
}

/** `GET /v1/air-quality` of Open-Meteo, made up: a model's air is smoother and lower than a station's. */
export function modelAirAnswer({ air }: Script, nowMs: number) {
  const atMs = Math.floor(nowMs / hourMs) * hourMs;
  const [station] = air;
  const { pm25 } =
    station === undefined ? { pm25: 20 } : airAt({ ...station, missingEvery: 0, inversion: 0.5 }, atMs, 2);
  const value = (pm25 ?? 20) * 0.8;
  return {
    ...place,
    current_units: { time: "iso8601", interval: "seconds", pm10: "μg/m³", pm2_5: "μg/m³" },
    current: {
      time: local(atMs),
      interval: 3_600,
      pm10: Number((value * 1.4).toFixed(1)),
      pm2_5: Number(value.toFixed(1)),
    },
  };
}

/** The CSV of FIRMS' area service, made up: a few hot spots in the dry afternoon. */
export function hotSpotsAnswer(nowMs: number): string {
  const heading =
    "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight";
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const count = Math.round(3 + 3 * sway("fires", Math.floor(nowMs / hourMs) * hourMs));
  const rows = Array.from({ length: Math.max(0, count) }, (_, at) => {
    const [y, x] = [sway(`fire y ${at} ${day}`, 0), sway(`fire x ${at} ${day}`, 0)];
    return `${(21.9 + 0.4 * y).toFixed(5)},${(106.7 + 0.4 * x).toFixed(5)},331.2,0.39,0.36,${day},0612,N,VIIRS,${at % 3 === 0 ? "l" : "n"},2.0NRT,290.1,4.2,D`;
  });
  return [heading, ...rows].join("\n");
}

/** USGS' GeoJSON of earthquakes, made up. */
export function quakesAnswer(nowMs: number) {
  const dayMs = 86_400_000;
  const day = Math.floor(nowMs / dayMs);
  const features = Array.from({ length: 30 }, (_, back) => day - back)
    .filter((each) => sway(`quake ${each}`, 0) > 0.25)
    .map((each) => ({
      type: "Feature",
      properties: {
        mag: Number((3 + 1.6 * Math.abs(sway(`magnitude ${each}`, 0))).toFixed(1)),
        place: "mô phỏng",
        time: each * dayMs,
        updated: each * dayMs + hourMs,
        ...{ status: "reviewed", magType: "mb", type: "earthquake" },
      },
      geometry: { type: "Point", coordinates: [105.2, 22.4, 10] },
      id: `mo-phong-${each}`,
    }));
  return {
    type: "FeatureCollection",
    metadata: {
      generated: Math.floor(nowMs / 600_000) * 600_000,
      title: "mô phỏng",
      status: 200,
      api: "1.14.1",
      count: features.length,
    },
    features,
  };
}
