import { json, type StandInAnswer } from "./stand-in.ts";

/**
 * Answers of public services as they document them: names and shapes are theirs, values made up. Open-Meteo: open-meteo.com/en/docs ·
 * FIRMS: firms.modaps.eosdis.nasa.gov/api/area · USGS: earthquake.usgs.gov/fdsnws/event/1 · NCHMF: as its public page is answered, which is
 * not documented.
 */
const place = {
  ...{ latitude: 21.875, longitude: 106.75, generationtime_ms: 0.0432, utc_offset_seconds: 25_200 },
  ...{ timezone: "Asia/Ho_Chi_Minh", timezone_abbreviation: "GMT+7", elevation: 259 },
};
const local = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16);

export const openMeteoWeather = (atMs: number, temperature: number | null): StandInAnswer =>
  json({
    ...place,
    current_units: {
      ...{ time: "iso8601", interval: "seconds", temperature_2m: "°C", precipitation: "mm", wind_speed_10m: "km/h" },
    },
    current: { time: local(atMs), interval: 900, temperature_2m: temperature, precipitation: 0.4, wind_speed_10m: 7.9 },
  });

export const openMeteoAir = (atMs: number, pm25: number | null): StandInAnswer =>
  json({
    ...place,
    current_units: { time: "iso8601", interval: "seconds", pm10: "μg/m³", pm2_5: "μg/m³" },
    current: { time: local(atMs), interval: 3_600, pm10: 31.2, pm2_5: pm25 },
  });

export const openMeteoBusy = json(
  { reason: "Minutely API request limit exceeded. Please try again in one minute.", error: true },
  { status: 429 },
);
export const openMeteoWrong = json(
  { error: true, reason: "Data corrupted at path ''. Cannot initialize SurfacePressureAndHeightVariable" },
  { status: 400 },
);

const heading =
  "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight";
export const firmsRow = (confidence: "l" | "n" | "h", time = "0612") =>
  `21.78512,106.53211,334.6,0.42,0.38,2026-11-27,${time},N,VIIRS,${confidence},2.0NRT,291.4,5.1,D`;
export const firms = (...rows: string[]): StandInAnswer => ({
  body: [heading, ...rows].join("\n"),
  headers: { "content-type": "text/csv; charset=utf-8" },
});
/** Told in a sentence, with the status of a good answer. */
export const firmsSentence = (text: string, status = 200): StandInAnswer => ({
  ...{ body: text, status },
  headers: { "content-type": "text/html; charset=utf-8" },
});

export const usgs = (generatedMs: number, quakes: readonly { mag: number | null; timeMs: number }[]): StandInAnswer =>
  json({
    type: "FeatureCollection",
    metadata: {
      ...{ generated: generatedMs, url: "https://earthquake.usgs.gov/fdsnws/event/1/query?format=geojson" },
      ...{ title: "USGS Earthquakes", status: 200, api: "1.14.1", count: quakes.length },
    },
    features: quakes.map(({ mag, timeMs }, at) => ({
      type: "Feature",
      properties: {
        ...{ mag, place: "58 km NW of Cao Bằng, Vietnam", time: timeMs, updated: timeMs + 1_200_000, tz: null },
        ...{ felt: null, cdi: null, mmi: null, alert: null, status: "reviewed", tsunami: 0, sig: 246, net: "us" },
        ...{ code: `7000thu${at}`, nst: 33, dmin: 2.1, rms: 0.7, gap: 89, magType: "mb", type: "earthquake" },
      },
      geometry: { type: "Point", coordinates: [105.8, 22.9, 10] },
      id: `us7000thu${at}`,
    })),
  });

/** RSS 2.0 as newspapers give it: CDATA, mark-up in descriptions, pubDate of RFC 822. */
export const press = (items: readonly { title: string; atMs: number }[]): StandInAnswer => ({
  headers: { "content-type": "text/xml; charset=utf-8" },
  body: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Thời sự</title>
<link>https://bao.example/rss</link><generator>bao</generator>${items
    .map(
      ({ title, atMs }, at) => `<item><title><![CDATA[${title}]]></title>
<description><![CDATA[<a href="https://bao.example/${at}"><img src="https://anh.example/1.jpg"></a></br>Tóm tắt]]></description>
<pubDate>${new Date(atMs).toUTCString().replace("GMT", "+0000")}</pubDate><link>https://bao.example/${at}</link>
<guid>https://bao.example/${at}</guid><slash:comments>0</slash:comments></item>`,
    )
    .join("")}</channel></rss>`,
});

type Commune = { id: number; name: string; flood: string; slide: string; province?: string };
export const flashFloods = (atMs: number, communes: readonly Commune[]): StandInAnswer =>
  json(
    communes.map(({ id, name, flood, slide, province = "Lạng Sơn" }, at) => ({
      ...{ id: 900_000 + at, thoigian: `/Date(${atMs})/`, commune_id: id + 50_000, commune_name: name },
      ...{ district_name: "", provinceName: province, luongmuatd: 42.5, luongmuadb: 63.2, luongmuatd_db: 105.7 },
      ...{ nguycosatlo: slide, nguycoluquet: flood, nguonmuadubao: "AMO", sogiodubao: 6, nguoi_capnhat: null },
      ...{ ngay_capnhat: `/Date(${atMs + 300_000})/`, province_ref: 20, commune_id_2cap: id, commune_name_2cap: name },
      ...{ provinceName_2cap: province, lat: 21.9, lon: 106.6, mucsatlo: 2, rn: at + 1 },
    })),
  );
