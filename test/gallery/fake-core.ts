import type { MapView } from "#contract/entities/map.ts";
import type { MapEventList, ReportMapEventList } from "#contract/entities/map-event.ts";
import type { NewsView } from "#contract/entities/news.ts";
import { changedAtHeader } from "#contract/entities/site-file.ts";
import { routes } from "#contract/routes.ts";
import outlineUrl from "../../assets/profiles/lang-son/outline.geojson?url";
import { stagePast } from "../lab/stage-snapshot.ts";
import { environmentPast, explanationOf } from "./environment.ts";
import slidesUrl from "./giao-ban.pdf?url";
import { scoresIn } from "./papers.ts";
import { galleryNowMs, type Situation } from "./situations.ts";

/** As many points as a panel may ask for; the past is the same at every visit. */
const pointsAtMost = 200;

/**
 * Answers what panels ask the core for, from what is made up; in the place of the network, so that the gallery needs no core and
 * no picture depends on a clock. Loading: nothing is ever answered.
 */
export function answerFor(situation: Situation): void {
  const network = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!url.pathname.startsWith("/api/")) return network(input, init);
    if (situation === "loading") return new Promise<Response>(() => undefined);
    if (url.pathname === routes.cameraLastPicture("camera-1")) return situation === "lost" ? keptPicture() : notFound();
    if ([1, 2, 3].some((number) => url.pathname === routes.siteFile(`so-do${number === 1 ? "" : `-${number}`}.png`)))
      return sitePicture();
    if (url.pathname === routes.siteFile("giao-ban.pdf")) return siteDocument(network);
    if (url.pathname === routes.outline) return network(outlineUrl);
    if (url.pathname.startsWith(routes.siteFile("")))
      return Response.json(
        {
          code: "site-file.unknown",
          params: { name: url.pathname.slice(routes.siteFile("").length) },
          message: { vi: "-", en: "-" },
        },
        { status: 404 },
      );
    const body = bodyFor(url, situation);
    return body === undefined ? notFound() : Response.json(body);
  };
}

const notFound = () => new Response("", { status: 404 });

const road = [
  { colour: "#9fb4c4", x: 0, y: 0, width: 640, height: 160 },
  { colour: "#5d6b52", x: 0, y: 160, width: 640, height: 200 },
  { colour: "#44484c", x: 180, y: 160, width: 280, height: 200 },
  { colour: "#d8d8d0", x: 314, y: 200, width: 12, height: 60 },
  { colour: "#d8d8d0", x: 310, y: 300, width: 20, height: 60 },
  { colour: "#7d3a33", x: 400, y: 210, width: 90, height: 70 },
];

const keptPicture = async (): Promise<Response> =>
  paintedPicture({ "x-picture-at-ms": String(galleryNowMs - 24 * 60_000) });
const sitePicture = async (): Promise<Response> =>
  paintedPicture({ [changedAtHeader]: String(galleryNowMs - 30 * 3_600_000), etag: '"1"' });

const siteDocument = async (network: typeof fetch): Promise<Response> =>
  new Response(await (await network(slidesUrl)).blob(), {
    headers: { [changedAtHeader]: String(galleryNowMs - 30 * 3_600_000), etag: '"1"' },
  });

/** A plain picture of a road. */
async function paintedPicture(headers: Record<string, string>): Promise<Response> {
  const canvas = new OffscreenCanvas(640, 360);
  const paint = canvas.getContext("2d");
  if (paint === null) return notFound();
  for (const { colour, x, y, width, height } of road) {
    paint.fillStyle = colour;
    paint.fillRect(x, y, width, height);
  }
  return new Response(await canvas.convertToBlob({ type: "image/png" }), { headers });
}

function bodyFor(url: URL, situation: Situation): unknown {
  const ask = url.searchParams;
  if (url.pathname === routes.outages) return { outages: [] };
  if (url.pathname === routes.map)
    return { revision: "1", base: null, layers: [], engine: "maplibre" } satisfies MapView;
  if (url.pathname === routes.sourceScores) return scoresIn(situation);
  if (url.pathname === routes.news) return { feeds: newsIn(situation) };
  if (url.pathname === routes.mapEvents && situation !== "lost") return mapEventsIn(situation);
  if (url.pathname === routes.reportMapEvents && situation !== "lost") return reportsIn(situation);
  if (url.pathname === routes.history) return historyFor(ask, situation);
  if (url.pathname === routes.explanation) return explanationOf(ask);
  return undefined;
}

function mapEventsIn(situation: Situation): MapEventList {
  const told = [
    ["crowd", "camera-1", 4],
    ["intrusion", "camera-3", 21],
    ["smoke", "camera-1", 44],
    ["wrong-way", "camera-2", 190],
    ["wrong-way", "camera-2", 212],
  ] as const;
  const mapEvents = told.map(([kind, camera, minutesAgo], at) => ({
    origin: "camera" as const,
    number: told.length - at,
    ...{ kind, camera, source: "nen-tang-camera" },
    atMs: galleryNowMs - minutesAgo * 60_000,
    isSimulated: situation === "simulated",
  }));
  return { mapEvents: situation === "empty" ? [] : mapEvents, isCut: false, asOfMs: galleryNowMs };
}

function reportsIn(situation: Situation): ReportMapEventList {
  const hourMs = 3_600_000;
  const told = [
    ["Rác thải", 21.85, 106.76, 2, 20],
    ["Ổ gà, mặt đường hỏng", 21.66, 106.9, 30, -5],
    ["Đèn đường hỏng", 21.86, 106.75, 50, 9],
    ["Ngập nước", 21.9, 106.4, 70, 2],
    ["Lấn chiếm vỉa hè", 21.855, 106.77, 90, -20],
    ["Tiếng ồn", null, null, 100, 30],
  ] as const;
  const mapEvents = told.map(([service, lat, lon, hoursAgo, hoursLeft], at) => ({
    origin: "report" as const,
    number: told.length - at,
    ...{ service, source: "phan-anh", state: "open" as const },
    position: lat === null ? null : { lat, lon },
    atMs: galleryNowMs - hoursAgo * hourMs,
    updatedAtMs: galleryNowMs - hourMs,
    dueAtMs: galleryNowMs + hoursLeft * hourMs,
    isSimulated: situation === "simulated",
  }));
  return { mapEvents: situation === "empty" ? [] : mapEvents, isCut: false, asOfMs: galleryNowMs };
}

function newsIn(situation: Situation): NewsView[] {
  const minuteMs = 60_000;
  const headline = (text: string, minutesAgo: number) => ({ text, atMs: galleryNowMs - minutesAgo * minuteMs });
  const checkedAtMs = galleryNowMs - (situation === "stale" ? 95 : 4) * minuteMs;
  const feed = { id: "bao", name: { vi: "Báo Lạng Sơn", en: "Lạng Sơn newspaper" }, reason: null };
  const headlines = [
    headline("Thông quan qua cửa khẩu Hữu Nghị tăng trở lại sau đợt mưa lớn", 35),
    headline("Lạng Sơn hoàn thành số hoá hồ sơ đất đai tại 65 xã, phường", 140),
    headline("Khởi công tuyến đường nối cao tốc Bắc Giang – Lạng Sơn với khu trung chuyển", 330),
    headline("Dự báo rét đậm vùng núi cao từ đêm 25/11", 1_500),
  ];
  return [
    { ...feed, headlines: situation === "empty" ? [] : headlines, checkedAtMs, lateAtMs: checkedAtMs + 30 * minuteMs },
  ];
}

/** Of one stretch long ago: what a table holds its figures against. The same share of today's value at every visit. */
const former: Record<string, readonly [previous: number, lastYear: number]> = {
  "thang.thu-ngan-sach": [1_466.1, 1_388.9],
  "thang.giai-ngan": [71.5, 74.9],
  "thang.khach-du-lich": [412_300, 371_000],
};

function historyFor(ask: URLSearchParams, situation: Situation) {
  const indicator = ask.get("indicator") ?? "";
  const place = ask.get("place") ?? "";
  const from = Number(ask.get("fromMs"));
  const to = Number(ask.get("toMs"));
  const of = former[indicator];
  if (of !== undefined) return { indicator, place, points: [[to, of[galleryNowMs - to > 200 * 86_400_000 ? 1 : 0]]] };
  const count = Math.min(pointsAtMost, Number(ask.get("points")));
  const until = situation === "lost" ? galleryNowMs - 144 * 60_000 : Math.min(to, galleryNowMs);
  const stepMs = (Math.min(to, galleryNowMs) - from) / count;
  const moments = Array.from({ length: count }, (_, at) => from + Math.round(at * stepMs)).filter((ms) => ms <= until);
  return {
    indicator,
    place,
    points:
      situation === "empty"
        ? []
        : moments.map((ms) => [
            ms,
            environmentPast(indicator, place, ms, galleryNowMs) ?? stagePast(indicator, place, ms, galleryNowMs),
          ]),
  };
}
