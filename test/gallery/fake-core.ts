import { routes } from "#contract/routes.ts";
import { stagePast } from "../lab/stage-snapshot.ts";
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

/** A plain picture of a road, as a camera may have left it. */
async function keptPicture(): Promise<Response> {
  const canvas = new OffscreenCanvas(640, 360);
  const paint = canvas.getContext("2d");
  if (paint === null) return notFound();
  for (const { colour, x, y, width, height } of road) {
    paint.fillStyle = colour;
    paint.fillRect(x, y, width, height);
  }
  const takenAtMs = galleryNowMs - 24 * 60_000;
  return new Response(await canvas.convertToBlob({ type: "image/png" }), {
    headers: { "x-picture-at-ms": String(takenAtMs) },
  });
}

function bodyFor(url: URL, situation: Situation): unknown {
  const ask = url.searchParams;
  if (url.pathname === routes.outages) return { outages: [] };
  if (url.pathname === routes.history) return historyFor(ask, situation);
  return undefined;
}

function historyFor(ask: URLSearchParams, situation: Situation) {
  const indicator = ask.get("indicator") ?? "";
  const place = ask.get("place") ?? "";
  const from = Number(ask.get("fromMs"));
  const count = Math.min(pointsAtMost, Number(ask.get("points")));
  const until = situation === "lost" ? galleryNowMs - 144 * 60_000 : galleryNowMs;
  const stepMs = (galleryNowMs - from) / count;
  const moments = Array.from({ length: count }, (_, at) => from + Math.round(at * stepMs)).filter((ms) => ms <= until);
  return {
    indicator,
    place,
    points: situation === "empty" ? [] : moments.map((ms) => [ms, stagePast(indicator, place, ms, galleryNowMs)]),
  };
}
